import type {
  InboundEvent,
  Outcome,
  ReadyRules,
  Registry,
  Rule,
  RuleSet,
  TraceStep,
} from "../../engine/index.ts";
import {
  compileRules,
  leafReports,
  makeRegistry,
  newFollower,
  pluginAction,
  pluginFact,
  respond,
  withBuiltIn,
} from "../../engine/index.ts";
import type { RuleSetData, Tried } from "./messages.ts";

const registryOf = (plugins: RuleSetData["plugins"]): Registry =>
  makeRegistry(
    withBuiltIn({
      triggers: [],
      operators: [],
      actions: plugins.flatMap((data) => (data.kind === "action" ? [pluginAction(data)] : [])),
      facts: plugins.flatMap((data) => (data.kind === "fact" ? [pluginFact(data)] : [])),
    }),
  );

const saysOf = (outcome: Outcome): Tried["says"] => {
  if (outcome.kind === "needs") return [];
  const { reply, effects } = outcome;
  return [
    ...(reply === null || reply.kind === "transfer" ? [] : [reply]),
    ...effects.flatMap((effect) => (effect.kind === "send" ? [effect.message] : [])),
  ];
};

/** Who ended the search. */
const winnerOf = (steps: readonly TraceStep[]): string | null => {
  const step = steps.findLast((each) => each.kind === "rule" && each.verdict === "answered");
  return step?.kind === "rule" ? (step.path.split("/")[1] ?? null) : null;
};

interface TryAsked {
  readonly text: string;
  readonly nowMs: number;
  /** In place of the draft's rule of its id, or behind all others. */
  readonly edited: Rule | null;
}
/** Asks the draft what it would say to a text. */
export type TryText = (asked: TryAsked) => Promise<Omit<Tried, "tookMs">>;

const withRule = (ruleSet: RuleSet, edited: Rule): RuleSet => {
  const isKnown = ruleSet.rules.some(({ id }) => id === edited.id);
  const rules = ruleSet.rules.map((rule) => (rule.id === edited.id ? edited : rule));
  return { ...ruleSet, rules: isKnown ? rules : [...rules, edited] };
};

/** Compiles the draft, and again with the rule that is edited, as long as that stays the same. */
const compiler = ({ ruleSet, plugins }: RuleSetData) => {
  const registry = registryOf(plugins);
  const draft = compileRules(ruleSet, registry);
  let known = { print: "", rules: draft };
  return (edited: Rule | null): ReadyRules => {
    if (edited === null) return draft;
    const print = JSON.stringify(edited);
    if (known.print !== print)
      known = { print, rules: compileRules(withRule(ruleSet, edited), registry) };
    return known.rules;
  };
};

/** Compiles a draft; the same engine as the server's. Nothing leaves the browser: a call stays a need. */
export const compileDraft = (data: RuleSetData): TryText => {
  const rulesWith = compiler(data);
  const follower = newFollower();
  const seed = "try";
  return async ({ text, nowMs, edited }) => {
    const rules = rulesWith(edited);
    const event: InboundEvent = {
      kind: "text",
      account: rules.account,
      follower: "oTried",
      key: `try-${nowMs}`,
      sentAtMs: nowMs,
      text,
      menuItem: null,
    };
    const answers = new Map();
    const asked = { event, follower, rules, earlier: null, nowMs, seed, answers };
    const outcome = await respond({ ...asked, isLate: false });
    const { steps } = outcome.trace;
    const needs = outcome.kind === "needs" ? outcome.calls.map(({ kind }) => kind) : [];
    const rule = edited === null ? undefined : rules.rule(edited.id);
    const reports =
      rule === undefined ? [] : leafReports({ rules, rule, event, follower, nowMs, seed });
    return { steps, says: saysOf(outcome), needs, winner: winnerOf(steps), reports };
  };
};
