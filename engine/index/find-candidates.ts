import type { Candidate } from "../schema/compiled-rules.ts";
import type { InboundEvent } from "../schema/inbound-event.ts";
import type { Rule, TriggerRow } from "../schema/rule.ts";
import type { Names } from "../schema/words.ts";
import type { RuleIndex } from "./build-index.ts";
import { collectExact } from "./exact.ts";
import { NO_RANK } from "./lists.ts";
import type { Seen } from "./look-up.ts";
import { allRanks, bestRank, isOnlyOne, lookUp } from "./look-up.ts";

const NOTHING: Names = {};
const NONE: readonly number[] = [];
const DONE: IteratorResult<never, undefined> = { done: true, value: undefined };

const ruleOf = ({ owners }: RuleIndex, rank: number): number => (owners[rank] as number) >> 1;
const isSure = ({ owners }: RuleIndex, rank: number): boolean =>
  ((owners[rank] as number) & 1) === 0;

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
  const made = index.made[rank] ?? null;
  if (made !== null) return made;
  const rule = index.rules[ruleOf(index, rank)] as Rule;
  const row = rule.when[index.rowOf[rank] as number] as TriggerRow;
  return { rule: rule.id, trigger: row.path, captured: capturedBy(index, rule, event) };
};

const holdsAt = (index: RuleIndex, rank: number, event: InboundEvent): boolean => {
  if (isSure(index, rank)) return true;
  const rule = index.rules[ruleOf(index, rank)] as Rule;
  return matchRow(index, rule.when[index.rowOf[rank] as number] as TriggerRow, event) !== null;
};

/**
 * The candidates of one event, best first. The first one is found without listing the others; they are
 * listed and sorted only if somebody asks on, and patterns and areas are tried when their turn comes.
 * A class, since a generator costs more than the whole look-up.
 */
class CandidateSearch implements IterableIterator<Candidate> {
  private readonly index: RuleIndex;
  private readonly event: InboundEvent;
  private seen: Seen | null = null;
  private ranks: ArrayLike<number> = NONE;
  private at = 0;
  /** Places of the rules that were given already; most searches end with the first. */
  private first = -1;
  private others: Set<number> | null = null;

  constructor(index: RuleIndex, event: InboundEvent) {
    this.index = index;
    this.event = event;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<Candidate, undefined> {
    const { index } = this;
    if (this.seen === null) {
      this.seen = lookUp(index, this.event);
      const best = bestRank(index, this.seen);
      if (best === NO_RANK) return DONE;
      if (isSure(index, best)) return this.give(best);
      this.ranks = allRanks(index, this.seen);
    } else if (this.ranks === NONE) {
      if (isOnlyOne(index, this.seen)) return DONE;
      this.ranks = allRanks(index, this.seen);
    }
    while (this.at < this.ranks.length) {
      const rank = this.ranks[this.at] as number;
      this.at += 1;
      if (this.isNew(ruleOf(index, rank)) && holdsAt(index, rank, this.event))
        return this.give(rank);
    }
    return DONE;
  }

  private isNew(rule: number): boolean {
    return rule !== this.first && this.others?.has(rule) !== true;
  }

  private give(rank: number): IteratorResult<Candidate, undefined> {
    const rule = ruleOf(this.index, rank);
    if (this.first === -1) this.first = rule;
    else {
      this.others ??= new Set();
      this.others.add(rule);
    }
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
    const rule = ruleOf(index, rank);
    if (rules.has(rule)) return [];
    rules.add(rule);
    const { id, when } = index.rules[rule] as Rule;
    const row = when[index.rowOf[rank] as number] as TriggerRow;
    return [{ rule: id, trigger: row.path, captured: NOTHING }];
  });
};
