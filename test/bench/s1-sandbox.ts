import { median } from "./measure.ts";
import type { Bench, BenchResult } from "./result.ts";
import { measureSandbox } from "./sandbox/measure-sandbox.ts";

const LEAST_A_SECOND = 1_000;
const MOST_MB = 150;
const SECOND_US = 1_000_000;
const MB = 1024 * 1024;

/** Pushes through sandbox and server on a core each, by their CPU; and the sandbox's memory meanwhile. */
const run = async (): Promise<readonly BenchResult[]> => {
  const { rounds, atRest, peak } = await measureSandbox();
  const sandboxUs = median(rounds.map((round) => round.sandboxUs));
  const serverUs = median(rounds.map((round) => round.serverUs));
  const rate = SECOND_US / Math.max(sandboxUs, serverUs);
  return [
    {
      id: "S1",
      figure: rate,
      unit: "pushes a second through the sandbox, by CPU, on two cores together with the server",
      limit: null,
      ratio: rate / LEAST_A_SECOND,
      peers: { "sandbox, µs CPU a push": sandboxUs, "server, µs CPU a push": serverUs },
      goal: `≥ ${LEAST_A_SECOND} a second`,
      reached: rate >= LEAST_A_SECOND,
    },
    {
      id: "S2",
      figure: peak / MB,
      unit: "MB, the most the sandbox takes with 100,000 followers while pushes run",
      limit: null,
      ratio: peak / MB / MOST_MB,
      peers: { "at rest": atRest / MB },
      goal: `≤ ${MOST_MB} MB`,
      reached: peak / MB <= MOST_MB,
    },
  ];
};

export const sandboxLoad: Bench = { id: "S1", title: "the local WeChat under load", run };
