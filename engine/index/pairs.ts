import type { Trie } from "./trie.ts";

/** Which units may follow which at the beginning of a key: one bit a pair, shared by pairs that mix alike. */
export interface Pairs {
  readonly bits: Int32Array;
  /** How far a mixed pair is shifted to be the number of its bit. */
  readonly shift: number;
}

/** So many bits a pair: of the pairs that begin no key, about one in twelve passes. */
const BITS = 12;

const mix = (state: number, label: number, shift: number): number =>
  (Math.imul(state, 0x9e3779b1) + Math.imul(label, 0x85ebca6b)) >>> shift;

/** Whether a child of the root, by its state, may have a child of this class; `false` is certain. */
export const mayFollow = (
  bits: Int32Array,
  shift: number,
  state: number,
  label: number,
): boolean => {
  const bit = mix(state, label, shift);
  return (((bits[bit >> 5] as number) >> (bit & 31)) & 1) !== 0;
};

/** The pairs that begin the keys of a trie; `slots` are the states of its nodes. */
export const pairsOf = ({ firstChild, label }: Trie, slots: Int32Array): Pairs => {
  const [first, last] = [1, firstChild[1] as number];
  const [from, to] = [last, firstChild[last] as number];
  const wanted = Math.max(1, (to - from) * BITS);
  const shift = Math.min(27, Math.clz32(wanted - 1));
  const bits = new Int32Array(2 ** (32 - shift - 5));
  for (let parent = first; parent < last; parent += 1) {
    const end = firstChild[parent + 1] as number;
    for (let child = firstChild[parent] as number; child < end; child += 1) {
      const bit = mix(slots[parent] as number, label[child] as number, shift);
      bits[bit >> 5] = (bits[bit >> 5] as number) | (1 << (bit & 31));
    }
  }
  return { bits, shift };
};
