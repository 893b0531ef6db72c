import { describe, expect, it } from "vitest";
import { sentence } from "../../../../engine/errors.ts";
import { checkShape } from "../../../../server/check-shape.ts";
import { compile, marked } from "./compile.ts";

/** A rule with one mistake, its place marked; indented as it stands in a file. */
type Broken = readonly [why: string, code: string, rule: string];

const rule = (body: string, id = "broken"): string =>
  `  - id: ${id}\n${body
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n")}\n`;
const NEIGHBOURS = ["before", "after"];
const neighbour = (id: string): string =>
  rule(`when: [{ text: { is: ${id} } }]\nthen: [{ reply: 好 }, silent]`, id);
const fileWith = (broken: string): string =>
  `rules:\n${neighbour("before")}${broken}${neighbour("after")}`;
const when = "when: [{ text: { is: 时间 } }]\n";
const then = "\nthen:\n  - reply: 好";
const doing = (row: string): string => `${when}then:\n  - ${row}`;
const asking = (condition: string): string => `${when}if: ${condition}${then}`;

const heads: readonly Broken[] = [
  ["an unknown key", "unknown-key", `▸wenn: 1\n${when}${then.trim()}`],
  ["a key of another word", "unknown-key", `${when}▸actions: []${then}`],
  ["a priority that is no number", "wrong-type", `priority: ▸hoch\n${when}${then.trim()}`],
  ["a priority above 100", "too-big", `priority: ▸101\n${when}${then.trim()}`],
  [
    "an enabled that is neither true nor false",
    "wrong-type",
    `enabled: ▸yes\n${when}${then.trim()}`,
  ],
  [
    "a day that is in no calendar",
    "no-such-day",
    `active: { from: ▸2026-02-30 }\n${when}${then.trim()}`,
  ],
  ["a window that is none", "wrong-form", `active: { hours: ▸9-18 }\n${when}${then.trim()}`],
  ["a limit without times", "missing-key", `▸limit: { every: day }\n${when}${then.trim()}`],
];

const triggers: readonly Broken[] = [
  ["an unknown trigger", "unknown-trigger", `when: [{ ▸txt: { is: 好 } }]${then}`],
  ["an unknown bare trigger", "unknown-trigger", `when: [▸folow]${then}`],
  ["an action under when", "action-in-when", `when: [{ ▸reply: 好 }]${then}`],
  ["a text that names no way to match", "not-one-of", `when: [{ text: ▸时间 }]${then}`],
  ["an unknown way to match", "unknown-key", `when: [{ text: { ▸contains: 好 } }]${then}`],
  ["a look-around", "pattern-look-around", `when: [{ text: { matches: ▸'a(?=b)' } }]${then}`],
  ["a back-reference", "pattern-back-reference", `when: [{ text: { matches: ▸'(a)\\1' } }]${then}`],
  [
    "a counted repeat above 100",
    "pattern-repeats",
    `when: [{ text: { matches: ▸'a{101}' } }]${then}`,
  ],
  ["an open bracket in a pattern", "pattern-broken", `when: [{ text: { matches: ▸'(a' } }]${then}`],
  [
    "a pattern of 201 characters",
    "text-too-long",
    `when: [{ text: { matches: ▸'${"a".repeat(201)}' } }]${then}`,
  ],
  [
    "a group that hides one of our names",
    "name-taken",
    `when: [{ text: { matches: ▸'(?P<tags>a)' } }]${then}`,
  ],
  [
    "a place nobody declares",
    "unknown-place",
    `when: [{ location: { within: 3km, of: ▸est } }]${then}`,
  ],
  [
    "a schedule that never comes",
    "schedule-form",
    `when: [{ schedule: ▸0 0 31 2 * }]\nthen:\n  - record: x`,
  ],
  [
    "an example of marks only",
    "empty-example",
    `when: [{ text: { means: [店怎么走, ▸？！] } }]${then}`,
  ],
  ["two triggers in one row", "two-in-one-row", `when: [{ menu: HOURS, ▸follow: any }]${then}`],
  ["a row without a trigger", "row-empty", `when: [▸{ note: x }]${then}`],
];

