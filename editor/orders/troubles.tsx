import { Alert } from "antd";
import { Link } from "react-router";
import { useApi } from "../api/use-api.ts";
import { useAccountParams, useAccountPath } from "../shell/account.ts";
import { LocalTime } from "../shell/local-time.tsx";
import { orderWords } from "../strings/orders.ts";
import { useSay, useText } from "../strings/text.ts";

const EVERY_MS = 30_000;

/** What WeChat Pay told that fits no order of ours: nothing, when all is well. */
export const Troubles = () => {
  const words = useText(orderWords);
  const say = useSay();
  const params = useAccountParams();
  const path = useAccountPath();
  const found = useApi("GET /accounts/:account/order-troubles", { params }, { everyMs: EVERY_MS });
  const troubles = found.data?.troubles ?? [];
  if (troubles.length === 0) return null;
  const list = (
    <ul className="order-steps">
      {troubles.map(({ id, no, kind, state, atMs, why }) => (
        <li key={id}>
          <LocalTime atMs={atMs} /> {words.noticeKinds[kind] ?? kind}{" "}
          {state === "unknown" ? (
            <span className="mono">{no}</span>
          ) : (
            <Link className="mono" to={path(`/orders/${no}`)}>
              {no}
            </Link>
          )}
          {why !== null && <> — {say(why.means)}</>}
        </li>
      ))}
    </ul>
  );
  return (
    <Alert
      type="error"
      showIcon
      title={words.troubles}
      description={
        <>
          <p>{words.troublesHelp}</p>
          {list}
        </>
      }
    />
  );
};
