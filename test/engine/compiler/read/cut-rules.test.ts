import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutRules } from "../../../../engine/compiler/read/cut-rules.ts";
import { cpuMs } from "../../../cpu-time.ts";

const cut = (text: string) => cutRules(text).parts.map(({ kind, text: part }) => [kind, part]);

describe("a rule file is cut at its dashes", () => {
  test("into what stands before, the rules, between, the tests, after", () => {
    const text =
      "# head\nrules:\n  - id: a\n    name: x\n\n  - id: b\n# about tests\ntests:\n  - name: t\n# end\n";
    expect(cut(text)).toEqual([
      ["outside", "# head\nrules:\n"],
      ["rule", "  - id: a\n    name: x\n\n"],
      ["rule", "  - id: b\n"],
      ["outside", "# about tests\ntests:\n"],
      ["test", "  - name: t\n"],
      ["outside", "# end\n"],
    ]);
  });
  test("a comment belongs to the rule below it, over blank lines too", () => {
    expect(cut("rules:\n  # one\n  - id: a\n\n  # two\n\n  # three\n  - id: b\n")).toEqual([
      ["outside", "rules:\n"],
      ["rule", "  # one\n  - id: a\n\n"],
      ["rule", "  # two\n\n  # three\n  - id: b\n"],
    ]);
  });
  test("a block scalar may hold dashes and comment signs", () => {
    const a = "  - id: a\n    then:\n      - reply: |\n          - id: no\n          # no\n";
    expect(cut(`rules:\n${a}  - id: b\n`)).toEqual([
      ["outside", "rules:\n"],
      ["rule", a],
      ["rule", "  - id: b\n"],
    ]);
  });
  test("dashes may stand in column 1", () => {
    expect(cut("rules:\n- id: a\n  when:\n  - x\n- id: b\n")).toEqual([
      ["outside", "rules:\n"],
      ["rule", "- id: a\n  when:\n  - x\n"],
      ["rule", "- id: b\n"],
    ]);
  });
  test("a line that lost its indentation stays in its rule", () => {
    expect(cut("rules:\n  - id: a\nname: x\n    then: y\n  - id: b\n")).toEqual([
      ["outside", "rules:\n"],
      ["rule", "  - id: a\nname: x\n    then: y\n"],
      ["rule", "  - id: b\n"],
    ]);
  });
  test("a rule that stands a column off is still a rule, and told so", () => {
    const { parts } = cutRules("rules:\n  - id: a\n   - id: b\n - id: c\n  - id: d\n");
    expect(parts.map(({ guess, found }) => [guess, found?.params ?? null])).toEqual([
      [null, null],
      ["a", null],
      ["b", { found: 4, wanted: 3 }],
      ["c", { found: 2, wanted: 3 }],
      ["d", null],
    ]);
  });
  test("an over-indented first rule does not move the others", () => {
    const { parts } = cutRules("rules:\n   - id: a\n  - id: b\n  - id: c\n");
    expect(parts.map(({ guess, found }) => [guess, found?.code])).toEqual([
      [null, undefined],
      ["a", "entry-indent"],
      ["b", undefined],
      ["c", undefined],
    ]);
  });
  test.each([
    ["CRLF", "rules:\r\n  - id: a\r\n  - id: b\r\n"],
    ["a byte order mark", "\uFEFFrules:\n  - id: a\n  - id: b\n"],
    ["quotes around the key", '"rules":\n  - id: a\n  - id: b\n'],
    ["a full-width colon", "rules：\n  - id: a\n  - id: b\n"],
    ["tabs and full-width spaces in front", "rules:\n\t- id: a\n　　- id: b\n"],
    ["no newline at the end", "rules:\n  - id: a\n  - id: b"],
    ["a document marker", "---\nrules:\n  - id: a\n  - id: b\n...\n"],
    ["a comment behind the key", "rules: # all\n  - id: a\n  - id: b\n"],
    ["a dash alone on its line", "rules:\n  -\n    id: a\n  -\n    id: b\n"],
    ["rules in braces", "rules:\n  - { id: a }\n  - { id: b }\n"],
  ])("%s does not matter", (_, text) => {
    const { parts } = cutRules(text);
    expect(parts.flatMap(({ kind, guess }) => (kind === "rule" ? [guess] : []))).toEqual([
      "a",
      "b",
    ]);
  });
  test("a list in brackets is left whole", () => {
    expect(cut("rules: [{ id: a }]\ntests: []\n")).toEqual([
      ["outside", "rules: [{ id: a }]\ntests: []\n"],
    ]);
  });
  test("knows the line each piece begins in", () => {
    const { parts } = cutRules("# x\nrules:\n\n  # c\n  - id: a\n    b: c\n  - id: b\n");
    expect(parts.map(({ firstLine }) => firstLine)).toEqual([1, 3, 7]);
  });
});

describe("for any text whatever", () => {
  const line = fc.constantFrom(
    "rules:",
    "tests:",
    "rules",
    "  - id: a",
    "  - id: b # c",
    "- id: c",
    "    - x",
    "  - name: t",
    "# c",
    "  # c",
    "    # c",
    "",
    "   ",
    "\t- x",
    "　- id: z",
    "---",
    "...",
    "vars: 1",
    "    name: x",
    "      - reply: |",
    "text",
    "rules: []",
    "  - ",
    "  -",
    "'rules':",
    "rules：",
  );
  const file = fc
    .array(fc.tuple(line, fc.constantFrom("\n", "\r\n", "\n\n")), { maxLength: 40 })
    .map((all) => all.flat().join(""));
  const joined = (text: string) =>
    cutRules(text)
      .parts.map((part) => part.text)
      .join("");

  test("the pieces joined are the text, byte for byte", () => {
    fc.assert(
      fc.property(fc.oneof(file, fc.string({ unit: "binary" })), (text) => {
        expect(joined(text)).toBe(text);
      }),
      { numRuns: 3_000, seed: 1 },
    );
  });
  test("offsets and lines agree with the text", () => {
    fc.assert(
      fc.property(file, (text) => {
        for (const part of cutRules(text).parts) {
          expect(text.startsWith(part.text, part.start)).toBe(true);
          expect(text.slice(0, part.start).split("\n").length).toBe(part.firstLine);
        }
      }),
      { numRuns: 1_000, seed: 2 },
    );
  });
  test("the time grows with the length", () => {
    for (const text of [`rules:\n${"\n".repeat(250_000)}`, `rules:\n${"  - \n".repeat(50_000)}`]) {
      const tookMs = cpuMs(() => expect(joined(text)).toBe(text));
      expect(tookMs).toBeLessThan(1_000);
    }
  });
});
