import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editDistance, OTHER_WORDS, suggest } from "../../../../engine/compiler/read/suggest.ts";

const KNOWN = [
  "equals",
  "not-equals",
  "one-of",
  "has",
  "starts",
  "ends",
  "includes",
  "matches",
  "at-least",
  "reply",
  "text",
  "tag",
  "untag",
  "follow",
  "follower.followed-at",
  "nothing-matched",
  "when",
];

describe("did you mean", () => {
  test.each([
    ["contains", "has"],
    ["keyword", "text"],
    ["equal", "equals"],
    ["regex", "matches"],
    ["message", "reply"],
    [">=", "at-least"],
    ["Reply", "reply"],
    ["ｒｅｐｌｙ", "reply"],
    ["“reply”", "reply"],
    ["atLeast", "at-least"],
    ["not_equals", "not-equals"],
    ["nothing matched", "nothing-matched"],
    ["relpy", "reply"],
    ["replay", "reply"],
    ["folow", "follow"],
    ["followed-at", null],
    ["follower.followed_at", "follower.followed-at"],
    ["tga", "tag"],
    ["回复", "reply"],
    ["x", null],
    ["banana", null],
    ["reply", null],
    ["", null],
    ["a".repeat(10_000), null],
    ["toString", null],
    ["__proto__", null],
  ])("%s → %s", (word, known) => {
    expect(suggest(word, KNOWN)).toBe(known);
  });
  test("an own word is suggested only where it is known", () => {
    expect(suggest("contains", ["includes"])).toBe("includes");
    expect(suggest("contains", ["reply"])).toBeNull();
  });
  test("every word from elsewhere leads somewhere", () => {
    for (const ours of Object.values(OTHER_WORDS)) expect(ours.length).toBeGreaterThan(0);
  });
});

describe("the distance of two words", () => {
  test.each([
    ["", "", 0],
    ["abc", "", 3],
    ["reply", "relpy", 1],
    ["kitten", "sitting", 3],
    ["营业时间", "营业时问", 1],
  ])("%s, %s: %d", (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
  });
  test("is the same both ways and never longer than the longer word", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        const distance = editDistance(a, b);
        expect(editDistance(b, a)).toBe(distance);
        expect(distance).toBeLessThanOrEqual(Math.max([...a].length, [...b].length));
        expect(distance === 0).toBe(a === b);
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});
