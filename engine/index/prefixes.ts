import type { DoubleArray } from "./double-array.ts";
import { makeDoubleArray } from "./double-array.ts";
import type { RankLists } from "./lists.ts";
import { firstOf, NO_RANK, pushAll } from "./lists.ts";
import { classOf } from "./unit-classes.ts";

/** Beginnings of texts and of names: one walk down a trie, however many there are. */
export interface PrefixIndex {
  readonly trie: DoubleArray;
  readonly lists: RankLists;
}

/** `keys` are sorted; the lists are by their place. */
export const makePrefixes = (keys: readonly string[], lists: RankLists): PrefixIndex => ({
  trie: makeDoubleArray(keys),
  lists,
});

/** Calls back with the place of every key that the text begins with, shortest first. */
const walk = (array: DoubleArray, text: string, found: (key: number) => void): void => {
  const { bases, labels, outputs, units } = array;
  let state = 0;
  for (let at = 0; at < text.length; at += 1) {
    const label = classOf(units, text.charCodeAt(at));
    const next = (bases[state] as number) + label;
    if (label === 0 || labels[next] !== label) return;
    state = next;
    const output = outputs[state] as number;
    if (output !== 0) found(output - 1);
  }
};

/** The best rank filed under a beginning of the text. */
export const bestPrefix = ({ trie, lists }: PrefixIndex, text: string): number => {
  let best = NO_RANK;
  walk(trie, text, (key) => {
    best = Math.min(best, firstOf(lists, key));
  });
  return best;
};

/** Appends every rank filed under a beginning of the text. */
export const collectPrefixes = ({ trie, lists }: PrefixIndex, text: string, into: number[]): void =>
  walk(trie, text, (key) => pushAll(lists, key, into));
