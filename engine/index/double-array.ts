import type { Placement } from "./place-trie.ts";
import { placeTrie } from "./place-trie.ts";
import type { Trie } from "./trie.ts";
import { makeTrie } from "./trie.ts";
import type { UnitClasses } from "./unit-classes.ts";
import { classifyUnits } from "./unit-classes.ts";

/** Each state is four cells side by side, one cache line: where its children begin, whose child it is, where to go on when none fits, what ends here. */
export const CELLS = 4;
export const BASE = 0;
export const CHECK = 1;
export const FAIL = 2;
/** The number of the key that ends here, from 1; 0 for none. */
export const OUTPUT = 3;

/** A trie over code units in one typed array. A state is the place of its first cell; 0 is the root. */
export interface DoubleArray {
  readonly units: UnitClasses;
  readonly cells: Int32Array;
}

const fillCells = (trie: Trie, { bases, slots, length }: Placement): Int32Array => {
  const cells = new Int32Array(length * CELLS);
  for (let slot = 0; slot < length; slot += 1) cells[slot * CELLS + CHECK] = -1;
  for (let node = 0; node < trie.size; node += 1) {
    const state = (slots[node] as number) * CELLS;
    cells[state + BASE] = (bases[node] as number) * CELLS;
    cells[state + OUTPUT] = (trie.end[node] as number) + 1;
    if (node > 0) cells[state + CHECK] = (slots[trie.parent[node] as number] as number) * CELLS;
  }
  return cells;
};

/** The child of a state, or -1. `step` is the unit's class times `CELLS`. */
const childOf = (cells: Int32Array, state: number, step: number): number => {
  const next = (cells[state + BASE] as number) + step;
  return cells[next + CHECK] === state ? next : -1;
};

/** For every state, parents first, the longest other state that ends alike; `links` leads from each key to the next shorter one ending there. */
const addFailures = (trie: Trie, slots: Int32Array, cells: Int32Array, links: Int32Array): void => {
  for (let node = 1; node < trie.size; node += 1) {
    const parent = trie.parent[node] as number;
    const state = (slots[node] as number) * CELLS;
    const step = (trie.label[node] as number) * CELLS;
    let fail = 0;
    for (let back = (slots[parent] as number) * CELLS; back !== 0; ) {
      back = cells[back + FAIL] as number;
      const found = childOf(cells, back, step);
      if (found === -1) continue;
      fail = found;
      break;
    }
    cells[state + FAIL] = fail;
    const output = cells[state + OUTPUT] as number;
    if (output === 0) cells[state + OUTPUT] = cells[fail + OUTPUT] as number;
    else links[output - 1] = cells[fail + OUTPUT] as number;
  }
};

/** Builds the array over keys that are sorted by code unit, none empty and none twice. */
export const makeDoubleArray = (keys: readonly string[]): DoubleArray => {
  const units = classifyUnits(keys);
  const trie = makeTrie(keys, units);
  return { units, cells: fillCells(trie, placeTrie(trie, units.count)) };
};

/** The same with failure links, to find keys anywhere in a text; `links` holds numbers of keys, from 1. */
export const makeAutomaton = (
  keys: readonly string[],
): DoubleArray & { readonly links: Int32Array } => {
  const units = classifyUnits(keys);
  const trie = makeTrie(keys, units);
  const placement = placeTrie(trie, units.count);
  const cells = fillCells(trie, placement);
  const links = new Int32Array(keys.length);
  addFailures(trie, placement.slots, cells, links);
  return { units, cells, links };
};
