import { describe, expect, it } from "vitest";
import { lints } from "../../../engine/lint/list.ts";
import { rulesFrom, talkTo } from "../../rule-set.ts";
import { compile } from "../compiler/check/compile.ts";

const RULES = `
  - { id: hi, name: 好, when: [{ text: { is: 你好 } }], then: [{ reply: 好 }] }
  - { id: flight, name: 航班, when: [{ topic: flight }], then: [{ reply: '{{ slots.start_loc.city }}起飞' }] }
  - { id: other, name: 其他, when: [{ topic: any }], then: [{ reply: 微信知道 }] }
  - { id: unknown, name: 不懂, when: [nothing-matched], then: [{ reply: 没听懂 }] }`;
const account = (kind: string, more = "semantic: { city: 上海 }\n") =>
  `id: shop\nname: 店\nkind: ${kind}\nverified: true\noriginalId: gh_1f2e3d4c5b6a\n${more}`;
const FLIGHT = { topic: "flight", slots: { start_loc: { city: "北京市" } } };

/** A conversation in which the platform takes every sentence for one thing, and what it was asked. */
const talk = (told: unknown, of = account("service")) => {
  const asked: unknown[] = [];
  const { say } = talkTo(rulesFrom({ rules: RULES, account: of }), {
    answerCall: async ({ kind, args }) => {
      asked.push([kind, args]);
      return told === undefined
        ? { ok: false, reason: "wechat-45009" }
        : { ok: true, value: told as never };
    },
  });
  return { asked, say };
};

describe("the platform's semantic interface", () => {
  it("is asked about what no rule answered, and its details are variables", async () => {
    const { say, asked } = talk(FLIGHT);
    expect(await say("明天北京飞成都")).toEqual(["北京市起飞"]);
    expect(asked).toMatchObject([["semantic", { query: "明天北京飞成都", city: "上海" }]]);
  });
  it("is not asked about what a rule answers, nor where the account does not want or may not have it", async () => {
    const answered = talk(FLIGHT);
    expect(await answered.say("你好")).toEqual(["好"]);
    expect(answered.asked).toEqual([]);
    for (const of of [account("service", ""), account("subscription")]) {
      const { say, asked } = talk(FLIGHT, of);
      expect(await say("明天北京飞成都")).toEqual(["没听懂"]);
      expect(asked).toEqual([]);
    }
  });
  it("leaves the message to the fallback when it knows nothing, or refuses", async () => {
    for (const told of [null, undefined]) expect(await talk(told).say("啊")).toEqual(["没听懂"]);
    expect(await talk({ topic: "weather", slots: {} }).say("会下雨吗")).toEqual(["微信知道"]);
  });
  it("is warned of where a rule waits for it and the account never asks", () => {
    const { diagnostics } = compile(
      {
        "rules.yaml":
          "rules:\n  - { id: a, name: a, when: [{ topic: flight }], then: [{ reply: a }] }\n",
      },
      { lints },
    );
    expect(diagnostics.map(({ code }) => code)).toContain("topic-without-semantic");
  });
});
