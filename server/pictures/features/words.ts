import { bitsSet } from "../bits.ts";

/** Words of a descriptor. */
export const WORDS = 8;

/** In how many of 256 bits two descriptors differ; each begins at its place in its list. */
export const distance = (a: Uint32Array, at: number, b: Uint32Array, bt: number): number => {
  let sum = 0;
  for (let word = 0; word < WORDS; word += 1)
    sum += bitsSet((a[at + word] as number) ^ (b[bt + word] as number));
  return sum;
};

/** Numbers from 0 to 1, always the same ones: patterns and tables are part of what the index holds. */
export const fixedNumbers = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
