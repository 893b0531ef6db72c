import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  allDiagnostics,
  formatDiagnostic,
  readEntry,
  readRuleFile,
} from "../../../../engine/index.ts";
import { schemas } from "./shapes.ts";

const read = (text: string, file = "shop.yaml") => readRuleFile({ file, text, schemas });
const said = (text: string, file?: string) =>
  allDiagnostics(read(text, file)).map((one) => formatDiagnostic(one, "en"));

/** The rule and the test of language.md §2, but for `means`, which later issues bring. */
const LANGUAGE = `# opening hours
rules:
  - id: hours                        # [a-z0-9-]+, unique in the account
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
      - text: { starts: 查 }                     # 开头是
      - text: { matches: '订单(?P<no>\\d{6,})' }  # RE2 search
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
tests:
  - name: 下班后问
    given: { now: 2026-11-23T20:31, follower: { tags: VIP } }
    steps:
      - send: 营业时间
        expect: { rule: hours, branch: else, reply: { has: 打烊 }, effects: [] }
`;

describe("the example of the language page", () => {
  const { rules, tests, parts, diagnostics } = read(LANGUAGE);
  test("is read without a word", () => {
    expect(said(LANGUAGE)).toEqual([]);
    expect(diagnostics).toEqual([]);
    expect([rules.length, tests.length]).toEqual([1, 1]);
  });
  test("becomes numbers, booleans and lists where the schema has them, text elsewhere", () => {
    expect(rules[0]?.value).toMatchObject({
      id: "hours",
      enabled: true,
      priority: 50,
      active: { from: "2026-10-01", hours: ["09:00-18:00"], days: ["mon-sat"] },
      limit: { times: 1, every: "day" },
      when: [
        { text: { has: ["营业时间", "几点开门"] } },
        { text: { is: ["时间"] } },
        { text: { starts: ["查"] } },
        { text: { matches: ["订单(?P<no>\\d{6,})"] } },
        {},
      ],
      continue: false,
    });
    expect(tests[0]?.value).toMatchObject({
      given: { now: "2026-11-23T20:31", follower: { tags: ["VIP"] } },
      steps: [
        { send: "营业时间", expect: { rule: "hours", reply: [{ has: "打烊" }], effects: [] } },
      ],
    });
  });
  test("names rule and test by their paths", () => {
    expect(rules[0]).toMatchObject({ path: "rules/hours", id: "hours", firstLine: 3, place: 0 });
    expect(tests[0]).toMatchObject({ path: "tests/shop.yaml/0", id: "下班后问", firstLine: 28 });
  });
  test("knows where everything was written", () => {
    const { where } = rules[0] ?? {};
    expect(where?.value(["when", 0, "text", "has", 1])).toEqual({
      path: "rules/hours/when/0/text/has/1",
      file: "shop.yaml",
      line: 12,
      column: 29,
    });
    expect(where?.key(["limit"])).toMatchObject({ line: 10, column: 5 });
    expect(where?.value(["when", 1, "text", "is", 0])).toMatchObject({ line: 13, column: 21 });
    expect(where?.within(["then", 0, "reply"], 4)).toMatchObject({ line: 22, column: 21 });
    expect(where?.key(["nowhere"])).toMatchObject({ path: "rules/hours/nowhere", line: 3 });
    expect([where?.has(["limit", "times"]), where?.has(["limit", "each"])]).toEqual([true, false]);
  });
  test("joined, its parts are the file", () => {
    expect(parts.map(({ text }) => text).join("")).toBe(LANGUAGE);
  });
  test("its rule alone is read the same from its own text", () => {
    const [rule] = rules;
    const alone = readEntry({
      place: { kind: "rule", file: "shop.yaml", place: 0, firstLine: 3, guess: null },
      text: rule?.text ?? "",
      schemas,
    });
    expect(alone.value).toEqual(rule?.value);
    expect(alone.where.value(["menu"]).line).toBe(3);
  });
});

/** A file with one bad row between two good rules. */
const around = (row: string): string =>
  `rules:\n  - id: first\n    then: [{ reply: 好 }]\n  - id: bad\n    when:\n      - text: any\n    then:\n      ${row}\n  # about the last\n  - id: last\n    then: { reply: 好 }\n`;