const conditions: readonly Broken[] = [
  [
    "an unknown operator",
    "unknown-operator",
    asking("{ fact: text, operator: ▸contains, value: 好 }"),
  ],
  ["an unknown fact", "unknown-name", asking("{ fact: ▸tagz, operator: includes, value: VIP }")],
  [
    "an operator that the fact does not have",
    "operator-against-fact",
    asking("{ fact: tags, operator: ▸greater, value: 3 }"),
  ],
  ["an empty all", "group-empty", asking("{ all: ▸[] }")],
  ["an empty any", "group-empty", asking("{ any: ▸[] }")],
  [
    "all beside any",
    "condition-mixed",
    asking("{ all: [{ fact: text, operator: has, value: 好 }], ▸any: [] }"),
  ],
  [
    "a list in not",
    "not-takes-one",
    asking("{ not: ▸[{ fact: text, operator: has, value: 好 }] }"),
  ],
  ["a condition without a value", "missing-key", asking("▸{ fact: text, operator: has }")],
  [
    "a condition with a key of its own",
    "unknown-key",
    asking("{ fact: text, operator: has, value: 好, ▸path: x }"),
  ],
  [
    "a value of the wrong kind",
    "wrong-type",
    asking("{ fact: rest, operator: exists, value: ▸ja }"),
  ],
  [
    "a window that is none, in a condition",
    "wrong-form",
    asking("{ fact: time, operator: within, value: ▸9-18 }"),
  ],
  [
    "a pattern in a condition that is none",
    "pattern-broken",
    asking("{ fact: text, operator: matches, value: ▸'(a' }"),
  ],
  [
    "a mistake deep inside groups",
    "unknown-operator",
    `${when}if:\n  any:\n    - not: { fact: text, operator: has, value: 好 }\n    - all:\n        - { fact: text, operator: ▸hass, value: 好 }${then}`,
  ],
];

const actions: readonly Broken[] = [
  ["an unknown action", "unknown-action", doing("▸repply: 好")],
  ["a trigger among the actions", "trigger-in-actions", doing("▸menu: HOURS")],
  ["a bare word that says too little", "value-missing", doing("▸reply")],
  ["two actions in one row", "two-in-one-row", doing("reply: 好\n    ▸tag: VIP")],
  ["an unknown kind of reply", "unknown-key", doing("reply: { ▸pictur: a.jpg }")],
  ["an unknown filter", "unknown-filter", doing("reply: ▸'{{ text | upercase }}'")],
  ["an unknown template tag", "unknown-tag", doing("reply: ▸'{% include x %}'")],
  ["a template that does not close", "template-syntax", doing("reply: ▸'{{ text'")],
  ["a template name nobody sets", "unknown-name", doing("reply: ▸'{{ nobody }}'")],
  [
    "a name that is set only later",
    "unknown-name",
    doing("reply: ▸'{{ warmth }}'\n  - ask: { question: 热还是冰？, save: warmth }"),
  ],
  [
    "a name of the other branch",
    "unknown-name",
    doing(
      "choose:\n      - if: { fact: tags, operator: includes, value: VIP }\n        then:\n          - ask: { question: 几杯？, save: cups }\n      - then:\n          - reply: ▸'{{ cups }}'",
    ),
  ],
  [
    "a name that only an else could set",
    "unknown-name",
    doing(
      "http:\n      url: https://api.example/x\n      else:\n        - ask: { question: 几杯？, save: cups }\n  - reply: ▸'{{ cups }}'",
    ),
  ],
  ["a rule nobody wrote", "unknown-rule", doing("goto: ▸befor")],
  [
    "a saved name that hides one of ours",
    "name-taken",
    doing("ask: { question: 哪天？, save: ▸date }"),
  ],
  ["a saved name that is none", "wrong-form", doing("ask: { question: 哪天？, save: ▸1st }")],
  ["a text of 2,049 bytes", "text-too-many-bytes", doing(`reply: ▸${"好".repeat(683)}`)],
  [
    "nine articles",
    "list-too-long",
    doing(`reply: { articles: ▸[${'{ title: a, url: "https://a.example" }, '.repeat(9)}] }`),
  ],
  [
    "an unknown action in a nested list",
    "unknown-action",
    doing("ask:\n      question: 几杯？\n      save: cups\n      else:\n        - ▸repli: 好"),
  ],
  [
    "an unknown operator in choose",
    "unknown-operator",
    doing(
      "choose:\n      - if: { fact: text, operator: ▸conains, value: 好 }\n        then: [silent]",
    ),
  ],
];

