import { describe, expect, test } from "vitest";
import type { SourceNode } from "../../../../engine/compiler/read/node.ts";
import { readYaml } from "../../../../engine/compiler/read/read-yaml.ts";
import { scanYaml } from "../../../../engine/compiler/read/scan.ts";
import type { Schema } from "../../../../engine/compiler/read/schema-leaves.ts";
import { shapeValue } from "../../../../engine/compiler/read/shape.ts";

const nodeOf = (text: string): SourceNode => {
  const read = readYaml(text, scanYaml(text).tokens);
  if (!read.ok) throw new Error(read.found.code);
  return read.node;
};
const shape = (text: string, schema: Schema, definitions: Schema = {}) =>
  shapeValue({ node: nodeOf(text), text, schema, definitions }).value;
const codes = (text: string, schema: Schema) =>
  shapeValue({ node: nodeOf(text), text, schema, definitions: {} }).found.map(({ code }) => code);

const text = { type: "string" };
const number = { type: "number" };
const boolean = { type: "boolean" };
const list = (items: Schema) => ({ type: "array", items });
const map = (properties: Schema, more: Schema = {}) => ({
  type: "object",
  properties,
  additionalProperties: false,
  ...more,
});

describe("a scalar becomes what the schema has at its place", () => {
  test.each([
    ["50", number, 50],
    ["-1.5", number, -1.5],
    ["'50'", number, 50],
    ["0", number, 0],
    ["-0", number, 0],
    ["007", number, 7],
    ["0x10", number, "0x10"],
    ["1e5", number, "1e5"],
    ["+1", number, "+1"],
    [".5", number, ".5"],
    ["5.", number, "5."],
    ["1_000", number, "1_000"],
    [".inf", number, ".inf"],
    ["12345678901234567", number, "12345678901234567"],
    ["true", boolean, true],
    ["false", boolean, false],
    ["yes", boolean, "yes"],
    ["True", boolean, "True"],
    ["1", boolean, "1"],
    ["0571", text, "0571"],
    ["1.10", text, "1.10"],
    ["true", text, "true"],
    ["null", text, "null"],
    ["~", text, "~"],
    ["12345678901234567", text, "12345678901234567"],
    ["2026-10-01", text, "2026-10-01"],
    ["5", { anyOf: [number, text] }, "5"],
    ["5", { anyOf: [number, { const: "any" }] }, 5],
    ["any", { anyOf: [number, { const: "any" }] }, "any"],
    ["true", { anyOf: [boolean, { type: "string", pattern: "^[0-9]+$" }] }, true],
    ["5", { enum: [5, 6] }, 5],
    ["5", {}, "5"],
    ["5", { $ref: "#/definitions/nowhere" }, "5"],
  ])("%s at %j is %j", (written, schema, value) => {
    expect(shape(written, schema)).toEqual(value);
  });
});