describe("one mistake costs one rule and one message", () => {
  test.each([
    ["- reply: 时间: 9点", "colon-in-text", 8, 16],
    ["- reply:你好\n        tag: b", "space-after-colon", 8, 14],
    ["- reply: '好' 的", "text-after-quote", 8, 20],
    ["- reply: a, tag: b", "colon-in-text", 8, 16],
    ["- reply: @a", "text-needs-quotes", 8, 16],
    ["- reply: > 点击这里", "text-needs-quotes", 8, 18],
    ["- reply: [微笑] 你好", "text-needs-quotes", 8, 21],
    ["- reply: {{ text }}", "template-needs-quotes", 8, 16],
    ["- tag: [a, {{ text }}]", "braces-in-flow", 8, 18],
    ['- reply: "\\d"', "backslash-in-double-quotes", 8, 17],
    ['- reply: "\\bfoo"', "backslash-in-double-quotes", 8, 16],
    ["- tag: [C #, b]", "comment-cuts-brackets", 8, 17],
    ["- tag: [C, b", "bracket-not-closed", 8, 14],
    ["- reply: 'a", "quote-not-closed", 8, 16],
    ['- reply: "好”', "full-width-punctuation", 8, 18],
    ["- { tag：[a, b] }", "full-width-punctuation", 8, 14],
    ["- id：x\n        name: b", "full-width-punctuation", 8, 11],
    ["- reply: *", "lone-star", 8, 16],
    ["- reply: *重要*", "yaml-alias", 8, 16],
    ["- reply: &重要", "yaml-anchor", 8, 16],
    ["- reply: !重要", "yaml-tag", 8, 16],
    ["- <<: x", "yaml-merge", 8, 9],
    ["- __proto__: x", "forbidden-key", 8, 9],
    ["- set: { constructor: x }", "forbidden-key", 8, 16],
    ["- reply: x\n        reply: y", "duplicate-key", 9, 9],
    ["- [a]: b", "key-not-text", 8, 9],
    ["\t- reply: x", "tab-indent", 8, 7],
    ["- reply: x\n\t- tag: y", "tab-indent", 9, 1],
    ["　　- reply: x", "full-width-indent", 8, 7],
    ["- reply: x\n　　　- tag: y", "full-width-indent", 9, 1],
    ["- reply: x\n       - tag: y", "indent-wrong", 9, 8],
    ["- reply: x\nstray", "stray-line", 9, 1],
    ["- reply: x\nvars: 1", "stray-line", 9, 1],
    ["- reply: - a", "dash-behind-key", 8, 16],
    ["- tag: [a,, b]", "comma-too-many", 8, 17],
    ["- tag: ['a' 'b']", "comma-missing", 8, 19],
    ["- reply: \u0007", "control-character", 8, 16],
    [`- tag: ${"[".repeat(40)}`, "too-deep", 8, 41],
  ])("%j: %s", (row, code, line, column) => {
    const file = read(around(row));
    expect(allDiagnostics(file)).toHaveLength(1);
    expect(allDiagnostics(file)[0]).toMatchObject({ code, line, column, path: "rules/bad" });
    expect(file.rules.map(({ id, value }) => [id, value === null])).toEqual([
      ["first", false],
      ["bad", true],
      ["last", false],
    ]);
  });
  test.each([
    ["- reply：你好", "full-width-punctuation", "error"],
    ["- reply:你好", "space-after-colon", "error"],
    ["- reply:", "value-missing", "error"],
    ["- reply: 编号 #3 号", "comment-cuts-text", "warning"],
    ["- reply: 第一行\\n第二行", "newline-not-meant", "warning"],
    ["- tag: 会员、VIP", "two-keywords", "warning"],
    ["- tag: [会员，VIP, b]", "two-keywords", "warning"],
  ])("%j can be read and is remarked: %s", (row, code, severity) => {
    const file = read(around(row));
    expect(allDiagnostics(file).map((one) => [one.code, one.severity])).toEqual([[code, severity]]);
    expect(file.rules[1]?.value).not.toBeNull();
  });
  test.each([
    "- reply: 我们在一号路，欢迎来，谢谢：）",
    "- reply: 你好 # 打招呼",
    "- reply: 你好   #打招呼",
    '- reply: "第一行\\n第二行"',
    "- tag: ['会员、VIP', “引号”]",
    "- reply: |\n          　　段首全角空格\n          - 不是列表\n          \\",
    "- reply: 第一行\n          　　第二行",
    "- reply: '{{ text }} # {a} [b] \\d'",
    "- reply: 你好{{ text }}，[微笑]",
    "- note: ''\n        reply: 好",
  ])("nothing is wrong with %j", (row) => {
    expect(said(around(row))).toEqual([]);
  });
});

