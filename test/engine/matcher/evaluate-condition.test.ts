import { Engine } from "json-rules-engine";
import { Type } from "typebox";
import { describe, expect, it } from "vitest";
import { defineOperator } from "../../../engine/definitions/definition.ts";
import { makeRegistry } from "../../../engine/definitions/registry.ts";
import { evaluateCondition } from "../../../engine/matcher/evaluate-condition.ts";
import type { Account } from "../../../engine/schema/account.ts";
import type { Condition, ConditionLeaf } from "../../../engine/schema/rule.ts";
import type { Json } from "../../../engine/schema/words.ts";

const words = { "zh-CN": "", en: "" };
const operator = (name: string, holds: (actual: Json, expected: Json) => boolean) =>
  defineOperator({
    name,
    title: words,
    help: words,
    group: "",
    value: Type.Any(),
    on: ["text"],
    sentence: words,
    example: "",
    holds: (actual, expected) => holds(actual, expected as Json),
  });
const registry = makeRegistry({
  triggers: [],
  facts: [],
  actions: [],
  operators: [
    operator("equals", (actual, expected) => actual === expected),
    operator("contains", (actual, expected) => String(actual).includes(String(expected))),
    operator("throws", () => {
      throw new Error("broken operator");
    }),
  ],
});
const leaf = (
  fact: string,
  name: string,
  value: Json,
  path = `rules/r/if/${fact}`,
): ConditionLeaf => ({
  fact,
  operator: name,
  value,
  path,
});
const ask = async (condition: Condition, facts: Readonly<Record<string, Json>>) => {
  const errors: string[] = [];
  const verdict = await evaluateCondition(condition, {
    registry,
    facts: { get: (name) => (Object.hasOwn(facts, name) ? facts[name] : undefined) },
    settings: {} as Account,
    valueOf: ({ value }) => value,
    onError: (path) => errors.push(path),
  });
  return { ...verdict, errors };
};

describe("a rule's condition", () => {
  it("names the leaves that failed, with what was expected and what was found", async () => {
    const condition = { all: [leaf("a", "equals", 1), leaf("b", "equals", 2)], path: "rules/r/if" };
    const { holds, failed } = await ask(condition, { a: 1, b: 3 });
    expect(holds).toBe(false);
    expect(failed).toEqual([
      { path: "rules/r/if/b", expected: { operator: "equals", value: 2 }, actual: 3 },
    ]);
  });
  it("names the leaf that held where it stands under not", async () => {
    const { holds, failed } = await ask({ not: leaf("a", "equals", 1), path: "p" }, { a: 1 });
    expect(holds).toBe(false);
    expect(failed.map(({ path }) => path)).toEqual(["rules/r/if/a"]);
  });
  it("tells two leaves on the same name apart", async () => {
    const both = [leaf("a", "contains", "x", "p/0"), leaf("a", "contains", "y", "p/1")];
    expect((await ask({ all: both, path: "p" }, { a: "xy" })).holds).toBe(true);
    expect((await ask({ all: both, path: "p" }, { a: "x" })).failed[0]?.path).toBe("p/1");
  });
});

describe("the seven traps of json-rules-engine", () => {
  it("1: two messages at once do not lose each other's match", async () => {
    const condition = { all: [leaf("a", "equals", 1)], path: "p" };
    const runs = Array.from({ length: 200 }, (_, place) => ask(condition, { a: place % 2 }));
    const verdicts = await Promise.all(runs);
    expect(verdicts.map(({ holds }) => holds)).toEqual(verdicts.map((_, place) => place % 2 === 1));
  });
  it("2: only the candidate's own condition is evaluated, whatever else the rule set holds", async () => {
    const names: string[] = [];
    await evaluateCondition(leaf("only", "equals", 1), {
      registry,
      facts: { get: (name) => names.push(name) },
      settings: {} as Account,
      valueOf: ({ value }) => value,
      onError: () => {},
    });
    expect(names).toEqual(["only"]);
  });
  it("3: a throwing operator or fact counts as not holding, and the rest is still asked", async () => {
    const any = { any: [leaf("a", "throws", 1, "p/0"), leaf("b", "equals", 2, "p/1")], path: "p" };
    expect(await ask(any, { a: 1, b: 2 })).toMatchObject({ holds: true, errors: ["p/0"] });
    const throwing = {
      get: (): never => {
        throw new Error("no fact");
      },
    };
    const verdict = await evaluateCondition(leaf("a", "equals", 1), {
      registry,
      facts: throwing,
      settings: {} as Account,
      valueOf: ({ value }) => value,
      onError: () => {},
    });
    expect(verdict.holds).toBe(false);
  });
  it("4: failed leaves come in the author's order, not in the order of completion", async () => {
    const all = ["c", "a", "b"].map((fact) => leaf(fact, "equals", 1));
    const { failed } = await ask({ all, path: "p" }, {});
    expect(failed.map(({ path }) => path.at(-1))).toEqual(["c", "a", "b"]);
  });
  it("5: containing works on texts, which json-rules-engine's own operator never does", async () => {
    const engine = new Engine();
    engine.addRule({
      conditions: { all: [{ fact: "a", operator: "contains", value: "b" }] },
      event: { type: "hit" },
    });
    expect((await engine.run({ a: "abc" })).events).toEqual([]);
    expect((await ask(leaf("a", "contains", "b"), { a: "abc" })).holds).toBe(true);
  });
  it("6: an empty group and an unknown operator never hold", async () => {
    expect((await ask({ any: [], path: "p" }, {})).holds).toBe(false);
    expect((await ask({ all: [], path: "p" }, {})).holds).toBe(false);
    expect((await ask(leaf("a", "no-such", 1), { a: 1 })).holds).toBe(false);
  });
  it("7: one condition serves any number of evaluations, and values are never taken for fact references or paths", async () => {
    const condition = { all: [leaf("a", "equals", "x")], path: "p" };
    for (const a of ["x", "y", "x"]) expect((await ask(condition, { a })).holds).toBe(a === "x");
    expect((await ask(leaf("$.a", "equals", 1), { "$.a": 1 })).holds).toBe(true);
  });
});
