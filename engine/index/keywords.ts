import type { Automaton } from "./automaton.ts";
import { makeAutomaton, readEnds } from "./automaton.ts";
import type { RankLists } from "./lists.ts";
import { firstOf, NO_RANK } from "./lists.ts";

/** Four cells a key, side by side: among 100,000 rules each place looked at is a place fetched from memory. */
const CELLS = 4;
/** The best rank under the key or under a shorter key that it ends with. */
const BEST = 0;
/** The number of the longest other key it ends with, from 1; 0 for none. */
const LINK = 1;
/** Its ranks are `ranks[start]` up to `ranks[end]`. */
const START = 2;
const END = 3;

/**
 * All keywords, and the literals of all patterns, in one Aho–Corasick automaton: a message is read once,
 * whatever the number of rules.
 */
export interface KeywordIndex {
  readonly automaton: Automaton;
  readonly cells: Int32Array;
  readonly ranks: Int32Array;
}

/** By length: a link leads to a shorter key, whose best is then known. */
const fillCells = (keys: readonly string[], links: Int32Array, lists: RankLists): Int32Array => {
  const cells = new Int32Array(keys.length * CELLS);
  const byLength = Int32Array.from(keys.keys()).sort(
    (a, b) => (keys[a] as string).length - (keys[b] as string).length,
  );
  for (const key of byLength) {
    const link = links[key] as number;
    const shorter = link === 0 ? NO_RANK : (cells[(link - 1) * CELLS + BEST] as number);
    cells[key * CELLS + BEST] = Math.min(firstOf(lists, key), shorter);
    cells[key * CELLS + LINK] = link;
    cells[key * CELLS + START] = lists.starts[key] as number;
    cells[key * CELLS + END] = lists.starts[key + 1] as number;
  }
  return cells;
};

/** `keys` are sorted; the lists are by their place. */
export const makeKeywords = (keys: readonly string[], lists: RankLists): KeywordIndex => {
  const { links, ...automaton } = makeAutomaton(keys);
  return { automaton, cells: fillCells(keys, links, lists), ranks: lists.ranks };
};

/** What was read of a text: see `readEnds`. */
export const readKeywords = ({ automaton }: KeywordIndex, text: string): readonly number[] | null =>
  readEnds(automaton, text);

/** The best rank filed under what was read. */
export const bestKeyword = ({ cells }: KeywordIndex, found: readonly number[]): number => {
  let winner = NO_RANK;
  for (const output of found)
    winner = Math.min(winner, cells[(output - 1) * CELLS + BEST] as number);
  return winner;
};

/** Whether no more than one rank is filed under what was read, the best one. */
export const isSingle = ({ cells }: KeywordIndex, found: readonly number[]): boolean => {
  if (found.length !== 1) return false;
  const key = ((found[0] as number) - 1) * CELLS;
  return (
    cells[key + LINK] === 0 && (cells[key + END] as number) - (cells[key + START] as number) === 1
  );
};

/** Appends every rank filed under what was read, and under the shorter keys in it, each key once. */
export const collectKeywords = (
  { cells, ranks }: KeywordIndex,
  found: readonly number[],
  into: number[],
): void => {
  const seen = new Set<number>();
  for (const output of found) {
    for (let number = output; number !== 0 && !seen.has(number); ) {
      seen.add(number);
      const key = (number - 1) * CELLS;
      const end = cells[key + END] as number;
      for (let place = cells[key + START] as number; place < end; place += 1)
        into.push(ranks[place] as number);
      number = cells[key + LINK] as number;
    }
  }
};
