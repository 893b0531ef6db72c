import type { RankLists } from "./lists.ts";
import { firstOf, NO_RANK, pushAll } from "./lists.ts";

/** Whole texts and whole names: one look into a map. */
export interface ExactIndex {
  readonly keys: ReadonlyMap<string, number>;
  readonly lists: RankLists;
}

/** The best rank filed under a text. */
export const bestExact = ({ keys, lists }: ExactIndex, text: string): number => {
  const key = keys.get(text);
  return key === undefined ? NO_RANK : firstOf(lists, key);
};

/** Appends every rank filed under a text. */
export const collectExact = ({ keys, lists }: ExactIndex, text: string, into: number[]): void => {
  const key = keys.get(text);
  if (key !== undefined) pushAll(lists, key, into);
};
