import type { Candidate } from "../schema/compiled-rules.ts";
import type { InboundEvent } from "../schema/inbound-event.ts";
import type { Rule, TriggerRow } from "../schema/rule.ts";
import type { Names } from "../schema/words.ts";
import { foldText, stripEnds } from "../text/fold.ts";
import { spokenText } from "../text/spoken-text.ts";
import { collectAreas } from "./areas.ts";
import type { RuleIndex } from "./build-index.ts";
import { bestExact, collectExact } from "./exact.ts";
import { bestKeyword, collectKeywords } from "./keywords.ts";
import { NO_RANK } from "./lists.ts";
import { bestPrefix, collectPrefixes } from "./prefixes.ts";

const namesOf = (index: RuleIndex, event: InboundEvent): readonly string[] => {
  const naming = index.naming.get(event.kind);
  if (naming === undefined) return [];
  const [only] = naming;
  return naming.length === 1
    ? (only?.names?.(event) ?? [])
    : naming.flatMap((trigger) => trigger.names?.(event) ?? []);
};

const bestName = (index: RuleIndex, event: InboundEvent): number => {
  let best = NO_RANK;
  for (const name of namesOf(index, event)) {
    best = Math.min(best, bestExact(index.names, name));
    if (index.prefixed !== null) best = Math.min(best, bestPrefix(index.prefixed, name));
  }
  return best;
};

const bestText = (index: RuleIndex, raw: string): number => {
  const text = foldText(raw, index.settings.foldTraditional);
  const stripped = stripEnds(text);
  let best = bestExact(index.exact, text);
  if (stripped !== text) best = Math.min(best, bestExact(index.exact, stripped));
  if (index.starts !== null) best = Math.min(best, bestPrefix(index.starts, text));
  if (index.keywords !== null) best = Math.min(best, bestKeyword(index.keywords, text));
  return best;
};

/** The best rank that may hold, found without listing the others; `NO_RANK` if none can. */
const bestRank = (index: RuleIndex, event: InboundEvent): number => {
  const raw = spokenText(event);
  let best = Math.min(bestName(index, event), index.always[0] ?? NO_RANK);
  if (raw !== null) best = Math.min(best, bestText(index, raw));
  if (event.kind === "location" && index.areas !== null) {
    const areas: number[] = [];
    collectAreas(index.areas, event, areas);
    for (const rank of areas) best = Math.min(best, rank);
  }
  return best;
};

const collectText = (index: RuleIndex, raw: string, into: number[]): void => {
  const text = foldText(raw, index.settings.foldTraditional);
  const stripped = stripEnds(text);
  collectExact(index.exact, text, into);
  if (stripped !== text) collectExact(index.exact, stripped, into);
  if (index.starts !== null) collectPrefixes(index.starts, text, into);
  if (index.keywords !== null) collectKeywords(index.keywords, text, into);
};

/** Every rank that may hold, best first; one may come twice. */
const allRanks = (index: RuleIndex, event: InboundEvent): Int32Array => {
  const found: number[] = [...index.always];
  for (const name of namesOf(index, event)) {
    collectExact(index.names, name, found);
    if (index.prefixed !== null) collectPrefixes(index.prefixed, name, found);
  }
  const raw = spokenText(event);
  if (raw !== null) collectText(index, raw, found);
  if (event.kind === "location" && index.areas !== null) collectAreas(index.areas, event, found);
  return Int32Array.from(found).sort();
};

const NOTHING: Names = {};

const matchRow = (index: RuleIndex, row: TriggerRow, event: InboundEvent): Names | null =>
  index.registry.triggers.get(row.use)?.match(row.params as never, event, index.settings) ?? null;

/** What all triggers of the rule that hold capture; for one name the first listed wins. */
const capturedBy = (index: RuleIndex, rule: Rule, event: InboundEvent): Names => {
  let all: Names = NOTHING;
  for (const row of rule.when) {
    const captured = matchRow(index, row, event);
    if (captured !== null) all = { ...captured, ...all };
  }
  return all;
};

const candidateAt = (index: RuleIndex, rank: number, event: InboundEvent): Candidate => {
  const place = index.ruleOf[rank] as number;
  const rule = index.rules[place] as Rule;
  const row = rule.when[index.rowOf[rank] as number] as TriggerRow;
  const captured = index.captures[place] === 1 ? capturedBy(index, rule, event) : NOTHING;
  return { rule: rule.id, trigger: row.path, captured };
};

const holdsAt = (index: RuleIndex, rank: number, event: InboundEvent): boolean => {
  if (index.unsure[rank] === 0) return true;
  const rule = index.rules[index.ruleOf[rank] as number] as Rule;
  return matchRow(index, rule.when[index.rowOf[rank] as number] as TriggerRow, event) !== null;
};

/**
 * The candidates of one event, best first. The first one is found without listing the others; they are
 * listed and sorted only if somebody asks on, and patterns and areas are tried when their turn comes.
 */
class CandidateSearch implements IterableIterator<Candidate> {
  private readonly index: RuleIndex;
  private readonly event: InboundEvent;
  private isStarted = false;
  private ranks: Int32Array | null = null;
  private at = 0;
  private readonly given = new Set<number>();

  constructor(index: RuleIndex, event: InboundEvent) {
    this.index = index;
    this.event = event;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<Candidate, undefined> {
    const { index, event } = this;
    if (!this.isStarted) {
      this.isStarted = true;
      const best = bestRank(index, event);
      if (best === NO_RANK) this.ranks = new Int32Array(0);
      else if (index.unsure[best] === 0) return this.give(best);
    }
    this.ranks ??= allRanks(index, event);
    while (this.at < this.ranks.length) {
      const rank = this.ranks[this.at] as number;
      this.at += 1;
      const isNew = !this.given.has(index.ruleOf[rank] as number);
      if (isNew && holdsAt(index, rank, event)) return this.give(rank);
    }
    return { done: true, value: undefined };
  }

  private give(rank: number): IteratorResult<Candidate, undefined> {
    this.given.add(this.index.ruleOf[rank] as number);
    return { done: false, value: candidateAt(this.index, rank, this.event) };
  }
}

/** The rules whose trigger holds, in the order of language.md §3, as far as they are asked for. */
export const findCandidates = (index: RuleIndex, event: InboundEvent): Iterable<Candidate> =>
  new CandidateSearch(index, event);

/** The rules filed under a name that no event goes by (`nothing-matched`), best first, each once. */
export const candidatesNamed = (index: RuleIndex, name: string): readonly Candidate[] => {
  const ranks: number[] = [];
  collectExact(index.names, name, ranks);
  const rules = new Set<number>();
  return ranks.flatMap((rank) => {
    const rule = index.ruleOf[rank] as number;
    if (rules.has(rule)) return [];
    rules.add(rule);
    const { id, when } = index.rules[rule] as Rule;
    const row = when[index.rowOf[rank] as number] as TriggerRow;
    return [{ rule: id, trigger: row.path, captured: NOTHING }];
  });
};
