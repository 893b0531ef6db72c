import { describe, expect, it } from "vitest";
import { placeKeys } from "../../../engine/index/double-array.ts";
import { mayFollow, pairsOf } from "../../../engine/index/pairs.ts";

/** Keys of two units, each of the first ones before so many of the others. */
const keysOf = (first: number, others: number): readonly string[] =>
  Array.from({ length: first }, (_, a) =>
    Array.from({ length: others }, (_, b) =>
      String.fromCharCode(0x4e00 + a, 0x5e00 + ((a * 31 + b * 7) % 900)),
    ),
  )
    .flat()
    .sort();

const count = (keys: readonly string[]) => {
  const { trie, slots } = placeKeys(keys);
  const pairs = pairsOf(trie, slots);
  const classes = new Set(trie.label);
  const passed = { real: 0, others: 0, tried: 0 };
  const last = trie.firstChild[1] as number;
  for (let node = 1; node < last; node += 1) {
    const own = new Set(trie.label.subarray(trie.firstChild[node], trie.firstChild[node + 1]));
    for (const label of classes) {
      const may = mayFollow(pairs.bits, pairs.shift, slots[node] as number, label);
      if (own.has(label)) passed.real += may ? 1 : 0;
      else {
        passed.tried += 1;
        passed.others += may ? 1 : 0;
      }
    }
  }
  return passed;
};

describe("which units may follow which", () => {
  it("lets every pair pass that begins a keyword, and few others", () => {
    for (const [first, others] of [
      [1, 1],
      [3, 2],
      [90, 40],
    ] as const) {
      const keys = keysOf(first, others);
      const { real, others: passed, tried } = count(keys);
      expect(real).toBe(new Set(keys).size);
      expect(passed).toBeLessThanOrEqual(tried / 6);
    }
  });
});