describe("one item may stand for a list", () => {
  test.each([
    ["a", list(text), ["a"]],
    ["5", list(number), [5]],
    ["{ a: 5 }", list(map({ a: number })), [{ a: 5 }]],
    ["[a, b]", list(text), ["a", "b"]],
    ["[]", list(text), []],
    ["a", { anyOf: [text, list(text)] }, "a"],
    ["any", { anyOf: [{ const: "any" }, list(text)] }, "any"],
    ["a", { anyOf: [{ const: "any" }, list(text)] }, ["a"]],
    ["[31.2, 121.4]", list({ type: "array", items: [number, number] }), [[31.2, 121.4]]],
    [
      "[[1, 2], [3, 4]]",
      list({ type: "array", items: [number, number] }),
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["a", list(list(text)), [["a"]]],
    ["{ a: b }", map({ a: list(text) }), { a: ["b"] }],
  ])("%s at %j is %j", (written, schema, value) => {
    expect(shape(written, schema)).toEqual(value);
  });
});

describe("of several shapes the one that was meant decides", () => {
  const has = map(
    { operator: { const: "has" }, value: list(text) },
    { required: ["operator", "value"] },
  );
  const less = map(
    { operator: { const: "less" }, value: number },
    { required: ["operator", "value"] },
  );
  test("values that tell kinds apart", () => {
    expect(shape("{ operator: less, value: 5 }", { anyOf: [has, less] })).toEqual({
      operator: "less",
      value: 5,
    });
    expect(shape("{ operator: has, value: 5 }", { anyOf: [less, has] })).toEqual({
      operator: "has",
      value: ["5"],
    });
  });
  test("keys that only one of them has", () => {
    const shapes = { anyOf: [map({ a: text }), map({ b: number }), map({ b: text, c: boolean })] };
    expect(shape("{ b: 1 }", shapes)).toEqual({ b: 1 });
    expect(shape("{ b: 1, c: true }", shapes)).toEqual({ b: "1", c: true });
  });
  test("a map or a list of maps", () => {
    const shapes = { anyOf: [map({ all: text }), list(map({ one: number }))] };
    expect(shape("{ one: 1 }", shapes)).toEqual([{ one: 1 }]);
    expect(shape("{ all: 1 }", shapes)).toEqual({ all: "1" });
  });
  test("pointers, which may lead back to where they came from", () => {
    const definitions = {
      tree: { anyOf: [map({ all: list({ $ref: "#/definitions/tree" }) }), map({ n: number })] },
      loop: { $ref: "#/definitions/loop" },
    };
    expect(
      shape("{ all: [{ n: 1 }, { all: { n: 2 } }] }", { $ref: "#/definitions/tree" }, definitions),
    ).toEqual({
      all: [{ n: 1 }, { all: [{ n: 2 }] }],
    });
    expect(shape("{ a: 1 }", { $ref: "#/definitions/loop" }, definitions)).toEqual({ a: "1" });
  });
  test("parts that hold together are joined", () => {
    const both = {
      allOf: [{ type: "object", properties: { a: number } }, { properties: { b: boolean } }],
    };
    expect(shape("{ a: 1, b: true }", both)).toEqual({ a: 1, b: true });
  });
  test("unknown keys are left as text for the checker", () => {
    expect(shape("{ x: 1, y: [true], z: { q: null } }", map({}))).toEqual({
      x: "1",
      y: ["true"],
      z: { q: "null" },
    });
  });
  test("keys by pattern and free keys", () => {
    const open = {
      type: "object",
      patternProperties: { "^n-": number },
      additionalProperties: boolean,
    };
    expect(shape("{ n-1: 5, x: true }", open)).toEqual({ "n-1": 5, x: true });
  });
});

describe("free data keeps the core meaning of what is not quoted", () => {
  test.each([
    ["5", 5],
    ["'5'", "5"],
    ["1.5e3", 1500],
    ["0x10", 16],
    ["0o17", 15],
    ["true", true],
    ["'true'", "true"],
    ["null", null],
    ["~", null],
    [".inf", ".inf"],
    ["12345678901234567", "12345678901234567"],
    ["021-5550000", "021-5550000"],
    ["{ a: [1, '1', x], b: }", { a: [1, "1", "x"], b: null }],
  ])("%s is %j", (written, value) => {
    expect(shape(written, { "x-free": true })).toEqual(value);
  });
});

describe("what is odd is remarked", () => {
  test("nothing behind a key, unless any text may stand there and nobody hears it", () => {
    expect(codes("a:", map({ a: number }))).toEqual(["value-missing"]);
    expect(codes("a:", map({ a: { type: "string", "x-template": "text" } }))).toEqual([
      "value-missing",
    ]);
    expect(codes("a:", map({ a: list(text) }))).toEqual(["value-missing"]);
    expect(codes("a:", map({ a: text }))).toEqual([]);
    expect(codes("a: ''", map({ a: number }))).toEqual([]);
  });
  test("a comma of an input method inside a listed keyword, but not in a sentence or in quotes", () => {
    const keywords = map({ a: list(text), b: list({ type: "string", "x-template": "text" }) });
    expect(codes("a: [你好，再见]", keywords)).toEqual(["two-keywords"]);
    expect(codes("a: 你好、再见", keywords)).toEqual(["two-keywords"]);
    expect(codes("a: ['你好，再见']", keywords)).toEqual([]);
    expect(codes("a: [你好，请问怎么走？]", keywords)).toEqual([]);
    expect(codes("b: [你好，再见]", keywords)).toEqual([]);
  });
  test("a text cut by a comment sign, a line break that is none", () => {
    const said = { type: "string", "x-template": "text" };
    expect(codes("a: 编号 #3", map({ a: said }))).toEqual(["comment-cuts-text"]);
    expect(codes("a: 编号 # 三", map({ a: said }))).toEqual([]);
    expect(codes("a: '编号' #三", map({ a: said }))).toEqual([]);
    expect(codes("a: 一\\n二", map({ a: said }))).toEqual(["newline-not-meant"]);
    expect(codes("a: '一\\n二'", map({ a: said }))).toEqual(["newline-not-meant"]);
    expect(codes('a: "一\\n二"', map({ a: said }))).toEqual([]);
    expect(codes("a: 'x\\ny'", map({ a: text }))).toEqual([]);
  });
  test("a key that lost its colon or space", () => {
    const row = list({ anyOf: [{ enum: ["silent"] }, map({ reply: text })] });
    expect(codes("- reply：好", row)).toEqual(["full-width-punctuation"]);
    expect(codes("- reply:好", row)).toEqual(["space-after-colon"]);
    expect(codes("- 您好：好", row)).toEqual([]);
  });
});
