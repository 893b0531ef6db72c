import { evaluateCondition } from "../matcher/evaluate-condition.ts";
import type { Candidate, Candidates } from "../schema/compiled-rules.ts";
import type { FollowerState } from "../schema/follower.ts";
import type { Condition, Rule } from "../schema/rule.ts";
import type { FailedLeaf, TraceStep } from "../schema/trace.ts";
import { unavailable } from "./availability.ts";
import type { Run } from "./run.ts";
import { mark, takeBack } from "./run.ts";
import { runRule } from "./run-list.ts";
import type { Soon } from "./soon.ts";
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
type FollowerOf = () => FollowerState | null;
const HOLDS: Judged = { branch: "then", failed: [] };
/** Which branch runs; the leaves that failed when none does. */
const judge = async (
  run: Run,
  rule: Rule,
  condition: Condition,
  follower: FollowerOf,
): Promise<Judged> => {
  const context = conditionContext(run, follower, `rules/${rule.id}`);
  const verdict = await evaluateCondition(condition, context);
  if (verdict.holds) return HOLDS;
  return { branch: rule.else === null ? null : "else", failed: verdict.failed } as const;
};

/** What a candidate's turn comes to; true if it ends the search. */
const act = (run: Run, rule: Rule, candidate: Candidate, judged: Judged): Soon<boolean> => {
  const { branch, failed } = judged;
  const verdict = branch === null ? "did-not-hold" : rule.continue ? "acted" : "answered";
  run.steps.push(ruleStep(candidate, verdict, branch, failed));
  if (branch === null) return false;
  const running = runRule(run, rule, branch, candidate.captured);
  return running instanceof Promise ? running.then(() => !rule.continue) : !rule.continue;
};

/** Tries one candidate; a rule that throws has done nothing and counts as no match. */
const tryCandidate = (
  run: Run,
  rule: Rule,
  candidate: Candidate,
  follower: FollowerOf,
): Soon<boolean> => {
  run.rule = rule.id;
  run.captured = candidate.captured;
  const refused = unavailable(rule, run.asked);
  if (refused.length > 0) {
    run.steps.push(ruleStep(candidate, "did-not-hold", null, refused));
    return false;
  }
  const before = mark(run);
  try {
    const ended =
      rule.if === null
        ? act(run, rule, candidate, HOLDS)
        : judge(run, rule, rule.if, follower).then((verdict) => act(run, rule, candidate, verdict));
    if (!(ended instanceof Promise)) return ended;
    return ended.catch((error: unknown) => fail(run, rule, before, error));
  } catch (error) {
    return fail(run, rule, before, error);
  }
};
const fail = (run: Run, rule: Rule, before: ReturnType<typeof mark>, error: unknown): boolean => {
  errorStep(run, `rules/${rule.id}`, error);
  takeBack(run, before);
  return false;
};

const ruleOf = (run: Run, { source, rule }: Candidate): Rule | undefined =>
  source ?? run.asked.rules.rule(rule);

/** How far a search has come. */
interface Climb {
  readonly run: Run;
  readonly candidates: Candidates;
  readonly until: (rule: Rule) => boolean;
  readonly follower: FollowerOf;
  shown: number;
}

/** After the winner: who else would have been tried, for the trace. */
const noteOthers = (climbing: Climb): void => {
  const { run, candidates, until } = climbing;
  candidates.settle?.();
  for (let next = candidates.next(); next.done !== true; next = candidates.next()) {
    const rule = ruleOf(run, next.value);
    if (rule === undefined) continue;
    if (until(rule)) return;
    run.steps.push(ruleStep(next.value, "gave-way", null, []));
    climbing.shown += 1;
    if (climbing.shown === GAVE_WAY_SHOWN) return;
  }
};

/** What the text was taken to mean, once somebody had to ask; also when that led to no rule. */
const noteMeaning = (run: Run): void => {
  const { rules, event } = run.asked;
  if (rules.meanings === null) return;
  const meant = rules.meanings.judged(event);
  if (meant === null || run.steps.some(({ kind }) => kind === "meaning")) return;
  const [nearest, second] = meant.nearest;
  if (nearest === undefined) return;
  run.steps.push({
    kind: "meaning",
    path: nearest.path,
    verdict: meant.best === null ? "refused" : "understood",
    score: rounded(nearest.score),
    threshold: rounded(meant.threshold),
    runnerUp: second === undefined ? null : { path: second.path, score: rounded(second.score) },
    pieces: meant.pieces,
  });
};
const rounded = (score: number): number => Math.round(score * 1000) / 1000;

const climbOn = (climbing: Climb): Soon<Rule | null> => {
  const { run, candidates, until, follower } = climbing;
  for (let next = candidates.next(); next.done !== true; next = candidates.next()) {
    noteMeaning(run);
    const rule = ruleOf(run, next.value);
    if (rule === undefined) continue;
    if (until(rule)) return null;
    const ended = tryCandidate(run, rule, next.value, follower);
    if (ended instanceof Promise)
      return ended.then((isEnd) => (isEnd ? winnerOf(climbing, rule) : climbOn(climbing)));
    if (ended) return winnerOf(climbing, rule);
  }
  noteMeaning(run);
  return null;
};
const winnerOf = (climbing: Climb, rule: Rule): Rule => {
  noteOthers(climbing);
  return rule;
};

/** Tries candidates in order until a rule ends the search; `until` stops it before. */
export const climb = (
  run: Run,
  candidates: { readonly [Symbol.iterator]: () => Candidates },
  until: (rule: Rule) => boolean = () => false,
  follower: FollowerOf = () => run.found,
): Soon<Rule | null> =>
  climbOn({ run, candidates: candidates[Symbol.iterator](), until, follower, shown: 0 });