describe("the file around its rules", () => {
  test.each([
    ["an empty file", "", []],
    ["a file of comments", "# nothing yet\n", []],
    ["no rules yet", "rules:\n", []],
    ["an empty list", "rules: []\ntests: []\n", []],
    [
      "a misspelled section",
      "rule:\n  - id: a\n",
      ['shop.yaml:1:1 unknown key "rule". Did you mean "rules"? Known: rules, tests.'],
    ],
    [
      "another section",
      "vars: 1\nrules:\n  - id: a\n",
      ['shop.yaml:1:1 unknown key "vars". Known: rules, tests.'],
    ],
    [
      "a text for a list",
      "rules: x\n",
      ['shop.yaml:1:1 "rules:" must hold a list, each entry beginning with "- ".'],
    ],
    [
      "a map for a list",
      "rules:\n  a: b\n",
      ['shop.yaml:1:1 "rules:" must hold a list, each entry beginning with "- ".'],
    ],
    [
      "a lone word",
      "foo\n",
      ['shop.yaml:1:1 the outermost level of the file must be written as "key: value".'],
    ],
    [
      "a section twice",
      "rules:\n  - id: a\nrules:\n  - id: b\n",
      [
        'shop.yaml:3:1 "rules:" stands twice in the file, first in line 1. Move the entries below under the first one.',
      ],
    ],
    [
      "an entry off its column",
      "rules:\n  - id: a\n   - id: b\n",
      [
        'shop.yaml:3:4 rule "b": the "- " of this entry stands in column 4, those before it in column 3. Align them.',
      ],
    ],
    [
      "an entry that is a text",
      "rules:\n  - a\n",
      ['shop.yaml:2:5 rule "#0": this entry must be written as "key: value".'],
    ],
    [
      "an entry that is nothing",
      "rules:\n  -\n",
      [
        'shop.yaml:2:4 rule "#0": nothing stands after "-". Write it, or delete the line; an empty text is written "".',
      ],
    ],
  ])("%s", (_, text, expected) => {
    expect(said(text)).toEqual(expected);
  });
  test("a full-width colon behind rules is named, and the rules are read", () => {
    const file = read("rules：\n  - id: a\n");
    expect(allDiagnostics(file).map(({ code, column }) => [code, column])).toEqual([
      ["full-width-punctuation", 6],
    ]);
    expect(file.rules.map(({ id }) => id)).toEqual(["a"]);
  });
  test("too many keys refuse the file as a whole", () => {
    const rule = (place: number) => `  - id: r${place}\n    name: x\n    then: [{ reply: 好 }]\n`;
    const many = (count: number) =>
      read(`rules:\n${Array.from({ length: count }, (_, place) => rule(place)).join("")}`);
    expect(many(1_200).rules).toHaveLength(1_200);
    const over = many(1_300);
    expect(over.rules).toEqual([]);
    expect(over.diagnostics.map(({ code }) => code)).toEqual(["too-many-keys"]);
    expect(over.parts).toHaveLength(1);
  });
  test("rules in brackets are found, with their texts and lines", () => {
    const file = read("rules: [\n  { id: a, then: { reply: 好 } },\n  { id: b }\n]\n");
    expect(file.rules.map(({ id, text, firstLine }) => [id, text, firstLine])).toEqual([
      ["a", "{ id: a, then: { reply: 好 } }", 2],
      ["b", "{ id: b }", 3],
    ]);
    expect(file.parts.map(({ text }) => text).join("")).toBe(
      "rules: [\n  { id: a, then: { reply: 好 } },\n  { id: b }\n]\n",
    );
    expect(file.rules[1]?.where.value(["id"])).toMatchObject({ line: 3, column: 9 });
  });
  test("a file indented as a whole is read, and each text can be read again alone", () => {
    const file = read("  rules:\n    - id: a\n      name: x\n    - id: b\n      name: y\n");
    for (const rule of file.rules) {
      const place = { kind: "rule", file: "", place: 0, firstLine: 1, guess: null } as const;
      expect(readEntry({ place, text: rule.text, schemas }).value).toEqual(rule.value);
    }
    expect(file.rules.map(({ value }) => value)).toEqual([
      { id: "a", name: "x" },
      { id: "b", name: "y" },
    ]);
  });
});

