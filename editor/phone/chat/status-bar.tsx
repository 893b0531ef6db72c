import { useEffect, useState } from "react";
import { usePhoneState } from "../use-phone.ts";
import { formatClock } from "./format-moment.ts";

const everyMs = 10_000;

/** The account's time now, drawn again from time to time. */
export const useNowMs = (): number => {
  const { aheadMs } = usePhoneState();
  const [nowMs, setNowMs] = useState(() => Date.now() + aheadMs);
  useEffect(() => {
    const look = (): void => setNowMs(Date.now() + aheadMs);
    look();
    const timer = setInterval(look, everyMs);
    return () => clearInterval(timer);
  }, [aheadMs]);
  return nowMs;
};

/** The phone's top edge: the time as the platform has it, and how good the network is. */
export const StatusBar = () => {
  const nowMs = useNowMs();
  const { network } = usePhoneState();
  return (
    <div className="ph-status-bar" aria-hidden="true">
      <span>{formatClock(nowMs)}</span>
      <svg className={`ph-signal ph-signal-${network}`} viewBox="0 0 62 12" focusable="false">
        <title>{network}</title>
        <rect className="ph-bar" x="0" y="8" width="3" height="4" rx="1" />
        <rect className="ph-bar" x="5" y="5.5" width="3" height="6.5" rx="1" />
        <rect className="ph-bar ph-weak" x="10" y="3" width="3" height="9" rx="1" />
        <rect className="ph-bar ph-weak" x="15" y="0" width="3" height="12" rx="1" />
        <rect className="ph-battery" x="34.5" y="0.5" width="23" height="11" rx="3" />
        <rect className="ph-bar" x="36.5" y="2.5" width="17" height="7" rx="1.5" />
        <rect className="ph-bar" x="59" y="4" width="1.6" height="4" rx="0.8" />
      </svg>
    </div>
  );
};