const together: readonly Broken[] = [
  [
    "ask in a continue rule",
    "not-in-continue",
    `continue: true\n${doing("▸ask: { question: 几杯？, save: cups }")}`,
  ],
  [
    "goto in a continue rule, however deep",
    "not-in-continue",
    `continue: true\n${doing("choose:\n      - then:\n          - ▸goto: before")}`,
  ],
  [
    "a reply to somebody who left",
    "nobody-to-speak-to",
    `when: [unfollow]\nthen:\n  - ▸reply: 再见`,
  ],
  [
    "a tag without a follower",
    "needs-a-follower",
    `when: [{ schedule: 0 9 * * * }]\nthen:\n  - ▸tag: VIP`,
  ],
  ["an id that is taken", "duplicate-id", `${when}${then.trim()}`],
];
const groups = { heads, triggers, conditions, actions };

describe.each(Object.entries(groups))("a rule with a mistake (%s)", (_, cases) => {
  it.each(cases)("%s is refused as %s, at its place, alone", (_why, code, body) => {
    const { text, line, column } = marked(fileWith(rule(body)));
    const { ruleSet, diagnostics } = compile({ "rules.yaml": text });
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map((one) => [one.code, one.file, one.line, one.column])).toEqual([
      [code, "rules.yaml", line, column],
    ]);
    expect(errors[0]?.path.startsWith("rules/broken")).toBe(true);
    expect(ruleSet?.rules.map(({ id }) => id)).toEqual(NEIGHBOURS);
  });
});

describe("what does not fit together", () => {
  it.each(together.slice(0, -1))("%s is refused as %s", (_why, code, body) => {
    const { text, line, column } = marked(fileWith(rule(body)));
    const { ruleSet, diagnostics } = compile({ "rules.yaml": text });
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map((one) => [one.code, one.line, one.column])).toEqual([[code, line, column]]);
    expect(ruleSet?.rules.map(({ id }) => id)).toEqual(NEIGHBOURS);
  });
  it("keeps the first of two rules with one id, over all files", () => {
    const first = `rules:\n${rule(`${when}${then.trim()}`, "twin")}`;
    const { ruleSet, diagnostics } = compile({ "b.yaml": first, "a.yaml": first });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toMatchObject([
      { code: "duplicate-id", file: "b.yaml", line: 2, column: 9, params: { file: "a.yaml" } },
    ]);
    expect(ruleSet?.rules).toHaveLength(1);
  });
});

describe("the same mistakes before the server's checker", () => {
  it("get the same messages at the same places", () => {
    const all = Object.values(groups)
      .flat()
      .map(([, , body], place) => rule(marked(body).text, `broken-${place}`));
    const files = { "rules.yaml": `rules:\n${all.join("")}` };
    const shown = (given: ReturnType<typeof compile>) =>
      given.diagnostics.map((one) => [one.code, one.path, one.line, one.column, one.params]);
    expect(shown(compile(files, { checkShape }))).toEqual(shown(compile(files)));
  });
});

describe("did you mean", () => {
  it.each([
    ["an operator", asking("{ fact: text, operator: contains, value: 好 }"), "has"],
    ["an action", doing("repply: 好"), "reply"],
    ["a trigger", `when: [folow]${then}`, "follow"],
    ["a fact", asking("{ fact: tagz, operator: includes, value: 好 }"), "tags"],
    ["a rule", doing("goto: befor"), "before"],
    ["a place", `when: [{ location: { within: 3km, of: wst } }]${then}`, "west"],
    ["a filter", doing("reply: '{{ text | upcas }}'"), "upcase"],
    [
      "a captured name",
      `when: [{ text: { matches: '(?P<flight>\\d+)' } }]\nthen:\n  - reply: '{{ fligt }}'`,
      "flight",
    ],
    ["a var", doing("reply: '{{ phnoe }}'"), "phone"],
  ])("names the likeliest %s", (_what, body, suggestion) => {
    const { diagnostics } = compile({ "rules.yaml": fileWith(rule(body)) });
    const [first] = diagnostics.filter(({ severity }) => severity === "error");
    expect(first?.params.suggestion).toBe(suggestion);
    expect(first && sentence(first, "zh-CN")).toContain(`“${suggestion}”`);
    expect(first && sentence(first, "en")).toContain(`"${suggestion}"`);
  });
});
