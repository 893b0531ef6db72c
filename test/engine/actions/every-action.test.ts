import { describe, expect, it } from "vitest";
import { actions } from "../../../engine/actions/list.ts";
import { replyKinds } from "../../../engine/actions/replies/list.ts";
import { isRight, REPLY_TEXT_BYTES } from "../../../engine/limits.ts";
import { checkShape } from "../../../server/check-shape.ts";
import { readRule, textProblems } from "../definition-checks.ts";

describe.each(actions)("the action $name", (action) => {
  it("has a name an author can type, and texts in both languages", () => {
    expect(action.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(textProblems(action.title)).toEqual([]);
    expect(textProblems(action.help)).toEqual([]);
    expect(textProblems(action.sentence)).toEqual([]);
  });

  it("asks only for rights that the table of limits knows", () => {
    expect(action.needs.filter((right) => !isRight(right))).toEqual([]);
  });

  it("has a schema that a strict draft-07 checker takes", () => {
    const pointers = { actions: {}, condition: {} };
    const whole = { allOf: [action.params], definitions: pointers };
    expect(() => checkShape(whole as never)).not.toThrow();
  });

  it("accepts its own example", () => {
    const { mistakes, rule } = readRule(["when: { text: any }", "then:", `  - ${action.example}`]);
    expect(mistakes).toEqual([]);
    expect(rule?.then[0]?.use).toBe(action.name);
  });
});

describe("the list of actions", () => {
  it("names each action once", () => {
    expect(new Set(actions.map(({ name }) => name)).size).toBe(actions.length);
  });

  it("holds exactly what this version of the language has", () => {
    expect(actions.map(({ name }) => name).sort()).toEqual(
      [
        ...["ask", "channel", "choose", "forget", "forward", "goto", "handover", "http"],
        ...["broadcast", "link", "notice", "pay", "record", "refund", "remind"],
        ...["nearest", "reply", "set", "silent", "suggest", "tag", "untag"],
      ].sort(),
    );
  });
});

describe.each(replyKinds)("the reply kind $name", (kind) => {
  it("has texts in both languages, known rights and a working example", () => {
    expect(textProblems(kind.title)).toEqual([]);
    expect(textProblems(kind.help)).toEqual([]);
    expect(kind.needs.filter((right) => !isRight(right))).toEqual([]);
    expect(readRule(["when: { text: any }", "then:", `  - ${kind.example}`]).mistakes).toEqual([]);
  });
});

describe("an action's shape", () => {
  const mistakesOf = (row: string) =>
    readRule(["when: { text: any }", "then:", `  - ${row}`]).mistakes;

  it.each([
    ["reply: { text: 好, image: a.jpg }", "two kinds in one reply"],
    ["reply: { picture: a.jpg }", "a kind that does not exist"],
    ["reply: { random: [] }", "nothing to choose from"],
    [`reply: ${"好".repeat(REPLY_TEXT_BYTES / 2)}`, "a text over the platform's bytes"],
    ["reply: { articles: [{ title: 菜单 }] }", "an article without an address"],
    ["tag: []", "no tag"],
    ["set: { openid: o2 }", "a name that cannot be set"],
    ["set: { 1st: a }", "a name that no template could read"],
    ["ask: { question: 几位？, options: [一, 二], accept: number }", "options beside accept"],
    ["ask: { question: 几位？, accept: numbers }", "an unknown kind of answer"],
    ["ask: { question: 几位？, accept: { number: [1] } }", "half a range"],
    ["ask: { question: 几位？, accept: { matches: '(' } }", "a broken pattern"],
    ["ask: { question: 几位？, tries: 0 }", "no try"],
    ["ask: { question: 几位？, save: 人数 }", "a name that is none"],
    ["ask: { question: 几位？, timeout: soon }", "a time that is none"],
    ["choose: []", "no branch"],
    ["choose: [{ if: { fact: text, operator: equals, value: a } }]", "a branch without then"],
    ["goto: {}", "no rule"],
    ["channel: { id: poster-01, expires: soon }", "a time that is none"],
    ['http: { url: "ftp://a.example/" }', "another protocol"],
    ['http: { url: "https://a.example/", headers: { Host: b.example } }', "a header of ours"],
    ['http: { url: "https://a.example/", timeout: 5m }', "a time nobody waits"],
    ['http: { url: "https://a.example/", method: get }', "a method in small letters"],
  ])("refuses %s: %s", (row) => {
    expect(mistakesOf(row).length).toBeGreaterThan(0);
  });

  it.each([
    "reply: { zh_CN: 您好, en: Hello }",
    "reply: { random: [一, { image: a.jpg }, { zh_CN: 二, en: two }] }",
    "reply: { video: tour.mp4 }",
    "reply: { image: id:MEDIA_ID }",
    "tag: [VIP, 会员]",
    "tag: '{{ channel.id }}'",
    "set: { city: '', note: '{{ rest }}' }",
    "ask: 您贵姓？",
    "ask: { question: 几位？, accept: [number, { is: [很多, 不少] }], save: n, tries: 2, timeout: 2h }",
    "ask: { question: 哪天？, options: [{ zh_CN: 今天, en: today }, 明天], else: { reply: 好。 } }",
    'http: { url: "https://a.example/", method: PUT, body: { n: 1, ok: true }, else: [silent] }',
    "record: { name: 点单, value: '{{ text }}' }",
    "silent: any",
  ])("takes %s", (row) => {
    expect(mistakesOf(row)).toEqual([]);
  });
});
