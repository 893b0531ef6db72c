import { judgeLeaf, leavesOf } from "../matcher/evaluate-condition.ts";
import { noteEvent } from "../run/bookkeeping.ts";
import { NeedsCall, startRun } from "../run/run.ts";
import { conditionContext } from "../run/values.ts";
import type { ConditionLeaf } from "../schema/rule.ts";
import type { Json, RulePath } from "../schema/words.ts";
import type { WhyNotAsked } from "./why-not.ts";
import { heldTriggers } from "./why-not.ts";

/** What one condition found. */
export interface ConditionReport {
  readonly path: RulePath;
  readonly holds: boolean;
  readonly expected: Json;
  /** `null`: it has no value. */
  readonly actual: Json;
}

/**
 * What every condition of a rule's `if` finds for one message, whether or not the rule's turn would come.
 * A condition that hangs on a call, or that fails, is left out.
 */
export const leafReports = (asked: Omit<WhyNotAsked, "answerCall">): readonly ConditionReport[] => {
  const { rules, rule, event, follower, nowMs, seed } = asked;
  if (rule.if === null) return [];
  const answers = new Map();
  const run = startRun({
    ...{ event, follower, rules, earlier: null, nowMs, seed, answers, isLate: false },
  });
  noteEvent(run);
  run.rule = rule.id;
  run.captured = heldTriggers(asked).captured;
  const context = conditionContext(run, () => run.found, `rules/${rule.id}`);
  const report = (leaf: ConditionLeaf): readonly ConditionReport[] => {
    try {
      const found = judgeLeaf(leaf, context);
      if (found === null) return [];
      const { held, expected, actual } = found;
      return [{ path: leaf.path, holds: held, expected, actual }];
    } catch (error) {
      if (error instanceof NeedsCall) return [];
      throw error;
    }
  };
  return leavesOf(rule.if).flatMap(report);
};
