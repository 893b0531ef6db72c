import { describe, expect, test } from "vitest";
import {
  diagnosticTables,
  formatDiagnostic,
  makeDiagnostic,
  rowOf,
  sentence,
} from "../../engine/errors.ts";
import type { Diagnostic, DiagnosticRow } from "../../engine/schema/diagnostic.ts";

const spot = { path: "rules/hours/if/operator", file: "rules/shop.yaml", line: 14, column: 23 };
const rows = diagnosticTables.flatMap((table) => Object.entries<DiagnosticRow>(table));
const places = (text: string): readonly string[] =>
  [...text.matchAll(/\{([a-z][A-Za-z]*)\}/g)].map((match) => match[1] ?? "").sort();

describe("the table of codes", () => {
  test("holds every code once", () => {
    const codes = rows.map(([code]) => code);
    expect(codes.filter((code, place) => codes.indexOf(code) !== place)).toEqual([]);
  });
  test("names codes in kebab case", () => {
    for (const [code] of rows) expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });
  test.each(rows)("%s says the same in both languages, with the same values", (_, row) => {
    for (const text of [row.says, row.mend ?? { "zh-CN": "。", en: "." }]) {
      expect(text["zh-CN"].trim()).not.toBe("");
      expect(text.en.trim()).not.toBe("");
      expect(new Set(places(text["zh-CN"]))).toEqual(new Set(places(text.en)));
    }
  });
  test("takes the severity of a diagnostic from its row", () => {
    expect(makeDiagnostic("two-keywords", spot).severity).toBe("warning");
    expect(makeDiagnostic("unknown-key", spot).severity).toBe("error");
    expect(rowOf("toString")).toBeUndefined();
  });
});

describe("a diagnostic as a sentence", () => {
  const unknown = makeDiagnostic("unknown-operator", spot, {
    name: "contains",
    suggestion: "has",
    known: ["equals", "has"],
  });
  test("names file, line, column, rule, mistake, suggestion and what is known", () => {
    expect(formatDiagnostic(unknown, "en")).toBe(
      'rules/shop.yaml:14:23 rule "hours": unknown operator "contains". Did you mean "has"? Known: equals, has.',
    );
    expect(formatDiagnostic(unknown, "zh-CN")).toBe(
      "rules/shop.yaml:14:23 规则“hours”：没有叫“contains”的比较。您是想写“has”吗？可以写：equals、has。",
    );
  });
  test("names a test by its place in the file", () => {
    const path = "tests/rules~1shop.yaml/2/steps/0";
    const one = makeDiagnostic("list-empty", { ...spot, path });
    expect(formatDiagnostic(one, "en")).toContain("14:23 test 3: the list");
    expect(formatDiagnostic(one, "zh-CN")).toContain("第 3 个测试：");
  });
  test("names nobody where the mistake is the file's", () => {
    const one = makeDiagnostic("file-not-a-map", { ...spot, path: "" });
    expect(formatDiagnostic(one, "en")).toMatch(/^rules\/shop\.yaml:14:23 the outermost/);
  });
  test("shortens a long list of known names", () => {
    const known = Array.from({ length: 60 }, (_, place) => `n${place}`);
    const text = sentence(makeDiagnostic("unknown-key", spot, { key: "x", known }), "en");
    expect(text).toContain("n19, …");
    expect(text).not.toContain("n20");
  });
  test("takes a value that is a text in both languages from the right one", () => {
    const wanted = { "zh-CN": "数字", en: "a number" };
    const one = makeDiagnostic("wrong-type", spot, { wanted, found: "x" });
    expect(sentence(one, "en")).toBe('a number is wanted here, not "x".');
    expect(sentence(one, "zh-CN")).toBe("这里要写数字，而不是“x”。");
  });
  test("shows a code that the table does not hold, instead of failing", () => {
    const foreign: Diagnostic = { ...unknown, code: "from-tomorrow", params: {} };
    expect(sentence(foreign, "en")).toBe("from-tomorrow");
  });
  test("fills in own params only", () => {
    const one = makeDiagnostic("unknown-key", spot, {});
    expect(sentence(one, "en")).toBe('unknown key "".');
  });
});
