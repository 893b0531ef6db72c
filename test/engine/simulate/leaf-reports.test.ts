import { describe, expect, it } from "vitest";
import { leafReports, newFollower } from "../../../engine/index.ts";
import { textEvent } from "../../builders.ts";
import { MONDAY_TEN_MS, rulesFrom } from "../../rule-set.ts";

const rules = rulesFrom({
  rules: `
  - id: asked
    name: 问
    when: [{ text: { matches: '^第(?P<number>\\d+)号$' } }]
    if:
      all:
        - { fact: time, operator: within, value: 09:00-18:00 }
        - any:
            - { fact: tags, operator: includes, value: VIP }
            - { not: { fact: number, operator: greater, value: 5 } }
    then: [{ reply: 好 }]
  - { id: free, name: 无条件, when: [{ text: any }], then: [{ reply: 您好 }] }`,
});
const reportsOf = (id: string, text: string, nowMs = MONDAY_TEN_MS) => {
  const rule = rules.rule(id);
  if (rule === undefined) throw new Error("no such rule");
  const event = textEvent({ text, sentAtMs: nowMs });
  const follower = { ...newFollower(), tags: ["VIP"] };
  return leafReports({ rules, rule, event, follower, nowMs, seed: "1" }).map(
    ({ path, holds, actual }) => [path, holds, actual],
  );
};

describe("what each condition finds", () => {
  it("is told of every one, whether or not an earlier one decides", () => {
    expect(reportsOf("asked", "第7号")).toEqual([
      ["rules/asked/if/all/0", true, "10:00"],
      ["rules/asked/if/all/1/any/0", true, ["VIP"]],
      ["rules/asked/if/all/1/any/1/not", true, "7"],
    ]);
    const atNight = reportsOf("asked", "第3号", MONDAY_TEN_MS + 10 * 3_600_000);
    expect(atNight.map(([, holds]) => holds)).toEqual([false, true, false]);
  });
  it("is told although no trigger of the rule holds", () => {
    expect(reportsOf("asked", "你好").map(([, holds]) => holds)).toEqual([true, true, false]);
  });
  it("is nothing for a rule without conditions", () => {
    expect(reportsOf("free", "你好")).toEqual([]);
  });
});
