import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile } from "./check/compile.ts";

/** The account of language.md, as far as its triggers and actions are registered. */
const LANGUAGE_PAGE: Readonly<Record<string, string>> = {
  "account.yaml": `id: shop
name: 拾光咖啡
kind: service                           # service | subscription
verified: true
originalId: gh_1f2e3d4c5b6a
appId: wx0123456789abcdef
appSecret: env:COFFEE_SECRET            # a value, or env:NAME
token: env:COFFEE_TOKEN
encodingAesKey: env:COFFEE_AES_KEY
platform: sandbox
mode: safe
timezone: Asia/Shanghai
vars: { phone: 021-5550000 }
tags: [VIP, 会员]
holidays: [2026-10-01..2026-10-07]
workdays: [2026-09-27, 2026-10-10]      # 调休
hosts: [api.coffee.example]
hooks: { crm: { url: "https://crm.example/in", secret: env:CRM_SECRET } }
templates: { order-paid: TPL_ID }
texts: { cancel: [取消, 退出], cancelled: 已取消。, failed: 系统繁忙，请稍后再试。 }
`,
  "channels.yaml":
    "channels: [{ id: poster-01, name: 地铁海报一, permanent: true, tags: [海报] }, { id: machine-*, name: 售货机, permanent: true }]\n",
  "places.yaml":
    "places: [{ id: west, name: 西店, address: 一号路1号, lat: 31.2304, lng: 121.4737, tel: 021-1 }]\n",
  "menu.yaml": `menu:
  - { name: 点单, url: "https://coffee.example/menu" }
  - { name: 门店, sub: [{ name: 营业时间, key: HOURS }, { name: 最近门店, key: NEAREST, opens: location }, { name: 扫一扫, key: SCAN_CUP, opens: scan }] }
conditional: [{ for: { tag: VIP }, menu: [] }]
`,
  "products.yaml": "products: [{ id: latte, name: 拿铁, price: 28.00, valid: 90d, stock: 100 }]\n",
  "pictures.yaml":
    "pictures: [{ id: cover-01, name: 清明上河图, file: cover-01.jpg, text: 北宋 }]\n",
  "rules.yaml": `rules:
  - id: hours                        # [a-z0-9-]+, unique in the account, never reused for another rule
    name: 营业时间
    note: 国庆要改
    enabled: true
    priority: 50                     # 0–100, default 50
    group: 常见问题
    active: { from: 2026-10-01, until: 2026-10-08, hours: 09:00-18:00, days: mon-sat }
    limit: { times: 1, every: day }  # per follower
    when:                            # ANY of these
      - text: { has: [营业时间, 几点开门] }       # 半匹配
      - text: { is: 时间 }                       # 全匹配
      - text: { starts: 查 }                     # 开头是; what follows is {{ rest }}
      - text: { matches: '订单(?P<no>\\d{6,})' }  # RE2 search; groups become {{ no }}
      - menu: HOURS
    if:
      all:
        - { fact: tags, operator: includes, value: VIP }
        - { fact: time, operator: within, value: 09:00-18:00 }
    then:
      - reply: '我们每天 9:00–22:00 营业，{{ follower.name | default: "您" }}随时可来。'
      - tag: 问过营业时间
    else:
      - reply: 现在已打烊，明早九点见。
    continue: false                  # true: the search goes on after this rule
  - id: rest
    when: [{ menu: [NEAREST, SCAN_CUP] }, { scan: any }]
    then: [silent]
tests:
  - name: 下班后问
    given: { now: 2026-11-23T20:31, follower: { tags: VIP } }
    steps:
      - send: 营业时间
        expect: { rule: hours, branch: else, reply: { has: 打烊 }, effects: [] }
`,
};

describe("an account folder", () => {
  it("like the one of the language page compiles without a word", () => {
    const { ruleSet, tests, diagnostics } = compile(LANGUAGE_PAGE);
    expect(diagnostics).toEqual([]);
    expect(ruleSet?.rules).toHaveLength(2);
    expect(tests).toHaveLength(1);
  });
  it("gives its files back byte for byte, and each rule's text with its place", () => {
    const { files, texts, testTexts } = compile(LANGUAGE_PAGE);
    const [file] = files;
    expect(file?.parts.map(({ text }) => text).join("")).toBe(LANGUAGE_PAGE["rules.yaml"]);
    expect(texts.map(({ id, line, position }) => [id, line, position])).toEqual([
      ["hours", 2, 0],
      ["rest", 26, 1],
    ]);
    expect(testTexts.map(({ id }) => id)).toEqual(["下班后问"]);
  });
});

