import { describe, expect, it } from "vitest";
import { compileRule } from "../../../engine/compiler/compile-rule.ts";
import { compile } from "./check/compile.ts";

const RULES = `rules:
  - id: first
    when: [{ text: { is: 一 } }]
    then: [{ ask: { question: 几杯？, save: cups } }, { goto: second }]
  - id: second
    when: [{ text: { is: 二 } }]
    then: [{ reply: '{{ cups }}' }]
`;
const { checked } = compile({ "menu.yaml": "", "channels.yaml": "", "rules.yaml": RULES });
const again = (text: string, replaces: string | null, folder = checked) =>
  compileRule({ folder, text, file: "rules.yaml", firstLine: 5, replaces });

describe("one changed rule", () => {
  it("is checked against the others as they are", () => {
    const { rule, diagnostics } = again(
      "  - id: second\n    when: [{ text: { is: 二 } }]\n    then: [{ reply: '{{ cups }} 杯' }]\n",
      "second",
    );
    expect(diagnostics).toEqual([]);
    expect(rule?.then[0]?.params).toEqual({ text: "{{ cups }} 杯" });
  });
  it("gets its mistakes at the lines of its file", () => {
    const { rule, diagnostics } = again(
      "  - id: second\n    when: [{ text: { is: 二 } }]\n    then: [{ goto: frist }]\n",
      "second",
    );
    expect(rule).toBeNull();
    expect(diagnostics).toMatchObject([
      { code: "unknown-rule", line: 7, column: 20, params: { suggestion: "first" } },
    ]);
  });
  it("stands in for the one it replaces when the next is checked", () => {
    const { folder } = again("  - id: third\n    when: [text]\n    then: [silent]\n", "second");
    const { diagnostics } = again(
      "  - id: first\n    when: [{ text: { is: 一 } }]\n    then: [{ goto: second }]\n",
      "first",
      folder,
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(["unknown-rule"]);
  });
  it("may be new, but not under an id that is taken", () => {
    expect(again("  - id: new\n    when: [text]\n    then: [silent]\n", null).rule?.id).toBe("new");
    const { rule, diagnostics } = again(
      "  - id: first\n    when: [text]\n    then: [silent]\n",
      null,
    );
    expect(rule).toBeNull();
    expect(diagnostics).toMatchObject([{ code: "duplicate-id", line: 5, params: { first: 2 } }]);
  });
  it("is warned of alone", () => {
    const { rule, diagnostics } = again(
      "  - id: second\n    when: [{ menu: NOWHERE }]\n    then: [{ tag: VIP }]\n",
      "second",
    );
    expect(rule).not.toBeNull();
    expect(diagnostics.map(({ code }) => code).sort()).toEqual([
      "menu-key-undeclared",
      "no-answer",
    ]);
  });
});
