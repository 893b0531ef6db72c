import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CST, Lexer, Parser } from "yaml";
import { readYaml } from "../../../../engine/compiler/read/read-yaml.ts";
import { checkSize, FILE_LIMITS, scanYaml } from "../../../../engine/compiler/read/scan.ts";
import { cpuMs } from "../../../cpu-time.ts";

const codeOf = (text: string): string | undefined => scanYaml(text).found?.code;
const lines = (count: number, line: (place: number) => string): string =>
  Array.from({ length: count }, (_, place) => line(place)).join("");

describe("what could bring the parser down is refused before it", () => {
  test.each([
    ["2,500 brackets", "[".repeat(2_500)],
    ["100,000 brackets", "[".repeat(100_000)],
    ["braces", "{ ".repeat(50_000)],
    ["brackets and braces behind keys", "a: [{b: ".repeat(20_000)],
    ["dashes in one line", "- ".repeat(50_000)],
    ["question marks", "? ".repeat(50_000)],
    ["keys in one line", "a: ".repeat(50_000)],
    ["ever deeper indentation", lines(600, (place) => `${" ".repeat(place)}a:\n`)],
    ["ever deeper lists", lines(600, (place) => `${" ".repeat(place)}-\n`)],
  ])("%s, forty times over in one process, in under 5 ms each", (_, text) => {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 40; round += 1) {
      best = Math.min(
        best,
        cpuMs(() => expect(codeOf(text)).toBe("too-deep")),
      );
    }
    expect(best).toBeLessThan(5);
  });
  test("32 levels pass, 33 do not", () => {
    expect(codeOf(`${"[".repeat(32)}${"]".repeat(32)}`)).toBeUndefined();
    expect(codeOf(`${"[".repeat(33)}${"]".repeat(33)}`)).toBe("too-deep");
    const nested = (depth: number) => lines(depth, (place) => `${"  ".repeat(place)}a:\n`);
    expect(codeOf(nested(32))).toBeUndefined();
    expect(codeOf(nested(33))).toBe("too-deep");
  });
  test("brackets inside texts nest nothing", () => {
    const smile = "[[[[".repeat(40);
    expect(
      codeOf(`a: "${smile}"\nb: '${smile}'\nc: |\n  ${smile}\nd: x${smile} # ${smile}\n`),
    ).toBe(undefined);
  });
  test("a list in the column of its key, and what follows it, nest no deeper", () => {
    expect(codeOf(lines(200, (place) => `k${place}:\n- a\n- b: c\n`))).toBeUndefined();
  });
  test("counts every level that the parser would nest, but for one around a key in brackets", () => {
    const piece = fc.constantFrom(
      "- ",
      "? ",
      ": ",
      "a: ",
      "[",
      "]",
      "{",
      "}",
      ",",
      "\n",
      "\n  ",
      "\n    ",
      " ",
      "'x'",
      '"y"',
      "b",
      "|\n",
      ">-\n",
      "#c",
      "\t",
      "--- ",
      "\n---\n",
      "\n...\n",
      "\r\n",
      "%d\n",
      "“",
      "：",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join("");
        const deepest = nestingOf(text);
        for (const limit of [1, 3, 8]) {
          if (deepest <= limit + 1) continue;
          const { found } = scanYaml(text, FILE_LIMITS.depth - limit);
          expect(found).not.toBeNull();
        }
      }),
      { numRuns: 3_000, seed: 7 },
    );
  });
});

/** Levels of collections in the syntax tree, counted without recursion. */
const nestingOf = (text: string): number => {
  const parser = new Parser();
  const roots: unknown[] = [];
  for (const lexeme of new Lexer().lex(text)) roots.push(...parser.next(lexeme));
  roots.push(...parser.end());
  let deepest = 0;
  const open = roots.map((node) => ({ node, depth: 0 }));
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    const { node, depth } = top;
    if (typeof node !== "object" || node === null) continue;
    const below = depth + (CST.isCollection(node as never) ? 1 : 0);
    deepest = Math.max(deepest, below);
    for (const inner of Object.values(node)) open.push({ node: inner, depth: below });
  }
  return deepest;
};

