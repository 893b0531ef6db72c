import type { Candidate, Candidates } from "../schema/compiled-rules.ts";
import type { InboundEvent } from "../schema/inbound-event.ts";
import type { Rule, TriggerRow } from "../schema/rule.ts";
import type { Names } from "../schema/words.ts";
import type { RuleIndex } from "./build-index.ts";
import { collectExact } from "./exact.ts";
import { giveRule } from "./given.ts";
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
  const place = ruleOf(index, rank);
  const source = giveRule(index.given, place, index.rules[place] as Rule);
  const row = source.when[index.rowOf[rank] as number] as TriggerRow;
  const isFixed = index.captures[place] === 0;
  const captured = isFixed ? NOTHING : capturedBy(index, source, event);
  const candidate = { rule: source.id, trigger: row.path, captured, source };
  if (isFixed && isSure(index, rank)) index.given.candidates[rank] = candidate;
  return candidate;
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
class CandidateSearch implements Candidates {
  private readonly index: RuleIndex;
  private readonly event: InboundEvent;
  private seen: Seen | null = null;
  private ranks: ArrayLike<number> = NONE;
  private at = 0;
  /** The rank of the rule that is meant, until it is given; `null`: nobody asked yet. */
  private meant: number | null = null;
  /** The first rank that was given; most searches end with it. */
  private first = NO_RANK;
  /** Places of the rules that were given after it. */
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
      const best = this.giveBest(bestRank(index, this.seen));
      if (best !== null) return best;
      this.ranks = allRanks(index, this.seen);
    } else if (this.ranks === NONE) {
      if (isOnlyOne(index, this.seen) && this.comesFirst(NO_RANK)) return DONE;
      this.ranks = allRanks(index, this.seen);
    }
    for (let rank = this.nextRank(); rank !== NO_RANK; rank = this.nextRank())
      if (this.isNew(ruleOf(index, rank)) && holdsAt(index, rank, this.event))
        return this.give(rank);
    return DONE;
  }

  /** The first one, or that there is none; `null` if that takes the whole list. */
  private giveBest(best: number): IteratorResult<Candidate, undefined> | null {
    if (!this.comesFirst(best)) return null;
    if (best === NO_RANK) return DONE;
    const isKnown = this.index.given.candidates[best] !== undefined;
    return isKnown || isSure(this.index, best) ? this.give(best) : null;
  }

  /** Somebody answers: a meaning nobody asked for so far stays unasked. */
  settle(): void {
    this.meant ??= NO_RANK;
  }

  /** Whether no meaning can come before a rank; asks for the meaning if need be. */
  private comesFirst(rank: number): boolean {
    const { meanings } = this.index;
    if (meanings === null || rank < meanings.first) return true;
    this.meant ??= meanings.rank(this.event);
    return rank <= this.meant;
  }

  private nextRank(): number {
    const rank = this.at < this.ranks.length ? (this.ranks[this.at] as number) : NO_RANK;
    if (this.comesFirst(rank)) {
      this.at += 1;
      return rank;
    }
    const meant = this.meant ?? NO_RANK;
    this.meant = NO_RANK;
    return meant;
  }

  private isNew(rule: number): boolean {
    if (this.first === NO_RANK) return true;
    return rule !== ruleOf(this.index, this.first) && this.others?.has(rule) !== true;
  }

  private give(rank: number): IteratorResult<Candidate, undefined> {
    const { index } = this;
    if (this.first === NO_RANK) this.first = rank;
    else {
      this.others ??= new Set();
      this.others.add(ruleOf(index, rank));
    }
    const value = index.given.candidates[rank] ?? candidateAt(index, rank, this.event);
    return { done: false, value };
  }
}

/** The rules whose trigger holds, in the order of language.md §3, as far as they are asked for. */
export const findCandidates = (
  index: RuleIndex,
  event: InboundEvent,
): { readonly [Symbol.iterator]: () => Candidates } => new CandidateSearch(index, event);

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
