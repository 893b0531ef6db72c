import type { Automaton } from "./double-array.ts";
import { makeAutomaton } from "./double-array.ts";
import type { RankLists } from "./lists.ts";
import { firstOf, NO_RANK, pushAll } from "./lists.ts";

/**
 * All keywords, and the literals of all patterns, in one Aho–Corasick automaton: a message is read once,
 * whatever the number of rules.
 */
export interface KeywordIndex {
  readonly automaton: Automaton;
  readonly lists: RankLists;
  /** By key: the best rank under it or under a shorter key that it ends with. */
  readonly best: Int32Array;
  /** By key: the number of the last expansion that saw it. Means nothing outside a call. */
  readonly seen: Int32Array;
  readonly round: { number: number };
}

/** By length: a link leads to a shorter key, whose best is then known. */
const bestRanks = (keys: readonly string[], links: Int32Array, lists: RankLists): Int32Array => {
  const best = new Int32Array(keys.length);
  const byLength = Int32Array.from(keys.keys()).sort(
    (a, b) => (keys[a] as string).length - (keys[b] as string).length,
  );
  for (const key of byLength) {
    const link = links[key] as number;
    const shorter = link === 0 ? NO_RANK : (best[link - 1] as number);
    best[key] = Math.min(firstOf(lists, key), shorter);
  }
  return best;
};

/** `keys` are sorted; the lists are by their place. */
export const makeKeywords = (keys: readonly string[], lists: RankLists): KeywordIndex => {
  const automaton = makeAutomaton(keys);
  return {
    automaton,
    lists,
    best: bestRanks(keys, automaton.links, lists),
    seen: new Int32Array(keys.length),
    round: { number: 0 },
  };
};

/** Where keys end in a text: for each such place the longest key that does, by number from 1; `null` if there is none. */
export const readKeywords = (
  { automaton }: KeywordIndex,
  text: string,
): readonly number[] | null => {
  const { bases, labels, fails, outputs, units } = automaton;
  const { pages, classes } = units;
  let found: number[] | null = null;
  let state = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const label = classes[((pages[unit >> 8] as number) << 8) | (unit & 0xff)] as number;
    let next = (bases[state] as number) + label;
    while (labels[next] !== label && state !== 0) {
      state = fails[state] as number;
      next = (bases[state] as number) + label;
    }
    state = label !== 0 && labels[next] === label ? next : 0;
    const output = outputs[state] as number;
    if (output === 0) continue;
    found ??= [];
    found.push(output);
  }
  return found;
};

/** The best rank filed under what was read. */
export const bestKeyword = ({ best }: KeywordIndex, found: readonly number[]): number => {
  let winner = NO_RANK;
  for (const output of found) winner = Math.min(winner, best[output - 1] as number);
  return winner;
};

/** Appends every rank filed under what was read, and under the shorter keys in it, each key once. */
export const collectKeywords = (
  index: KeywordIndex,
  found: readonly number[],
  into: number[],
): void => {
  const { automaton, seen, lists, round } = index;
  round.number += 1;
  for (const output of found) {
    for (let key = output; key !== 0 && seen[key - 1] !== round.number; ) {
      seen[key - 1] = round.number;
      pushAll(lists, key - 1, into);
      key = automaton.links[key - 1] as number;
    }
  }
};
