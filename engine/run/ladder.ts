import { evaluateCondition } from "../matcher/evaluate-condition.ts";
import type { Candidate } from "../schema/compiled-rules.ts";
import type { FollowerState } from "../schema/follower.ts";
import type { Condition, Rule } from "../schema/rule.ts";
import type { FailedLeaf, TraceStep } from "../schema/trace.ts";
import { unavailable } from "./availability.ts";
import type { Run } from "./run.ts";
import { mark, takeBack } from "./run.ts";
import { runRule } from "./run-list.ts";
import { conditionContext, errorStep } from "./values.ts";

/** How many candidates after the winner are still named in the trace. */
const GAVE_WAY_SHOWN = 8;

const ruleStep = (
  candidate: Candidate,
  verdict: Extract<TraceStep, { kind: "rule" }>["verdict"],
  branch: "then" | "else" | null,
  failed: readonly FailedLeaf[],
): TraceStep => ({
  kind: "rule",
  path: `rules/${candidate.rule}`,
  trigger: candidate.trigger,
  verdict,
  branch,
  failed,
});

interface Judged {
  readonly branch: "then" | "else" | null;
  readonly failed: readonly FailedLeaf[];
}
const HOLDS: Judged = { branch: "then", failed: [] };
/** Which branch runs; the leaves that failed when none does. */
const judge = async (
  run: Run,
  rule: Rule,
  condition: Condition,
  follower: FollowerState | null,
): Promise<Judged> => {
  const context = conditionContext(run, follower, `rules/${rule.id}`);
  const verdict = await evaluateCondition(condition, context);
  if (verdict.holds) return HOLDS;
  return { branch: rule.else === null ? null : "else", failed: verdict.failed } as const;
};

/** Tries one candidate; a rule that throws has done nothing and counts as no match. */
const tryCandidate = async (
  run: Run,
  rule: Rule,
  candidate: Candidate,
  follower: FollowerState | null,
): Promise<boolean> => {
  run.rule = rule.id;
  run.captured = candidate.captured;
  const refused = unavailable(rule, run.asked);
  if (refused.length > 0) {
    run.steps.push(ruleStep(candidate, "did-not-hold", null, refused));
    return false;
  }
  const before = mark(run);
  try {
    const { branch, failed } = rule.if === null ? HOLDS : await judge(run, rule, rule.if, follower);
    const verdict = branch === null ? "did-not-hold" : rule.continue ? "acted" : "answered";
    run.steps.push(ruleStep(candidate, verdict, branch, failed));
    if (branch === null) return false;
    await runRule(run, rule, branch, candidate.captured);
    return !rule.continue;
  } catch (error) {
    errorStep(run, `rules/${rule.id}`, error);
    takeBack(run, before);
    return false;
  }
};

/** Tries candidates in order until a rule ends the search; `until` stops it before. */
export const climb = async (
  run: Run,
  candidates: Iterable<Candidate>,
  until: (rule: Rule) => boolean = () => false,
  follower: FollowerState | null = run.found,
): Promise<Rule | null> => {
  let winner: Rule | null = null;
  let shown = 0;
  for (const candidate of candidates) {
    const rule = run.asked.rules.rule(candidate.rule);
    if (rule === undefined) continue;
    if (until(rule)) break;
    if (winner !== null) {
      run.steps.push(ruleStep(candidate, "gave-way", null, []));
      shown += 1;
      if (shown === GAVE_WAY_SHOWN) break;
    } else if (await tryCandidate(run, rule, candidate, follower)) winner = rule;
  }
  return winner;
};
