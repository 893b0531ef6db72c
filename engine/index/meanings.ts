import type { Judge } from "../meaning/open-meaning.ts";
import { openMeaning } from "../meaning/open-meaning.ts";
import type { Taught } from "../meaning/taught.ts";
import type { InboundEvent } from "../schema/inbound-event.ts";
import type { MeaningModel, Meant } from "../schema/meaning.ts";
import type { Rule } from "../schema/rule.ts";
import type { RuleId } from "../schema/words.ts";
import { spokenText } from "../text/spoken-text.ts";
import { NO_RANK } from "./lists.ts";

/** Rules by what their examples mean: a text is judged only when a search comes as far as the first of them. */
export interface MeaningIndex {
  /** The best rank of them all: whatever ranks before it never asks. */
  readonly first: number;
  /** The rank of the rule an event is meant for; `NO_RANK` if it is meant for none. */
  readonly rank: (event: InboundEvent) => number;
  /** What an event was taken to mean; judged once. `null` if it has no text. */
  readonly meant: (event: InboundEvent) => Meant | null;
  /** The same if it was judged already. */
  readonly judged: (event: InboundEvent) => Meant | null;
}

/** The best rank of each rule that has examples. */
const bestRanks = (
  ranks: Iterable<number>,
  rules: readonly Rule[],
  ruleOf: Int32Array,
): ReadonlyMap<RuleId, number> => {
  const best = new Map<RuleId, number>();
  for (const rank of ranks) {
    const { id } = rules[ruleOf[rank] as number] as Rule;
    best.set(id, Math.min(rank, best.get(id) ?? NO_RANK));
  }
  return best;
};

/** Files rules by meaning; `null` if none is triggered by it. The model is opened at the first text that needs it. */
export const makeMeanings = (from: {
  readonly ranks: readonly number[];
  readonly rules: readonly Rule[];
  readonly ruleOf: Int32Array;
  readonly taught: () => readonly Taught[];
  readonly model: MeaningModel | null;
}): MeaningIndex | null => {
  if (from.ranks.length === 0) return null;
  const ranks = bestRanks(from.ranks, from.rules, from.ruleOf);
  let judge: Judge | null | undefined;
  const known = new WeakMap<InboundEvent, Meant>();
  const meant = (event: InboundEvent): Meant | null => {
    const before = known.get(event);
    if (before !== undefined) return before;
    const text = spokenText(event);
    if (text === null) return null;
    judge ??= openMeaning(from.taught(), from.model);
    const found = judge?.(text, event.kind === "voice") ?? null;
    if (found !== null) known.set(event, found);
    return found;
  };
  return {
    first: Math.min(...ranks.values()),
    rank: (event) => ranks.get(meant(event)?.best?.rule ?? "") ?? NO_RANK,
    meant,
    judged: (event) => known.get(event) ?? null,
  };
};
