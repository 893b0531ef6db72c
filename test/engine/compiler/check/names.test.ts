import { describe, expect, it } from "vitest";
import { PATTERN_LIMITS } from "../../../../engine/text/pattern.ts";
import { compile } from "./compile.ts";

const ALONE = { "menu.yaml": "", "channels.yaml": "" };
const errorsOf = (rules: string, files: Readonly<Record<string, string>> = {}) =>
  compile({ ...ALONE, ...files, "rules.yaml": `rules:\n${rules}` })
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(({ code, path }) => [code, path]);
const rule = (id: string, then: string, when = `{ text: { is: ${id} } }`): string =>
  `  - id: ${id}\n    when: [${when}]\n    then:\n${then.replaceAll(/^/gm, "      ")}\n`;

describe("a name may be read", () => {
  it.each([
    ["one of ours", rule("a", "- reply: '{{ follower.name }}{{ time }}{{ text }}{{ rest }}'")],
    ["whatever is stored with the follower", rule("a", "- reply: '{{ follower.shoe_size }}'")],
    ["a var of the account", rule("a", "- reply: '{{ phone }}'")],
    ["a named group", rule("a", "- reply: '{{ no }}'", "{ text: { matches: '(?P<no>\\d+)' } }")],
    [
      "what an earlier row saved",
      rule("a", "- ask: { question: 几杯？, save: cups }\n- reply: '{{ cups }}'"),
    ],
    [
      "a part of what an earlier row saved",
      rule("a", "- http: { url: https://a.example, save: got }\n- reply: '{{ got.a.b }}'"),
    ],
    [
      "what a branch before may have saved",
      rule(
        "a",
        "- choose:\n    - then:\n        - ask: { question: 几杯？, save: cups }\n- reply: '{{ cups }}'",
      ),
    ],
    [
      "why a question ended, in its else",
      rule("a", "- ask:\n    question: 几杯？\n    else:\n      - reply: '{{ ended }}'"),
    ],
    ["a loop's own name", rule("a", "- reply: '{% for tag in tags %}{{ tag }}{% endfor %}'")],
    [
      "what a rule that comes here had saved",
      rule("a", "- ask: { question: 几杯？, save: cups }\n- goto: b") +
        rule("b", "- reply: '{{ cups }}'"),
    ],
    [
      "what was saved two rules ago",
      rule("a", "- ask: { question: 几杯？, save: cups }\n- goto: b") +
        rule("b", "- goto: c") +
        rule("c", "- reply: '{{ cups }}'"),
    ],
  ])("when it is %s", (_what, text) => {
    expect(errorsOf(text)).toEqual([]);
  });
});

describe("a name that nothing can have set", () => {
  it("is refused also where another rule sets it, if no goto leads here", () => {
    const text =
      rule("a", "- ask: { question: 几杯？, save: cups }\n- reply: '{{ cups }}'") +
      rule("b", "- reply: '{{ cups }}'");
    expect(errorsOf(text)).toEqual([["unknown-name", "rules/b/then/0/reply"]]);
  });
  it("is refused where it is saved only after the goto", () => {
    const text =
      rule("a", "- choose: [{ then: [{ goto: b }] }]\n- ask: { question: 几杯？, save: cups }") +
      rule("b", "- reply: '{{ cups }}'");
    expect(errorsOf(text)).toEqual([["unknown-name", "rules/b/then/0/reply"]]);
  });
  it("is no second mistake where the row that sets it is broken", () => {
    const text = rule("a", "- ask: { qestion: 几杯？, save: cups }\n- reply: '{{ cups }}'");
    expect(errorsOf(text).map(([code]) => code)).toEqual(["unknown-key"]);
  });
});

describe("patterns", () => {
  const pattern = (place: number, source: string): string =>
    `  - id: p-${place}\n    when: [{ text: { matches: '${source}' } }]\n    then: [silent]\n`;
  it("without any fixed text are counted, and only those beyond the limit left out", () => {
    const most = PATTERN_LIMITS.withoutLiteral;
    const text = Array.from({ length: most + 2 }, (_, place) =>
      pattern(place, `^\\d{${place + 1}}$`),
    );
    const { ruleSet, diagnostics } = compile({
      ...ALONE,
      "rules.yaml": `rules:\n${text.join("")}${pattern(999, "订单\\d+")}`,
    });
    expect(diagnostics.map(({ code, path }) => [code, path])).toEqual([
      ["patterns-without-literal", `rules/p-${most}/when/0/text/matches/0`],
      ["patterns-without-literal", `rules/p-${most + 1}/when/0/text/matches/0`],
    ]);
    expect(ruleSet?.rules).toHaveLength(most + 1);
  });
});
