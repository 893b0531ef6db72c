import type { Placement } from "./place-trie.ts";
import { placeTrie } from "./place-trie.ts";
import type { Trie } from "./trie.ts";
import { makeTrie } from "./trie.ts";
import type { UnitClasses } from "./unit-classes.ts";
import { classifyUnits } from "./unit-classes.ts";

/**
 * A trie over code units in typed arrays; a state is a slot, 0 is the root. The child of state s for class
 * c is slot `bases[s] + c` if that slot's label is c. Labels have an array of their own: it is what a step
 * that fails reads, and two bytes a state stay in the cache where sixteen do not.
 */
export interface DoubleArray {
  readonly units: UnitClasses;
  readonly bases: Int32Array;
  readonly labels: Uint16Array;
  /** The number of the key that ends here, from 1; 0 for none. */
  readonly outputs: Int32Array;
}
/** With failure links: where to go on when no child fits. */
export interface Automaton extends DoubleArray {
  readonly fails: Int32Array;
}
interface Linked extends Automaton {
  /** By key: the number of the longest other key it ends with, from 1; 0 for none. */
  readonly links: Int32Array;
}

const fill = (units: UnitClasses, trie: Trie, { bases, slots, length }: Placement): DoubleArray => {
  const array = {
    units,
    bases: new Int32Array(length),
    labels: new Uint16Array(length),
    outputs: new Int32Array(length),
  };
  for (let node = 0; node < trie.size; node += 1) {
    const state = slots[node] as number;
    array.bases[state] = bases[node] as number;
    array.labels[state] = trie.label[node] as number;
    array.outputs[state] = (trie.end[node] as number) + 1;
  }
  return array;
};

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

const addFailures = (trie: Trie, slots: Int32Array, array: DoubleArray, keys: number): Linked => {
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
  return { ...array, fails, links };
};

/** Builds the array over keys that are sorted by code unit, none empty and none twice. */
export const makeDoubleArray = (keys: readonly string[]): DoubleArray => {
  const units = classifyUnits(keys);
  const trie = makeTrie(keys, units);
  return fill(units, trie, placeTrie(trie, units.count));
};

/** The same with failure links, to find keys anywhere in a text. */
export const makeAutomaton = (keys: readonly string[]): Linked => {
  const units = classifyUnits(keys);
  const trie = makeTrie(keys, units);
  const placement = placeTrie(trie, units.count);
  return addFailures(trie, placement.slots, fill(units, trie, placement), keys.length);
};