// JSON is YAML, so that authored values can be made as data. Files nest 32 deep at most: a level here is up to three there.
const shallow = { depthSize: "small", maxDepth: 4, withCrossShrink: true } as const;
const word = fc.stringMatching(/^[a-z一-龥]{1,6}$/);
const trigger = fc.oneof(
  fc.constant("text"),
  fc.record({
    text: fc.record({ has: fc.oneof(word, fc.array(word, { minLength: 1, maxLength: 3 })) }),
  }),
  fc.record({ text: fc.record({ is: word }), note: word }),
  fc.record({ menu: fc.constantFrom("HOURS", "any", "H*") }),
  fc.record({ scan: fc.constantFrom("poster-01", "machine-7", "machine-*") }),
  fc.record({ text: fc.constant("any"), enabled: fc.constant("false") }),
);
const leaf = fc.oneof(
  fc.record({
    fact: fc.constant("tags"),
    operator: fc.constant("includes"),
    value: fc.array(word, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    fact: fc.constant("time"),
    operator: fc.constant("within"),
    value: fc.constant("22:00-06:00"),
  }),
  fc.record({ fact: fc.constant("follower.city"), operator: fc.constant("equals"), value: word }),
  fc.record({
    fact: fc.constant("misses"),
    operator: fc.constant("at-least"),
    value: fc.constant("2"),
  }),
);
const { condition } = fc.letrec<{ condition: unknown }>((tie) => ({
  condition: fc.oneof(
    shallow,
    leaf,
    fc.record({ all: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie("condition") }),
  ),
}));
const { actions } = fc.letrec<{ actions: unknown }>((tie) => ({
  actions: fc.array(
    fc.oneof(
      shallow,
      fc.record({ reply: word }),
      fc.record({ reply: fc.record({ image: fc.constant("a.jpg") }) }),
      fc.record({ tag: fc.oneof(word, fc.array(word, { minLength: 1, maxLength: 3 })) }),
      fc.constant("silent"),
      fc.record({ ask: fc.record({ question: word, else: tie("actions") }) }),
      fc.record({
        choose: fc.tuple(
          fc.record({ if: condition, then: tie("actions") }),
          fc.record({ then: tie("actions") }),
        ),
      }),
    ),
    { minLength: 1, maxLength: 3 },
  ),
}));
const authoredRule = fc.record(
  {
    name: word,
    priority: fc.integer({ min: 0, max: 100 }).map(String),
    when: fc.tuple(fc.constant({ text: { is: "好" } }), trigger).map((rows) => [...rows]),
    if: condition,
    then: fc
      .tuple(fc.constant("silent"), actions)
      .map(([first, rest]) => [first, ...(rest as unknown[])]),
    else: fc
      .tuple(fc.constant("silent"), actions)
      .map(([first, rest]) => [first, ...(rest as unknown[])]),
  },
  { requiredKeys: ["when", "then"] },
);

const pathsIn = (value: unknown): readonly string[] => {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(pathsIn);
  return "path" in value && typeof value.path === "string" ? [value.path, ...inner] : inner;
};

describe("a rule as an author may write it", () => {
  it("survives the check without an error, whatever it holds", () => {
    fc.assert(
      fc.property(fc.array(authoredRule, { minLength: 1, maxLength: 4 }), (authored) => {
        const rules = authored.map((rule, place) => ({ id: `rule-${place}`, ...rule }));
        const { ruleSet, diagnostics } = compile({ "rules.json": JSON.stringify({ rules }) });
        expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
        expect(ruleSet?.rules).toHaveLength(rules.length);
      }),
      { numRuns: 150 },
    );
  });
  it("has a path of its own for every row and condition, under the rule's", () => {
    fc.assert(
      fc.property(authoredRule, (authored) => {
        const text = JSON.stringify({ rules: [{ id: "one", ...authored }] });
        const [rule] = compile({ "rules.json": text }).ruleSet?.rules ?? [];
        const paths = pathsIn(rule);
        expect(new Set(paths).size).toBe(paths.length);
        for (const path of paths) expect(path.startsWith("rules/one/")).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe("whatever stands in the files", () => {
  it("the compiler never throws and points into a file it was given", () => {
    const junk = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.json().map((text) => `{"rules": [${text}], "tests": [${text}]}`),
      fc
        .string({ maxLength: 60 })
        .map((text) => `rules:\n  - id: a\n    when: ${text}\n    then: ${text}\n`),
    );
    const name = fc.constantFrom(
      "rules.yaml",
      "menu.yaml",
      "account.yaml",
      "places.yaml",
      "rules.json",
    );
    fc.assert(
      fc.property(name, junk, (file, text) => {
        const { diagnostics } = compile({ [file]: text });
        for (const one of diagnostics) {
          expect(one.line).toBeGreaterThan(0);
          expect(one.column).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});
