import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText, plainText } from "../../../engine/text/fold.ts";
import { groupNames, patternProblem, searchPattern } from "../../../engine/text/pattern.ts";
import { requiredLiterals } from "../../../engine/text/required-literals.ts";
import { message, pattern } from "../index/arbitraries.ts";

describe("a pattern", () => {
  it("searches the plain text and gives the named groups that took part", () => {
    const search = (source: string, text: string) => searchPattern(source, plainText(text));
    expect(search("订单(?P<no>\\d+)", "查订单１２３")).toEqual({ no: "123" });
    expect(search("(?<a>x)?y", "y")).toEqual({});
    expect(search("WiFi", "wifi")).toBeNull();
    expect(search("(?i)WiFi", "ＷＩＦＩ")).toEqual({});
  });
  it("may hold full-width marks, which messages have no more", () => {
    expect(searchPattern("你好，(?P<who>.+)（.*）", plainText("你好，小王（二号）"))).toEqual({
      who: "小王",
    });
    expect(searchPattern("[，。]好", plainText("，好"))).toEqual({});
    expect(searchPattern("多少钱？", plainText("多少钱？"))).toEqual({});
    expect(searchPattern("多少钱？", plainText("多少"))).toBeNull();
  });
  it("is refused with the reason when RE2 cannot run it or it would cost too much", () => {
    const reason = (source: string) => patternProblem(source)?.reason ?? null;
    expect(reason("a(?=b)")).toBe("look-around");
    expect(reason("(?<!a)b")).toBe("look-around");
    expect(reason("(a)\\1")).toBe("back-reference");
    expect(reason("(?P<x>a)\\k<x>")).toBe("back-reference");
    expect(reason("a{1,101}")).toBe("repeat-too-big");
    expect(reason("(ab|cd){100}(ef|gh){100}")).toBe("too-costly");
    expect(reason("(")).toBe("syntax");
    expect(reason("x".repeat(201))).toBe("too-long");
    expect(["\\\\1", "\\(?=", "[(?=]", "a{2,100}", "(?P<x>a)|(?<y>b)"].map(reason)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(groupNames("(?P<x>a)|(?<y>b)")).toEqual(["x", "y"]);
  });
  it("never runs long, however it was meant", () => {
    const subject = "a".repeat(2_047);
    for (const source of [
      "(a+)+$",
      "(x+x+)+y",
      "(.*){20}",
      "^(\\w+\\s?)*$",
      "(a|aa)+$",
      "[\\pL\\pN]{1,100}$",
    ]) {
      const before = process.cpuUsage();
      searchPattern(source, `${subject}!`);
      const { user, system } = process.cpuUsage(before);
      // Backtracking would take longer than the universe; 500 ms leaves room for a busy machine.
      expect(user + system).toBeLessThan(500_000);
    }
  });
});

describe("required literals", () => {
  it("are found in everyday patterns", () => {
    const known: readonly (readonly [string, readonly string[]])[] = [
      ["订单(?P<no>\\d{4,})", ["订单"]],
      ["(?i)WiFi|无线", ["wifi", "无线"]],
      ["[Oo]rder\\s*(\\d+)", ["order"]],
      ["(?:快递|物流).{0,5}(?:到|在)哪", ["快递", "物流"]],
      ["\\Qa.b\\E+", ["a.b"]],
      [".*", []],
      ["[0-9]{3}", []],
      ["(a|)b?", []],
      ["Σ+", []],
    ];
    for (const [source, literals] of known)
      expect([source, [...requiredLiterals(source)].sort()]).toEqual([
        source,
        [...literals].sort(),
      ]);
  });
  it("stand in every text the pattern matches", () => {
    fc.assert(
      fc.property(pattern, message, (source, text) => {
        const literals = requiredLiterals(source);
        fc.pre(literals.length > 0 && searchPattern(source, plainText(text)) !== null);
        expect(literals.some((literal) => foldText(text).includes(literal))).toBe(true);
      }),
      { numRuns: 2_000, seed: 6, maxSkipsPerRun: 1_000 },
    );
  });
});
