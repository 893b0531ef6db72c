import { describe, expect, it } from "vitest";
import { compile } from "./compile.ts";

const ALONE = { "menu.yaml": "", "channels.yaml": "" };
const ruleOf = (body: string) => {
  const text = `rules:\n  - id: a\n${body.replaceAll(/^/gm, "    ").trimEnd()}\n`;
  const { ruleSet, diagnostics } = compile({ ...ALONE, "rules.yaml": text });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return ruleSet?.rules[0];
};

describe("the normal form of a rule", () => {
  it("fills in what was left out", () => {
    expect(ruleOf("when: [{ text: { is: 你好 } }]\nthen: [{ reply: 好 }]")).toEqual({
      id: "a",
      name: "a",
      note: "",
      enabled: true,
      priority: 50,
      group: "",
      active: null,
      limit: null,
      when: [{ use: "text", params: { is: ["你好"] }, path: "rules/a/when/0" }],
      if: null,
      then: [{ use: "reply", params: { text: "好" }, path: "rules/a/then/0" }],
      else: null,
      continue: false,
    });
  });
  it("keeps what was said, ranges of days written out", () => {
    expect(
      ruleOf(`name: 营业
note: 备注
enabled: false
priority: 70
group: 常见
active: { from: 2026-10-01, until: 2026-10-08, hours: 22:00-06:00, days: [fri-mon, workday] }
limit: { times: 2, every: 1d }
continue: true
when: text
then: silent
`),
    ).toMatchObject({
      name: "营业",
      note: "备注",
      enabled: false,
      priority: 70,
      group: "常见",
      active: {
        from: "2026-10-01",
        until: "2026-10-08",
        hours: ["22:00-06:00"],
        days: ["fri", "sat", "sun", "mon", "workday"],
      },
      limit: { times: 2, every: "1d" },
      continue: true,
      when: [{ use: "text", params: { any: true } }],
      then: [{ use: "silent", params: {} }],
    });
  });

  it("drops what is switched off, and groups emptied by it, but keeps the author's places", () => {
    const rule = ruleOf(`when:
  - { text: { is: 旧 }, enabled: false }
  - { text: { is: 新 }, note: 常用 }
if:
  - { any: [{ fact: tags, operator: includes, value: VIP, enabled: false }] }
  - { fact: text, operator: has, value: 好 }
then:
  - { nonsense: 1, enabled: false }
  - reply: 好
else:
  - { silent: any, enabled: false }`);
    expect(rule?.when.map(({ path }) => path)).toEqual(["rules/a/when/1"]);
    expect(rule?.if).toEqual({
      all: [{ fact: "text", operator: "has", value: ["好"], path: "rules/a/if/1" }],
      path: "rules/a/if",
    });
    expect(rule?.then.map(({ path }) => path)).toEqual(["rules/a/then/1"]);
    expect(rule?.else).toBeNull();
  });
  it("has no condition where all of it is switched off", () => {
    const off = "{ fact: text, operator: has, value: 好, enabled: false }";
    const body = (condition: string): string => `when: [text]\nif: ${condition}\nthen: [silent]`;
    for (const condition of [off, `{ not: ${off} }`, `{ all: [${off}] }`, `[${off}]`])
      expect(ruleOf(body(condition))?.if).toBeNull();
  });

  it("turns conditions into groups and leaves, each with its path", () => {
    const rule = ruleOf(`when: [text]
if:
  any:
    - not: { fact: text, operator: has, value: 好 }
    - all:
        - { fact: misses, operator: at-least, value: 2 }
then: [silent]`);
    expect(rule?.if).toEqual({
      any: [
        {
          not: {
            fact: "text",
            operator: "has",
            value: ["好"],
            path: "rules/a/if/any/0/not",
          },
          path: "rules/a/if/any/0",
        },
        {
          all: [
            {
              fact: "misses",
              operator: "at-least",
              value: "2",
              path: "rules/a/if/any/1/all/0",
            },
          ],
          path: "rules/a/if/any/1",
        },
      ],
      path: "rules/a/if",
    });
  });

  it("gives the lists and conditions inside an action the author's own paths", () => {
    const rule = ruleOf(`when: [text]
then:
  - choose:
      - if: { fact: tags, operator: includes, value: VIP }
        then: [{ reply: 您好 }]
      - then:
          - ask:
              question: 几杯？
              save: cups
              else:
                - reply: 下次吧`);
    expect(rule?.then).toEqual([
      {
        use: "choose",
        path: "rules/a/then/0",
        params: {
          branches: [
            {
              if: {
                fact: "tags",
                operator: "includes",
                value: ["VIP"],
                path: "rules/a/then/0/choose/0/if",
              },
              then: [
                { use: "reply", params: { text: "您好" }, path: "rules/a/then/0/choose/0/then/0" },
              ],
            },
            {
              then: [
                {
                  use: "ask",
                  path: "rules/a/then/0/choose/1/then/0",
                  params: {
                    question: "几杯？",
                    save: "cups",
                    tries: 3,
                    timeout: "30m",
                    secret: false,
                    else: [
                      {
                        use: "reply",
                        params: { text: "下次吧" },
                        path: "rules/a/then/0/choose/1/then/0/ask/else/0",
                      },
                    ],
                  },
                },
              ],
            },
          ],
        },
      },
    ]);
  });

  it("leaves unquoted numbers of free data numbers, and ids text", () => {
    const rule = ruleOf(`when: [{ text: { is: 0571 } }]
then:
  - http:
      url: https://api.example/x
      body: { n: 5, s: "5", yes: true }
      save: answer
  - reply: '{{ answer.n }}'`);
    expect(rule?.when[0]?.params).toEqual({ is: ["0571"] });
    expect(rule?.then[0]?.params).toMatchObject({ body: { n: 5, s: "5", yes: true } });
  });
});
