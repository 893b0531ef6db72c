import { BASE, CELLS, CHECK, FAIL, makeAutomaton, OUTPUT } from "./double-array.ts";
import type { RankLists } from "./lists.ts";
import { firstOf, NO_RANK, pushAll } from "./lists.ts";

/**
 * All keywords, and the literals of all patterns, in one Aho–Corasick automaton: a message is read once,
 * whatever the number of rules. `best` holds, for each keyword, the best rank under it or under a shorter
 * keyword that ends with it, so that the winner is known without listing what was found.
 */
export interface KeywordIndex {
  readonly cells: Int32Array;
  readonly pages: Uint16Array;
  readonly classes: Uint16Array;
  readonly links: Int32Array;
  readonly best: Int32Array;
  readonly lists: RankLists;
  /** Which keywords the collection under way has seen: its number. Nothing of it outlives a call. */
  readonly seen: Int32Array;
  readonly round: { number: number };
}

/** By length: a link leads to a shorter keyword, whose best is then known. */
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
  const { units, cells, links } = makeAutomaton(keys);
  return {
    cells,
    pages: units.pages,
    classes: units.classes,
    links,
    best: bestRanks(keys, links, lists),
    lists,
    seen: new Int32Array(keys.length),
    round: { number: 0 },
  };
};

/** The best rank filed under a keyword that the text contains. */
export const bestKeyword = (index: KeywordIndex, text: string): number => {
  const { cells, pages, classes, best } = index;
  let state = 0;
  let winner = NO_RANK;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const step = (classes[((pages[unit >> 8] as number) << 8) | (unit & 0xff)] as number) * CELLS;
    if (step === 0) {
      state = 0;
      continue;
    }
    for (;;) {
      const next = (cells[state + BASE] as number) + step;
      if (cells[next + CHECK] === state) {
        state = next;
        break;
      }
      if (state === 0) break;
      state = cells[state + FAIL] as number;
    }
    const output = cells[state + OUTPUT] as number;
    if (output !== 0 && (best[output - 1] as number) < winner) winner = best[output - 1] as number;
  }
  return winner;
};

/** Appends the ranks of a keyword and of the shorter ones that end with it, each keyword once a collection. */
const pushChain = (index: KeywordIndex, output: number, into: number[]): void => {
  const { seen, links, lists, round } = index;
  for (let key = output; key !== 0 && seen[key - 1] !== round.number; ) {
    seen[key - 1] = round.number;
    pushAll(lists, key - 1, into);
    key = links[key - 1] as number;
  }
};

/** Appends every rank filed under a keyword that the text contains. */
export const collectKeywords = (index: KeywordIndex, text: string, into: number[]): void => {
  const { cells, pages, classes, round } = index;
  round.number += 1;
  let state = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const step = (classes[((pages[unit >> 8] as number) << 8) | (unit & 0xff)] as number) * CELLS;
    for (;;) {
      const next = (cells[state + BASE] as number) + step;
      if (cells[next + CHECK] === state) {
        state = next;
        break;
      }
      if (state === 0) break;
      state = cells[state + FAIL] as number;
    }
    const output = cells[state + OUTPUT] as number;
    if (output !== 0) pushChain(index, output, into);
  }
};
