import { monitorEventLoopDelay } from "node:perf_hooks";

/** What is used of the histogram of `monitorEventLoopDelay`; the mean is in ns, NaN before the first turn. */
interface Delays {
  readonly mean: number;
  readonly reset: () => void;
}

/** Turns of the loop this long on average: whoever may answer later does so at once. */
const MOST_MEAN_MS = 200;
/** One long turn, such as compiling a rule set, is no overload. */
const WINDOW_MS = 1_000;
const NS_A_MS = 1_000_000;

/** Whether the event loop was behind during the last second or so; asking costs one look at the clock. */
export const overloadOf = (delays: Delays, nowMs: () => number): (() => boolean) => {
  let lookedAtMs = nowMs();
  let isOverloaded = false;
  return () => {
    const now = nowMs();
    if (Math.abs(now - lookedAtMs) >= WINDOW_MS) {
      lookedAtMs = now;
      isOverloaded = delays.mean / NS_A_MS > MOST_MEAN_MS;
      delays.reset();
    }
    return isOverloaded;
  };
};

/** As `overloadOf`, of this process; holds no process open. */
export const watchOverload = (nowMs: () => number): (() => boolean) => {
  const delays = monitorEventLoopDelay({ resolution: 20 });
  delays.enable();
  return overloadOf(delays, nowMs);
};
