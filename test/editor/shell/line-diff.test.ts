import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineDiff } from "../../../editor/texts/line-diff.ts";

const side = (kinds: readonly string[], before: string, after: string): string =>
  lineDiff(before, after)
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => `${text}\n`)
    .join("");

describe("a diff by lines", () => {
  it("shows a changed line as removed and added", () => {
    expect(lineDiff("a\nb\nc\n", "a\nx\nc\n")).toEqual([
      { kind: "same", text: "a" },
      { kind: "removed", text: "b" },
      { kind: "added", text: "x" },
      { kind: "same", text: "c" },
    ]);
  });

  it("shows a text that was not there as added", () => {
    expect(lineDiff(null, "a\n")).toEqual([{ kind: "added", text: "a" }]);
    expect(lineDiff("a\n", null)).toEqual([{ kind: "removed", text: "a" }]);
  });

  it("holds both texts whole", () => {
    const text = fc
      .array(fc.constantFrom("a", "b", "c"), { maxLength: 15 })
      .map((lines) => lines.map((line) => `${line}\n`).join(""));
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(side(["same", "removed"], before, after)).toBe(before);
        expect(side(["same", "added"], before, after)).toBe(after);
      }),
    );
  });
});
