import { measureNotifications } from "./pay/measure-notifications.ts";
import type { Bench, BenchResult } from "./result.ts";

const MOST_MS = 1_000;
const RATE = 500;
const LEAST_A_SECOND = 490;
const SECOND_US = 1_000_000;

/** Notifications of WeChat Pay on a plan of 500 a second, each tenth of them twice: proven, kept for good, answered. */
const run = async (): Promise<readonly BenchResult[]> => {
  const { p50Ms, p99Ms, aSecond, cpuUs, bad } = await measureNotifications();
  const byCpu = SECOND_US / cpuUs;
  return [
    {
      id: "N1",
      figure: p99Ms,
      unit: "ms until 99 of 100 notifications are answered, 500 a second, on two cores together with who sends",
      limit: null,
      ratio: p99Ms / MOST_MS,
      peers: {
        "ms for the middle one": p50Ms,
        "answered a second": aSecond,
        "µs CPU of the server each, rules included": cpuUs,
        "not answered with 200": bad,
      },
      goal: `≤ ${MOST_MS} ms, all answered`,
      reached: p99Ms <= MOST_MS && bad === 0 && aSecond >= LEAST_A_SECOND,
    },
    {
      id: "N2",
      figure: byCpu,
      unit: "notifications a second on one core, by the server's CPU, rules included",
      limit: null,
      ratio: byCpu / RATE,
      peers: {},
      goal: `≥ ${RATE} a second`,
      reached: byCpu >= RATE,
    },
  ];
};

export const payNotifications: Bench = { id: "N1", title: "notifications of WeChat Pay", run };
