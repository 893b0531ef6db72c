import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TSchema } from "typebox";
import { Type } from "typebox";
import { describe, expect, it } from "vitest";
import { builtIn } from "../../../engine/built-in.ts";
import { readRuleFile } from "../../../engine/compiler/read/read-rule-file.ts";
import { authoredSchema } from "../../../engine/definitions/authored-schema.ts";
import { ruleFileSchema } from "../../../engine/definitions/file-schema.ts";
import { DATA_FILES } from "../../../engine/definitions/file-schema-account.ts";
import { makeRegistry } from "../../../engine/definitions/registry.ts";
import type { Json } from "../../../engine/schema/words.ts";
import { checkShape } from "../../../server/check-shape.ts";

type Schema = Readonly<Record<string, Json>>;
interface FileSchema {
  readonly definitions: Readonly<Record<string, Schema>>;
}
const registry = makeRegistry(builtIn);
const schemaOf = (given = registry): FileSchema => ruleFileSchema(given) as unknown as FileSchema;
const { definitions } = schemaOf();
const part = (name: string): TSchema =>
  ({ $ref: `#/definitions/${name}`, definitions }) as unknown as TSchema;

const EXAMPLES = join(import.meta.dirname, "../../../rules");
const exampleFiles = readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" }).filter((name) =>
  /\.ya?ml$/.test(name),
);
/** The templates of the gallery hold gaps to fill: no rule file yet. */
const ruleFiles = exampleFiles.filter(
  (name) =>
    !name.startsWith("templates") && !Object.hasOwn(DATA_FILES, name.split(/[\\/]/).at(-1) ?? ""),
);
/** One example uses a plugin, which this registry does not hold. */
const withoutPlugins = ruleFiles.filter((name) => !name.endsWith("04-orders.yaml"));

describe("the schema of a rule file", () => {
  it("is plain JSON that the strict checker compiles", () => {
    expect(JSON.parse(JSON.stringify(schemaOf()))).toEqual(schemaOf());
    expect(checkShape(ruleFileSchema(registry))({ rules: [], tests: [] })).toEqual([]);
  });
  it("holds every trigger and action that is registered, and nothing else", () => {
    const names = Object.keys(definitions).filter((name) => name.includes("."));
    expect(names).toEqual([
      ...builtIn.triggers.map(({ name }) => `trigger.${name}`),
      ...builtIn.actions.map(({ name }) => `action.${name}`),
    ]);
  });
  it("takes the bare words that stand for any, and no others", () => {
    const check = checkShape(part("trigger"));
    for (const word of ["text", "voice", "follow", "menu", "nothing-matched"])
      expect(check(word)).toEqual([]);
    expect(check("schedule")).not.toEqual([]);
    expect(checkShape(part("action"))("silent")).toEqual([]);
    expect(checkShape(part("action"))("reply")).not.toEqual([]);
    expect(checkShape(part("action"))("http")).not.toEqual([]);
  });
  it("lets a test send only what some trigger answers", () => {
    const menuOnly = makeRegistry({
      ...builtIn,
      triggers: builtIn.triggers.filter(({ name }) => name === "menu"),
    });
    const sent = (given: FileSchema): readonly string[] =>
      Object.keys(
        JSON.parse(JSON.stringify(given.definitions["test"])).properties.steps.items.properties.send
          .anyOf[1].properties,
      );
    expect(sent(schemaOf(menuOnly))).toEqual(["menu", "scanned"]);
    expect(sent(schemaOf())).toContain("payment");
  });
  it("describes each in the language asked for", () => {
    const described = (language: "zh-CN" | "en"): unknown =>
      (ruleFileSchema(registry, language) as unknown as FileSchema).definitions["action.tag"];
    expect(described("zh-CN")).toMatchObject({ title: "打标签" });
    expect(described("en")).toMatchObject({ title: "Add tag" });
  });
  it.each(withoutPlugins)("takes every rule of the example %s as the reader shapes it", (name) => {
    const { rule = {}, test = {} } = definitions;
    const read = readRuleFile({
      file: name,
      text: readFileSync(join(EXAMPLES, name), "utf8"),
      schemas: { rule, test, definitions },
    });
    const [checkRule, checkTest] = [checkShape(part("rule")), checkShape(part("test"))];
    expect(read.rules.length).toBeGreaterThan(0);
    for (const { value } of read.rules) expect(checkRule(value)).toEqual([]);
    for (const { value } of read.tests) expect(checkTest(value)).toEqual([]);
  });
});

describe("what an author writes", () => {
  it("may leave out what has a default, at any depth, and nothing else", () => {
    const schema = Type.Object({
      kept: Type.String(),
      tries: Type.Integer({ default: 3 }),
      inner: Type.Array(Type.Object({ wait: Type.String({ default: "1m" }), at: Type.String() })),
    });
    const check = checkShape(authoredSchema(schema) as unknown as TSchema);
    expect(check({ kept: "x", inner: [{ at: "y" }] })).toEqual([]);
    expect(check({ inner: [{}] }).map(({ params }) => params["missingProperty"])).toEqual(
      expect.arrayContaining(["kept", "at"]),
    );
  });
});