describe("a rule file in JSON", () => {
  const JSON_FILE = `{\n\t"rules": [\n\t\t{ "id": "a", "priority": 50, "name": "1.10", "then": [{ "tag": "VIP" }] }\n\t],\n\t"tests": []\n}\n`;
  test("obeys the same rules", () => {
    const file = read(JSON_FILE, "shop.json");
    expect(allDiagnostics(file)).toEqual([]);
    expect(file.rules[0]?.value).toEqual({
      id: "a",
      priority: 50,
      name: "1.10",
      then: [{ tag: ["VIP"] }],
    });
    expect(file.rules[0]?.where.value(["priority"])).toMatchObject({ line: 3, column: 28 });
    expect(file.parts.map(({ text }) => text).join("")).toBe(JSON_FILE);
  });
  test.each([
    ['{"rules":[{"id":"a",}]}', "json-broken", 1, 21],
    ["{'rules':[]}", "json-broken", 1, 2],
    ['{"rules":[{"id":01}]}', "json-broken", 1, 18],
    ['{"rules":[]} x', "json-broken", 1, 14],
    ['{"rules":[{"id":"a","id":"b"}]}', "duplicate-key", 1, 21],
    ['{"rules":[{"__proto__":1}]}', "forbidden-key", 1, 12],
    [`{"rules":${"[".repeat(100_000)}`, "too-deep", 1, 41],
    ['{"rule":[]}', "unknown-key", 1, 2],
  ])("%j is refused: %s", (text, code, line, column) => {
    const found = allDiagnostics(read(text, "shop.json"));
    expect(found.map((one) => [one.code, one.line, one.column])).toEqual([[code, line, column]]);
  });
});

const good = Array.from(
  { length: 6 },
  (_, place) =>
    `  # rule ${place}\n  - id: rule-${place}\n    name: 规则${place}\n    when:\n      - text: { has: [词${place}, b] }\n    then:\n      - reply: |\n          第一行\n          - 第二行\n      - tag: VIP\n`,
);
const goodFile = `rules:\n${good.join("")}tests:\n  - name: t\n    steps: [{ send: 词1 }]\n`;
const whole = read(goodFile).rules.map(({ value }) => value);

describe("for any damage whatever", () => {
  const junk = fc.oneof(
    fc.constantFrom(
      "[",
      "]",
      "{",
      "}",
      '"',
      "'",
      ":",
      ": ",
      "- ",
      "\n",
      "\t",
      "　",
      "：",
      "#",
      " #",
      "*",
      "&",
      "!",
      "|",
      ">",
      "%",
      "@",
      "\\",
      "\u0000",
      "\uD800",
      "  ",
      "{{",
    ),
    fc.string({ unit: "binary", maxLength: 3 }),
  );
  test("reading never throws and gives the file back", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(goodFile.length), fc.nat(6), junk), {
          minLength: 1,
          maxLength: 8,
        }),
        (edits) => {
          let text = goodFile;
          for (const [at, remove, insert] of edits)
            text = text.slice(0, at) + insert + text.slice(at + remove);
          for (const file of ["shop.yaml", "shop.json"]) {
            const { parts } = read(text, file);
            expect(parts.map((part) => part.text).join("")).toBe(text);
          }
        },
      ),
      { numRuns: 1_500, seed: 3 },
    );
  });
  test("inside one rule it leaves the others as they were", () => {
    fc.assert(
      fc.property(fc.nat(5), fc.nat(10_000), fc.nat(4), junk, (place, at, remove, insert) => {
        const rule = good[place] ?? "";
        // Behind its `- id`, before its last line ends: what is its own and nobody else's.
        const first = rule.indexOf("- id") + 5;
        const from = first + (at % (rule.length - 1 - first));
        const to = Math.min(from + remove, rule.length - 1);
        const broken = rule.slice(0, from) + insert + rule.slice(to);
        const text = `rules:\n${good.with(place, broken).join("")}`;
        const { rules } = read(text);
        const others = rules.filter(({ text: own }) => own !== rule && good.includes(own));
        expect(others.map(({ value }) => value)).toEqual(
          whole.filter((_, other) => other !== place),
        );
      }),
      { numRuns: 1_500, seed: 4 },
    );
  });
  test("no value has a key that reaches a prototype", () => {
    fc.assert(
      fc.property(fc.json({ depthSize: "small" }), (json) => {
        const { rules } = read(`{"rules":[{"id":"a","then":${json}}]}`, "a.json");
        for (const { value } of rules) expect(JSON.stringify(value)).not.toContain('"__proto__"');
        expect(({} as { x?: number }).x).toBeUndefined();
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});
