import fc from "fast-check";
import type { TSchema } from "typebox";
import { Type } from "typebox";
import { describe, expect, test } from "vitest";
import { builtIn } from "../../engine/built-in.ts";
import { ruleFileSchema } from "../../engine/definitions/file-schema.ts";
import { DATA_FILES } from "../../engine/definitions/file-schema-account.ts";
import { makeRegistry } from "../../engine/definitions/registry.ts";
import type { CheckShape } from "../../engine/index.ts";
import { checkShapeTypebox } from "../../engine/index.ts";
import { checkShape } from "../../server/check-shape.ts";

const plain = (schema: unknown): TSchema => JSON.parse(JSON.stringify(schema)) as TSchema;
const definitions = [...builtIn.triggers, ...builtIn.actions].flatMap((one) => [
  one.params,
  ...(one.short ? [one.short.schema] : []),
]);
const whole = plain(ruleFileSchema(makeRegistry(builtIn)));
const inside = (schema: TSchema): TSchema =>
  plain({
    allOf: [schema],
    definitions: (whole as unknown as { definitions: object }).definitions,
  });
const shapes: readonly TSchema[] = [
  whole,
  ...definitions.map(inside),
  ...builtIn.operators.map((one) => inside(one.value)),
  ...Object.values(DATA_FILES).map(plain),
];

/** Keys and scalars that our schemas know, so that random values come near to them. */
const words = [
  ...new Set(
    JSON.stringify(whole)
      .match(/"[A-Za-z][A-Za-z0-9-]*"/g)
      ?.map((word) => word.slice(1, -1)) ?? [],
  ),
];
const scalar = fc.oneof(
  fc.constantFrom(...words),
  fc.constantFrom(
    "",
    "a",
    "10m",
    "2026-10-01",
    "09:00-18:00",
    "https://a.example",
    "👨‍👩‍👧",
    "é",
    "😀😀",
  ),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.integer({ min: -5, max: 200 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -200, max: 200 }),
  fc.boolean(),
  fc.constant(null),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...words) },
        { weight: 1, arbitrary: fc.constantFrom("x", "a/b", "~", "") },
      ),
      tie("value"),
      { maxKeys: 5, noNullPrototype: true },
    ),
  ),
}));

const verdict = (check: ReturnType<CheckShape>, of: unknown) =>
  check(of).map(({ at, keyword }) => `${at.join("/")} ${keyword}`);

const RIGHT = {
  rules: [
    {
      id: "hours",
      priority: 50,
      active: { from: "2026-10-01", hours: ["09:00-18:00"], days: ["mon-sat"] },
      limit: { times: 1, every: "day" },
      when: [{ text: { has: ["营业时间"] } }, { menu: ["HOURS"] }, "image"],
      if: {
        all: [
          { fact: "tags", operator: "includes", value: ["VIP"] },
          { not: { fact: "text", operator: "has", value: ["x"] } },
        ],
      },
      then: [
        { reply: { text: "好" } },
        { tag: ["a"], note: "x" },
        { ask: { question: "几位？", accept: ["number"], save: "n", tries: 2, timeout: "30m" } },
      ],
      else: [{ reply: "打烊" }],
      continue: false,
    },
  ],
  tests: [
    {
      name: "t",
      given: { follower: { tags: ["VIP"] } },
      steps: [{ send: { menu: "HOURS" }, expect: { rule: "hours", reply: [{ has: "好" }] } }],
    },
  ],
};
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Replaces, removes or adds one value somewhere inside. */
const damage = (root: Json, seed: number, other: unknown, how: number): void => {
  const places: (readonly [Record<string, Json>, string])[] = [];
  const visit = (node: Json): void => {
    if (typeof node !== "object" || node === null) return;
    const map = node as Record<string, Json>;
    for (const key of Object.keys(map)) {
      places.push([map, key]);
      visit(map[key] ?? null);
    }
  };
  visit(root);
  const [map, key] = places[seed % places.length] ?? [{}, ""];
  if (how === 0) map[key] = other as Json;
  else if (how === 1 && !Array.isArray(map)) delete map[key];
  else if (!Array.isArray(map)) map[words[seed % words.length] ?? "x"] = other as Json;
};

describe("the two shape checkers", () => {
  test("give the same verdict at the same places for any value and any of our shapes", () => {
    const pairs = shapes.map((schema) => [checkShape(schema), checkShapeTypebox(schema)] as const);
    fc.assert(
      fc.property(fc.nat(pairs.length - 1), value, (place, of) => {
        const pair = pairs[place];
        if (pair === undefined) return;
        expect(verdict(pair[1], of)).toEqual(verdict(pair[0], of));
      }),
      { numRuns: 4_000, seed: 20_261_123 },
    );
  });
  test("give the same verdict for values that are nearly right", () => {
    const check = [checkShape(whole), checkShapeTypebox(whole)] as const;
    expect(verdict(check[0], RIGHT)).toEqual([]);
    fc.assert(
      fc.property(fc.nat(), value, fc.nat(2), (seed, other, how) => {
        const of = structuredClone(RIGHT) as Json;
        damage(of, seed, other, how);
        expect(verdict(check[1], of)).toEqual(verdict(check[0], of));
      }),
      { numRuns: 1_500, seed: 20_261_123 },
    );
  });
  test("change nothing: no text becomes a number, no default is filled in", () => {
    const schema = plain({ type: "object", properties: { n: { type: "number", default: 3 } } });
    const of = { n: "5" };
    expect(checkShape(schema)(of)).toEqual(checkShapeTypebox(schema)(of));
    expect(of).toEqual({ n: "5" });
    expect(checkShape(schema)({})).toEqual([]);
  });
  test("an unknown keyword of a schema is refused by the strict one", () => {
    expect(() => checkShape(plain({ type: "object", propertys: {} }))).toThrow(/propertys/);
  });
  test("report every missing and every unknown key on its own", () => {
    const schema = plain({
      type: "object",
      properties: { a: {}, b: {}, "c/d": {} },
      required: ["a", "b"],
      additionalProperties: false,
    });
    for (const check of [checkShape(schema), checkShapeTypebox(schema)]) {
      expect(check({ x: 1, y: 2 })).toEqual([
        { at: [], keyword: "additionalProperties", params: { additionalProperty: "x" } },
        { at: [], keyword: "additionalProperties", params: { additionalProperty: "y" } },
        { at: [], keyword: "required", params: { missingProperty: "a" } },
        { at: [], keyword: "required", params: { missingProperty: "b" } },
      ]);
    }
  });
  test("say more than eight things about one value", () => {
    const schema = plain({ type: "array", items: { type: "number" } });
    const of = Array.from({ length: 30 }, () => "x");
    expect(checkShapeTypebox(schema)(of)).toHaveLength(30);
    expect(checkShape(schema)(of)).toHaveLength(30);
  });
});

test("a shape that is made anew for each question is compiled once", () => {
  const make = () => Type.Object({ ids: Type.Array(Type.String({ minLength: 1 })) });
  expect(checkShape(make())).toBe(checkShape(make()));
  expect(checkShape(make())({ ids: [""] })).toHaveLength(1);
  expect(checkShape(Type.Object({ ids: Type.Array(Type.String()) }))({ ids: [""] })).toEqual([]);
});
