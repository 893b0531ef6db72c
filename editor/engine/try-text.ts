import type { InboundEvent, Outcome, Registry, TraceStep } from "../../engine/index.ts";
import {
  compileRules,
  makeRegistry,
  newFollower,
  pluginAction,
  pluginFact,
  respond,
  withBuiltIn,
} from "../../engine/index.ts";
import type { RuleSetData, Tried } from "./messages.ts";

const registryOf = ({ plugins }: RuleSetData): Registry =>
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

/** Asks the draft what it would say to a text. */
export type TryText = (text: string, nowMs: number) => Promise<Omit<Tried, "tookMs">>;

/** Compiles a draft; the same engine as the server's. Nothing leaves the browser: a call stays a need. */
export const compileDraft = (data: RuleSetData): TryText => {
  const rules = compileRules(data.ruleSet, registryOf(data));
  const follower = newFollower();
  return async (text, nowMs) => {
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
    const asked = { event, follower, rules, earlier: null, nowMs, seed: "try", answers };
    const outcome = await respond({ ...asked, isLate: false });
    const { steps } = outcome.trace;
    const needs = outcome.kind === "needs" ? outcome.calls.map(({ kind }) => kind) : [];
    return { steps, says: saysOf(outcome), needs, winner: winnerOf(steps) };
  };
};