describe("limits of a file", () => {
  test("256 KB of UTF-8, not of characters", () => {
    expect(checkSize("a".repeat(262_144))).toBeNull();
    expect(checkSize("a".repeat(262_145))?.params).toEqual({ bytes: 262_145, max: 262_144 });
    expect(checkSize("好".repeat(87_381))).toBeNull();
    expect(checkSize("好".repeat(87_382))?.code).toBe("file-too-large");
    expect(checkSize("😀".repeat(65_536))).toBeNull();
    expect(checkSize("😀".repeat(65_537))?.code).toBe("file-too-large");
  });
  test("10,000 keys are counted and a flat map of them is read in linear time", () => {
    const text = lines(10_000, (place) => `key${place}: 1\n`);
    const tookMs = cpuMs(() => {
      const scanned = scanYaml(text);
      const read = readYaml(text, scanned.tokens);
      expect(scanned.keys).toBe(10_000);
      expect(read.ok && read.node.kind === "map" && read.node.entries.size).toBe(10_000);
    });
    expect(tookMs).toBeLessThan(3_000);
  });
  test.each([
    ["brackets that close nothing", "]".repeat(262_000)],
    ["anchors", "&a ".repeat(87_000)],
    ["aliases", "*a ".repeat(87_000)],
    ["tags", "!a ".repeat(87_000)],
    ["documents", "---\n".repeat(65_000)],
    ["quotes never closed", "a: 'b\n".repeat(40_000)],
  ])("a file full of %s is left at the first", (_, text) => {
    const tookMs = cpuMs(() => expect(scanYaml(text).found).not.toBeNull());
    expect(tookMs).toBeLessThan(1_000);
  });
});

describe("characters that no text may hold", () => {
  test.each([
    ["a NUL", "a: \u0000", "U+0000"],
    ["an escape", "a: \u001B[0m", "U+001B"],
    ["a CR alone", "a: b\rc: d", "U+000D"],
    ["half a surrogate pair", "a: \uD83D", "U+D83D"],
    ["the other half", "a: \uDE00", "U+DE00"],
    ["a byte order mark inside", "a: \uFEFF", "U+FEFF"],
    ["the lexer's own marks", "a: \u001F\u0002\u0018", "U+001F"],
  ])("%s", (_, text, character) => {
    expect(scanYaml(text).found).toMatchObject({
      code: "control-character",
      params: { character },
    });
  });
  test("tabs inside a text, CRLF, a byte order mark in front and emoji pass", () => {
    expect(scanYaml("\uFEFFa: b\tc\r\nd: 😀\r\n").found).toBeNull();
  });
});

describe("mistakes that show in tokens", () => {
  test.each([
    ["tab-indent", "a:\n\tb: c\n", 3],
    ["full-width-indent", "a: 1\n　b: c\n", 5],
    ["template-needs-quotes", "a: {{ x }}\n", 3],
    ["template-needs-quotes", "a: {% if x %}\n", 3],
    ["braces-in-flow", "a: [ {{ x }} ]\n", 5],
    ["braces-in-flow", "a: { m: \\d{6,} }\n", 10],
    ["braces-in-flow", "a: { m: [0-9]{4} }\n", 13],
    ["text-needs-quotes", "a: [微笑] 你好\n", 8],
    ["quote-not-closed", "a: 'b\nc: d\n", 3],
    ["quote-not-closed", 'a: "b\\"\n', 3],
    ["bracket-not-closed", "a: [b, c\nd: e\n", 3],
    ["bracket-not-closed", "a: [b}\n", 3],
    ["bracket-too-many", "a: b\n]\n", 5],
    ["comment-cuts-brackets", "a: [C #, b]\n", 6],
    ["lone-star", "a: *\n", 3],
    ["lone-star", "a: [*, b]\n", 4],
    ["cron-needs-quotes", "a: */10 * * * *\n", 3],
    ["cron-needs-quotes", "a: * * * * *\n", 3],
    ["yaml-alias", "a: *重要\n", 3],
    ["yaml-anchor", "a: &x 1\n", 3],
    ["yaml-tag", "a: !!int 1\n", 3],
    ["yaml-documents", "a: 1\n---\nb: 2\n", 5],
    ["yaml-directive", "%YAML 1.2\n---\na: 1\n", 0],
    ["full-width-punctuation", 'a: "b”\n', 5],
    ["full-width-punctuation", "a: { b：[c] }\n", 6],
  ])("%s: %j", (code, text, at) => {
    expect(scanYaml(text).found).toMatchObject({ code, at });
  });
  test.each([
    "a: |\n  　　全角缩进的正文\n  \tb\n",
    "a: 'x'\nb: [c, 'd']\n# \t\n",
    "---\na: 1\n...\n",
    "a: 第一行\n  　　第二行\n",
    "a: { b: c }\n\t\n",
  ])("nothing is wrong with %j", (text) => {
    expect(scanYaml(text).found).toBeNull();
  });
});
