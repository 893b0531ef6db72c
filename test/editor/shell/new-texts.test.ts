import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { bytesOf, quickRuleText, splitKeywords } from "../../../editor/rules/page/quick-rule.ts";
import { ruleIdOf } from "../../../editor/rules/page/rule-id.ts";
import { quickTestText } from "../../../editor/tests/test-text.ts";

describe("a rule from two fields", () => {
  it("is what an author would write", () => {
    const text = quickRuleText({
      id: "jia-ge",
      name: "价格",
      kind: "keyword",
      match: "has",
      keywords: ["价格", "多少钱"],
      reply: "美式 18 元",
    });
    expect(parse(text)).toEqual([
      {
        id: "jia-ge",
        name: "价格",
        when: [{ text: { has: ["价格", "多少钱"] } }],
        then: [{ reply: "美式 18 元" }],
      },
    ]);
    expect(text.startsWith("- id: jia-ge\n  name: 价格\n")).toBe(true);
  });

  it("answers a follow, or what nothing else answers", () => {
    const rule = { id: "x", name: "x", match: "has", keywords: [], reply: "好" } as const;
    expect(parse(quickRuleText({ ...rule, kind: "follow" }))[0].when).toEqual(["follow"]);
    expect(parse(quickRuleText({ ...rule, kind: "message" }))[0].when).toEqual(["nothing-matched"]);
  });

  it("keeps a reply of several lines, colons and quotes as it was typed", () => {
    const reply = '第一行: "引号"\n# 不是注释\n- 也不是列表\n  缩进';
    const text = quickRuleText({
      ...{ id: "x", name: "x", kind: "follow", match: "has", keywords: [] },
      reply,
    } as Parameters<typeof quickRuleText>[0]);
    expect(parse(text)[0].then[0].reply).toBe(reply);
  });
});

describe("keywords pasted from anywhere", () => {
  it("are divided by every separator people use", () => {
    expect(splitKeywords("价格、多少钱，报价,几钱；费用;怎么卖\n收费\t价目 表").words).toEqual([
      ..."价格 多少钱 报价 几钱 费用 怎么卖 收费 价目 表".split(" "),
    ]);
  });

  it("are merged when they are the same but for width and case", () => {
    expect(splitKeywords("VIP vip ＶＩＰ")).toEqual({ words: ["VIP"], merged: 2 });
  });
});

describe("a rule's id", () => {
  it("is its name in pinyin", () => {
    expect(ruleIdOf("营业时间")).toBe("ying-ye-shi-jian");
  });
  it("keeps letters and digits, and is never empty", () => {
    expect(ruleIdOf("WiFi 密码2")).toBe("wifi-mi-ma-2");
    expect(ruleIdOf("！！")).toBe("rule");
  });
  it("says ü as one types it", () => {
    expect(ruleIdOf("绿茶")).toMatch(/^lv-cha$|^lu-cha$/);
  });
});

describe("a test from a conversation", () => {
  it("expects of the last message alone", () => {
    const text = quickTestText({
      name: "问价",
      sends: ["你好", "价格"],
      rule: "jia-ge",
      has: "18",
    });
    expect(parse(text)).toEqual([
      {
        name: "问价",
        steps: [
          { send: "你好" },
          { send: "价格", expect: { rule: "jia-ge", reply: { has: "18" } } },
        ],
      },
    ]);
  });
});

describe("the length of a reply", () => {
  it("is counted in bytes, as the platform does", () => {
    expect(bytesOf("a价☕")).toBe(1 + 3 + 3);
  });
});
