import { describe, expect, it } from "vitest";
import { lints } from "../../../engine/lint/list.ts";
import { compile } from "../compiler/check/compile.ts";

const rule = (id: string, ...examples: readonly string[]) =>
  `  - { id: ${id}, name: ${id}, when: [{ text: { means: [${examples.join(", ")}] } }], then: [{ reply: ${id} }] }\n`;
const diagnose = (...rules: readonly string[]) =>
  compile({ "rules.yaml": `rules:\n${rules.join("")}` }, { lints }).diagnostics.filter(
    ({ file, code }) => file === "rules.yaml" && code.includes("example"),
  );
const REFUND = ["我要退款", "怎么退货", "买错了可以退吗", "钱什么时候退给我"];
const WAY = ["店怎么走", "你们在哪里", "地址是什么", "坐什么车能到"];

describe("examples that cannot be told apart", () => {
  it("are named when the same sentence teaches two rules, at the second place", () => {
    const found = diagnose(rule("refund", ...REFUND), rule("way", ...WAY, "我要退款！"));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ code: "same-example", severity: "warning", line: 3 });
    expect(found[0]?.params).toMatchObject({ example: "我要退款！", otherRule: "refund" });
  });
  it("are named when one rule's example is guessed to be the other's", () => {
    const found = diagnose(
      rule("refund", ...REFUND, "我要退钱", "怎么退款"),
      rule("way", ...WAY, "怎么退款呢"),
    );
    expect(found.map(({ code }) => code)).toContain("confusable-examples");
    const params = found.find(({ code }) => code === "confusable-examples")?.params;
    expect(params).toMatchObject({ rule: "way", otherRule: "refund", example: "怎么退款呢" });
  });
  it("are not named among rules that differ, nor within one rule", () => {
    expect(diagnose(rule("refund", ...REFUND, "我要退款"), rule("way", ...WAY))).toEqual([]);
  });
});
