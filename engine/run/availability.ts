import type { Limit, Rule } from "../schema/rule.ts";
import type { FailedLeaf } from "../schema/trace.ts";
import { isActive, periodStartMs } from "../time/active.ts";
import type { Asked } from "./asked.ts";

/** Positions that the phone reports by itself come every five seconds. */
const REPORTED_LIMIT: Limit = { times: 1, every: "1h" };

const limitOf = (rule: Rule, asked: Asked): Limit | null => {
  const isReported = asked.event.kind === "location" && asked.event.how === "reported";
  return rule.limit ?? (isReported ? REPORTED_LIMIT : null);
};

const runsInPeriod = (rule: Rule, limit: Limit, asked: Asked): number => {
  const fired = asked.follower?.fired[rule.id];
  if (fired === undefined) return 0;
  if (limit.every === null) return fired.count;
  const startMs = periodStartMs(limit.every, asked.nowMs, asked.rules.settings.timezone);
  return fired.atMs.filter((atMs) => atMs > startMs).length;
};

/** The leaves that take a rule out of the search as if it were not there: `active`, `limit`. */
export const unavailable = (rule: Rule, asked: Asked): readonly FailedLeaf[] => {
  if (rule.active !== null && !isActive(rule.active, asked.nowMs, asked.rules.settings)) {
    const expected = { ...rule.active };
    return [{ path: `rules/${rule.id}/active`, expected, actual: asked.nowMs }];
  }
  const limit = limitOf(rule, asked);
  if (limit === null || asked.follower === null) return [];
  const runs = runsInPeriod(rule, limit, asked);
  if (runs < limit.times) return [];
  return [{ path: `rules/${rule.id}/limit`, expected: { ...limit }, actual: runs }];
};
