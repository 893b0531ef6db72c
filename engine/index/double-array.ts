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

/** A trie, where its nodes stand, and the array that says so. */
export interface Placed {
  readonly trie: Trie;
  /** By node: its state. */
  readonly slots: Int32Array;
  readonly array: DoubleArray;
}

/** Places keys that are sorted by code unit, none empty and none twice. */
export const placeKeys = (keys: readonly string[]): Placed => {
  const units = classifyUnits(keys);
  const trie = makeTrie(keys, units);
  const placement = placeTrie(trie, units.count);
  return { trie, slots: placement.slots, array: fill(units, trie, placement) };
};

/** Builds the array over such keys. */
export const makeDoubleArray = (keys: readonly string[]): DoubleArray => placeKeys(keys).array;
