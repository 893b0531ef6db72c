import type { DoubleArray, Placed } from "./double-array.ts";
import { placeKeys } from "./double-array.ts";
import type { Pairs } from "./pairs.ts";
import { mayFollow, pairsOf } from "./pairs.ts";
import type { UnitClasses } from "./unit-classes.ts";

/** What the first cell of a state says below its base. */
const BITS = 5;
/** Keys end here: `outputs` tells which. */
const ENDS = 1;
/** The root or a child of it: `pairs` tells from which units the way leads no further down. */
const SHALLOW = 2;
/** It has more than one child; otherwise its second cell names the only one. */
const MANY = 4;
/** Where no child fits the search goes on in the root's child for the unit read last. */
const BACK = 8;
/** Where no child fits the search goes on in a deeper state: `fails` tells which. */
const FAILS = 16;
/** The second cell: the class of the unit on the way in, and above it that of the way to the only child. */
const HALF = 16;
const LOW = 0xffff;

/**
 * An Aho–Corasick automaton. Among 100,000 keys each look into an array is a look into memory, so what most
 * units of most messages need is told by few of them: that a unit does not go on from where the last one led,
 * by `pairs`; everything about one state, side by side in its two cells.
 */
export interface Automaton {
  readonly units: UnitClasses;
  /** By state, two each: its base above the bits; the classes that lead to it and to its only child. */
  readonly cells: Int32Array;
  /** By state: the number of the longest key that ends here, from 1; 0 for none. */
  readonly outputs: Int32Array;
  /** By state: that of the longest other text in the trie that its text ends with; only told where the bits ask for it. */
  readonly fails: Int32Array;
  readonly pairs: Pairs;
}
interface Linked extends Automaton {
  /** By key: the number of the longest other key it ends with, from 1; 0 for none. */
  readonly links: Int32Array;
}

/** The state of the longest other text in the trie that a node's text ends with. Parents come first, so theirs is known. */
const failOf = (
  { bases, labels }: DoubleArray,
  fails: Int32Array,
  parent: number,
  label: number,
) => {
  for (let back = parent; back !== 0; ) {
    back = fails[back] as number;
    const next = (bases[back] as number) + label;
    if (labels[next] === label) return next;
  }
  return 0;
};

/** Follows every state's failure; `outputs` gains the keys that end there. */
const addFailures = ({ trie, slots, array }: Placed, keys: number) => {
  const { outputs } = array;
  const fails = new Int32Array(outputs.length);
  const links = new Int32Array(keys);
  for (let node = 1; node < trie.size; node += 1) {
    const state = slots[node] as number;
    const parent = slots[trie.parent[node] as number] as number;
    const fail = failOf(array, fails, parent, trie.label[node] as number);
    fails[state] = fail;
    const output = outputs[state] as number;
    if (output === 0) outputs[state] = outputs[fail] as number;
    else links[output - 1] = outputs[fail] as number;
  }
  return { fails, links };
};

const makeCells = ({ trie, slots, array }: Placed, fails: Int32Array): Int32Array => {
  const { firstChild, label } = trie;
  const { bases, outputs } = array;
  const cells = new Int32Array(bases.length * 2);
  const root = bases[0] as number;
  const bitsOf = (node: number, state: number, children: number): number => {
    const fail = fails[state] as number;
    const isBack = fail !== 0 && fail === root + (label[node] as number);
    const falls = isBack ? BACK : fail === 0 ? 0 : FAILS;
    const ends = outputs[state] === 0 ? 0 : ENDS;
    return ends | falls | (trie.parent[node] === 0 ? SHALLOW : 0) | (children > 1 ? MANY : 0);
  };
  for (let node = 0; node < trie.size; node += 1) {
    const state = slots[node] as number;
    const child = firstChild[node] as number;
    const children = (firstChild[node + 1] as number) - child;
    const only = children === 1 ? (label[child] as number) : 0;
    cells[state * 2] = ((bases[state] as number) << BITS) | bitsOf(node, state, children);
    cells[state * 2 + 1] = (only << HALF) | (label[node] as number);
  }
  return cells;
};

/** Builds it over keys that are sorted by code unit, none empty and none twice. */
export const makeAutomaton = (keys: readonly string[]): Linked => {
  const placed = placeKeys(keys);
  const { fails, links } = addFailures(placed, keys.length);
  const { units, outputs } = placed.array;
  const cells = makeCells(placed, fails);
  return { units, cells, outputs, fails, links, pairs: pairsOf(placed.trie, placed.slots) };
};

/** The child of a state for a class; 0 if there is none. */
const childOf = ({ cells }: Automaton, state: number, label: number): number => {
  const step = cells[state * 2] as number;
  const next = (step >> BITS) + label;
  const way =
    (step & MANY) === 0
      ? (cells[state * 2 + 1] as number) >>> HALF
      : (cells[next * 2 + 1] as number) & LOW;
  return way === label ? next : 0;
};

/** The state after one more unit of class `label`; `last` is the class of the unit before. */
const advance = (automaton: Automaton, from: number, last: number, label: number): number => {
  const { cells, fails } = automaton;
  for (let state = from; ; ) {
    const next = childOf(automaton, state, label);
    if (next !== 0) return next;
    const step = cells[state * 2] as number;
    if ((step & (BACK | FAILS)) === 0) return state === 0 ? 0 : childOf(automaton, 0, label);
    state = (step & BACK) === 0 ? (fails[state] as number) : ((cells[0] as number) >> BITS) + last;
  }
};

/**
 * Where keys end in a text: for each such place the longest key that does, by number from 1; `null` if there
 * is none. Nearly every unit takes the first branch, in which the next state hangs on the unit alone: the
 * processor need not wait for one look before it takes the next.
 */
export const readEnds = (automaton: Automaton, text: string): readonly number[] | null => {
  const { cells, outputs, units, pairs } = automaton;
  const { pages, classes } = units;
  const { bits, shift } = pairs;
  const rootStep = cells[0] as number;
  const root = rootStep >> BITS;
  let found: number[] | null = null;
  let state = 0;
  let step = rootStep;
  let last = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const label = classes[((pages[unit >> 8] as number) << 8) | (unit & 0xff)] as number;
    if (label === 0) {
      state = 0;
      step = rootStep;
      continue;
    }
    if ((step & SHALLOW) !== 0 && !mayFollow(bits, shift, state, label)) {
      const next = root + label;
      state = ((cells[next * 2 + 1] as number) & LOW) === label ? next : 0;
    } else state = advance(automaton, state, last, label);
    last = label;
    step = cells[state * 2] as number;
    if ((step & ENDS) === 0) continue;
    if (found === null) found = [outputs[state] as number];
    else found.push(outputs[state] as number);
  }
  return found;
};
