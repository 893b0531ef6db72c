import { median } from "./measure.ts";
import type { Bench, BenchResult } from "./result.ts";
import type { Kind } from "./webhook/contestants.ts";
import type { Rounds } from "./webhook/measure-servers.ts";
import { measureServers } from "./webhook/measure-servers.ts";

const MOST = 4;
const WISHED = 2.5;

/** The middle of what one costs by what the other costs in the same round. */
export const ratioOf = (rounds: Rounds, one: Kind, other: Kind): number => {
  const others = rounds.get(other) ?? [];
  return median((rounds.get(one) ?? []).map((cost, round) => cost / (others[round] ?? Number.NaN)));
};
/** The middle of its rounds, µs of CPU a request. */
export const costOf = (rounds: Rounds, kind: Kind): number => median(rounds.get(kind) ?? []);

/** A push among 10,000 rules: verified, parsed, told from its repeats, matched, durable, answered; over loopback with 32 connections. */
const run = async (): Promise<readonly BenchResult[]> => {
  const rounds = await measureServers(["bare", "limit", "co-wechat", "own"]);
  const ratio = ratioOf(rounds, "own", "bare");
  return [
    {
      id: "P4",
      figure: costOf(rounds, "own"),
      unit: "µs CPU a push, webhook and SQLite (FULL)",
      limit: costOf(rounds, "limit"),
      ratio,
      peers: {
        "bare node:http": costOf(rounds, "bare"),
        "co-wechat (no rules, stores nothing)": costOf(rounds, "co-wechat"),
        "× bare: limit": ratioOf(rounds, "limit", "bare"),
        "× bare: co-wechat": ratioOf(rounds, "co-wechat", "bare"),
      },
      goal: `≤ ${MOST}× bare node:http (wished ${WISHED}×)`,
      reached: ratio <= MOST,
    },
  ];
};

export const wholeWebhook: Bench = { id: "P4", title: "the whole webhook", run };
