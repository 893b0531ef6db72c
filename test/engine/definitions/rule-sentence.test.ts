import { describe, expect, it } from "vitest";
import { builtIn } from "../../../engine/built-in.ts";
import { compileFolder } from "../../../engine/compiler/compile-folder.ts";
import { checkShapeTypebox } from "../../../engine/compiler/read/check-shape-typebox.ts";
import { makeRegistry } from "../../../engine/definitions/registry.ts";
import { ruleSentence } from "../../../engine/definitions/rule-sentence.ts";

const registry = makeRegistry(builtIn);
const said = (rule: string, language: "zh-CN" | "en" = "zh-CN"): string => {
  const { ruleSet } = compileFolder({
    accountId: "coffee",
    files: [
      { name: "account.yaml", text: "id: coffee\nname: 咖啡\nkind: service\n" },
      { name: "rules.yaml", text: `rules:\n  - id: a\n    ${rule.replaceAll("\n", "\n    ")}\n` },
    ],
    registry,
    checkShape: checkShapeTypebox,
  });
  const [found] = ruleSet?.rules ?? [];
  return found === undefined ? "(broken)" : ruleSentence(found, registry, language);
};

describe("a rule in one sentence", () => {
  it.each([
    [
      "when: { text: { has: [价格, 多少钱] } }\nthen: { reply: 十八 }",
      "当收到文字含 价格、多少钱，则回复「十八」",
      'When text has 价格, 多少钱, then reply "十八"',
    ],
    [
      "when: follow\nthen: { reply: 欢迎 }",
      "当关注，则回复「欢迎」",
      'When follow, then reply "欢迎"',
    ],
    [
      "when: [{ menu: HOURS }, { text: { is: 时间 } }]\nif: { fact: time, operator: within, value: 09:00-18:00 }\nthen: { reply: 营业 }\nelse: { reply: 打烊 }",
      "当点击菜单「HOURS」或收到文字全匹配 时间，且满足 现在几点在 09:00-18:00 之内，则回复「营业」，否则回复「打烊」",
      'When menu tap "HOURS" or text is 时间, if Time of day is within 09:00-18:00, then reply "营业", else reply "打烊"',
    ],
    ["then: silent", "不会自己触发，则不回复", "never by itself, then say nothing"],
  ])("tells %s", (rule, zh, en) => {
    expect(said(rule)).toBe(zh);
    expect(said(rule, "en")).toBe(en);
  });

  it("puts groups inside groups into brackets and says what is excluded", () => {
    const rule =
      "when: { text: any }\nif:\n  all:\n    - { fact: tags, operator: includes, value: VIP }\n    - any:\n        - { fact: day, operator: equals, value: workday }\n        - not: { fact: follower.city, operator: exists, value: true }\nthen: silent";
    expect(said(rule)).toContain("标签里有「VIP」且（");
    expect(said(rule)).toContain("或不是（城市有值）");
  });

  it("stays short however long the rule is", () => {
    const words = Array.from({ length: 50 }, (_, at) => `词${at}`).join(", ");
    const rule = `when: { text: { has: [${words}] } }\nthen:\n${Array.from({ length: 9 }, () => "  - reply: 一句很长很长很长很长很长很长很长很长很长很长很长很长很长很长的话").join("\n")}`;
    expect(said(rule).length).toBeLessThan(200);
    expect(said(rule)).toContain("等 6 项");
  });
});
