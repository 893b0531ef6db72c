import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectKeywords, makeKeywords, readKeywords } from "../../../engine/index/keywords.ts";
import { makeLists } from "../../../engine/index/lists.ts";

/** An index in which every keyword has its own place as its only rank. */
const indexOf = (keys: readonly string[]) => {
  const places = Int32Array.from(keys.keys());
  return makeKeywords(keys, makeLists(keys.length, places, places));
};
const found = (keys: readonly string[], text: string, index = indexOf(keys)): readonly string[] => {
  const ranks: number[] = [];
  collectKeywords(index, readKeywords(index, text) ?? [], ranks);
  return ranks.map((rank) => keys[rank] ?? "").sort();
};
const unit = fc.constantFrom("a", "b", "c", "甲", "乙", "\ud83d", "\ude00", "\u0000", "\uffff");
const key = fc.array(unit, { minLength: 1, maxLength: 6 }).map((all) => all.join(""));

describe("the automaton of keywords", () => {
  it("finds every keyword that stands in a text, each once, and no other", () => {
    const keys = fc.uniqueArray(key, { minLength: 1, maxLength: 60 }).map((all) => all.sort());
    const text = fc.array(unit, { maxLength: 40 }).map((all) => all.join(""));
    fc.assert(
      fc.property(keys, text, (all, one) => {
        expect(found(all, one)).toEqual(all.filter((word) => one.includes(word)));
      }),
      { numRuns: 500, seed: 3 },
    );
  });
  it("finds the same in texts made of pieces of many keywords that share beginnings and ends", () => {
    const letters = Array.from({ length: 40 }, (_, at) => String.fromCharCode(0x4e00 + at * 7));
    const word = fc
      .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 5 })
      .map((all) => all.join(""));
    const keys = fc.uniqueArray(word, { minLength: 200, maxLength: 400 }).map((all) => all.sort());
    const piece = fc.tuple(fc.nat(), fc.nat({ max: 4 }), fc.nat({ max: 5 }));
    const pieces = fc.array(piece, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(keys, fc.array(pieces, { minLength: 8, maxLength: 8 }), (all, texts) => {
        const index = indexOf(all);
        for (const parts of texts) {
          const text = parts
            .map(([at, from, to]) => (all[at % all.length] ?? "").slice(from, to))
            .join("");
          expect(found(all, text, index)).toEqual(all.filter((one) => text.includes(one)));
        }
      }),
      { numRuns: 60, seed: 5 },
    );
  });
  it("packs thousands of keywords over thousands of characters almost without gaps", () => {
    const keys = new Set<string>();
    let state = 1;
    const next = (limit: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 2 ** 32) * limit);
    };
    const han = () => String.fromCharCode(0x4e00 + next(3_000));
    while (keys.size < 20_000) keys.add(Array.from({ length: 2 + next(3) }, han).join(""));
    const sorted = [...keys].sort();
    const index = indexOf(sorted);
    const prefixes = new Set(sorted.flatMap((word) => [...word].map((_, at) => word.slice(0, at))));
    const states = new Set([...prefixes, ...sorted]).size;
    expect(index.automaton.outputs.length).toBeLessThan(states * 1.2 + 2 * 3_001);
    for (const word of sorted.slice(0, 500))
      expect(found(sorted, `〇${word}〇`, index)).toContain(word);
  });
});
