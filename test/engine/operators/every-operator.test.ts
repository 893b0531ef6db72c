import { describe, expect, it } from "vitest";
import { operators } from "../../../engine/operators/list.ts";
import { checkShape } from "../../../server/check-shape.ts";
import { readRule, textProblems } from "../definition-checks.ts";

const mistakesOf = (condition: string) =>
  readRule(["when: { text: any }", `if: ${condition}`, "then: { reply: 好 }"]).mistakes;

describe.each(operators)("the operator $name", (operator) => {
  it("has a name an author can type, and texts in both languages", () => {
    expect(operator.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(textProblems(operator.title)).toEqual([]);
    expect(textProblems(operator.help)).toEqual([]);
    expect(textProblems(operator.sentence)).toEqual([]);
    expect(operator.on.length).toBeGreaterThan(0);
  });

  it("has a schema that a strict draft-07 checker takes", () => {
    expect(() => checkShape(operator.value)).not.toThrow();
  });

  it("accepts its own example", () => {
    expect(mistakesOf(operator.example)).toEqual([]);
  });
});

describe("the list of operators", () => {
  it("is that of the language", () => {
    expect(operators.map(({ name }) => name)).toEqual([
      ...["equals", "not-equals", "one-of", "has", "starts", "ends", "includes"],
      ...["greater", "at-least", "less", "at-most", "between", "matches", "within", "exists"],
    ]);
  });
});

describe("an operator's value", () => {
  it.each([
    ["{ fact: text, operator: matches, value: '(?=a)' }", "look-around"],
    ["{ fact: time, operator: within, value: 9-18 }", "a window that is none"],
    ["{ fact: follower.position, operator: within, value: { within: 3km } }", "no centre"],
    ["{ fact: visits, operator: between, value: [1] }", "one end only"],
    ["{ fact: text, operator: exists, value: perhaps }", "neither true nor false"],
    ["{ fact: tags, operator: greater, value: 1 }", "a list has no order"],
    ["{ fact: text, operator: has, value: [] }", "no keyword"],
  ])("is refused: %s (%s)", (condition) => {
    expect(mistakesOf(condition).length).toBeGreaterThan(0);
  });

  it.each([
    "{ fact: time, operator: within, value: [09:00-12:00, 22:00-02:00] }",
    "{ fact: date, operator: within, value: 2026-10-01..2026-10-07 }",
    "{ fact: follower.position, operator: within, value: { within: 3km, of: west } }",
    "{ fact: follower.position, operator: within, value: { within: 500m, of: { lat: 31.2, lng: 121.4 } } }",
    "{ fact: follower.position, operator: within, value: { inside: [[31, 121], [31, 122], [32, 122]] } }",
    "{ fact: visits, operator: between, value: [1, 3] }",
    "{ fact: text, operator: has, value: 退款 }",
    "{ fact: dialog, operator: equals, value: true }",
    "{ fact: follower.points, operator: greater, value: '{{ text }}' }",
  ])("is taken: %s", (condition) => {
    expect(mistakesOf(condition)).toEqual([]);
  });
});
