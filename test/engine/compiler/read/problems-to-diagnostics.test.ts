import type { TSchema } from "typebox";
import { describe, expect, test } from "vitest";
import { problemsToDiagnostics } from "../../../../engine/compiler/read/problems-to-diagnostics.ts";
import type { Schema } from "../../../../engine/compiler/read/schema-leaves.ts";
import { checkShapeTypebox, readDataFile, sentence } from "../../../../engine/index.ts";
import { checkShape } from "../../../../server/check-shape.ts";

const text = { type: "string" };
const number = { type: "number" };
const map = (properties: Schema, more: Schema = {}) => ({
  type: "object",
  properties,
  additionalProperties: false,
  ...more,
});

/** What both checkers' problems are said as, with line and column. */
const said = (written: string, schema: Schema): readonly string[] => {
  const read = readDataFile({ file: "x.yaml", text: written, schema });
  expect(read.value).not.toBeNull();
  const [first, second] = [checkShape, checkShapeTypebox].map((check) =>
    problemsToDiagnostics({
      problems: check(schema as unknown as TSchema)(read.value),
      value: read.value,
      schema,
      where: read.where,
      checkShape: check,
    }).map((one) => `${one.line}:${one.column} ${one.code} ${sentence(one, "en")}`),
  );
  expect(second).toEqual(first);
  return first ?? [];
};

describe("what a checker refused is said in our words", () => {
  const person = map(
    {
      name: { type: "string", minLength: 1, maxLength: 5 },
      age: { type: "integer", minimum: 0, maximum: 150 },
    },
    { required: ["name"] },
  );
  test.each([
    ["name: x\nage: old", ['2:6 wrong-type a whole number is wanted here, not "old".']],
    ["name: x\nage: 1.5", ['2:6 wrong-type a whole number is wanted here, not "1.5".']],
    ["name: x\nage: -1", ["2:6 too-small -1 is too small, at least 0."]],
    ["name: x\nage: 200", ["2:6 too-big 200 is too big, at most 150."]],
    [
      "name: x\nage: １０",
      [
        '2:6 full-width-punctuation this is a full-width "１" where 1 is wanted. Type it again with an English keyboard; if it is part of a text, quote the whole text.',
      ],
    ],
    ["name: ''", ["1:7 text-empty this must not be empty."]],
    ["name: abcdef", ["1:7 text-too-long the text is too long, at most 5 characters."]],
    ["age: 1", ['1:1 missing-key "name" is missing.']],
    ["naem: x", ['1:1 unknown-key unknown key "naem". Did you mean "name"?']],
    ["name: x\nzzz: 1", ['2:1 unknown-key unknown key "zzz". Known: name, age.']],
    ["name: x\n-age: 1", ['2:1 space-after-dash a space is missing after the leading "-".']],
    ["name: [x]", ['1:7 wrong-type a text is wanted here, not "[…]".']],
  ])("%j", (written, expected) => {
    expect(said(written, person)).toEqual(expected);
  });
  test("of fixed values the near one is suggested", () => {
    const schema = map({ kind: { type: "string", enum: ["service", "subscription"] } });
    expect(said("kind: servcie", schema)).toEqual([
      '1:7 not-one-of "servcie" cannot stand here. Did you mean "service"? Known: service, subscription.',
    ]);
  });
  test("a form is shown by an example", () => {
    const schema = map({
      after: { type: "string", pattern: "^[0-9]+[smhdw]$", "x-shape": "duration" },
    });
    expect(said("after: soon", schema)).toEqual([
      '1:8 wrong-form "soon" is not written in the right form, for example 90s 10m 2h 7d 4w.',
    ]);
    expect(said("after: １0m", schema)[0]).toMatch(/^1:8 full-width-punctuation/);
  });
  test("a secret is not repeated", () => {
    const schema = map({ token: { type: "string", pattern: "^x+$", "x-secret": true } });
    expect(said("token: hunter2", schema).join()).not.toContain("hunter2");
  });
  test("lists: empty, too long, twice the same", () => {
    const schema = map({
      a: { type: "array", items: text, minItems: 1, maxItems: 2, uniqueItems: true },
      b: { type: "array", items: [number, number], minItems: 2, additionalItems: false },
    });
    expect(said("a: []", schema)).toEqual(["1:4 list-empty the list must not be empty."]);
    expect(said("a: [x, y, z]", schema)).toEqual([
      "1:4 list-too-long the list has at most 2 entries.",
    ]);
    expect(said("a: [x, x]", schema)).toEqual(["1:4 list-repeats the list holds an entry twice."]);
    expect(said("b: [1, 2, 3]", schema)).toEqual([
      "1:4 list-too-long the list has at most 2 entries.",
    ]);
    expect(said("b: [1, x]", schema)).toEqual(['1:8 wrong-type a number is wanted here, not "x".']);
  });
  test("several mistakes are all said", () => {
    expect(said("name: abcdef\nage: old\nzz: 1", person)).toHaveLength(3);
  });
});

describe("of several shapes only the one that was meant is explained", () => {
  const shapes = map({
    reply: {
      anyOf: [
        { type: "string", "x-template": "text" },
        map({ text }, { required: ["text"] }),
        map({ image: text, width: number }, { required: ["image"] }),
      ],
    },
  });
  test("by its keys", () => {
    expect(said("reply: { image: a, width: b }", shapes)).toEqual([
      '1:27 wrong-type a number is wanted here, not "b".',
    ]);
    expect(said("reply: { imag: a }", shapes)).toEqual([
      '1:10 unknown-key unknown key "imag". Did you mean "image"?',
    ]);
  });
  test("or by what could stand there", () => {
    const kinds = map({
      a: { anyOf: [number, { type: "array", items: number }, { const: "any" }] },
    });
    expect(said("a: { b: c }", kinds)).toEqual([
      '1:4 wrong-type a number is wanted here, not "{…}".',
    ]);
    expect(said("a: some", kinds)).toEqual([
      '1:4 not-one-of "some" cannot stand here. Known: any.',
    ]);
  });
  test("also inside one another", () => {
    const deep = map({
      a: { anyOf: [{ const: "any" }, map({ b: { anyOf: [number, map({ c: number })] } })] },
    });
    expect(said("a: { b: { c: x } }", deep)).toEqual([
      '1:14 wrong-type a number is wanted here, not "x".',
    ]);
    expect(said("a: { b: { d: 1 } }", deep)).toEqual([
      '1:11 unknown-key unknown key "d". Known: c.',
    ]);
  });
});
