import type { TSchema } from "typebox";
import { Type } from "typebox";
import type { LocalText } from "../schema/words.ts";
import type { PlainSchema } from "./authored-schema.ts";
import { authoredSchema } from "./authored-schema.ts";
import type { Definition } from "./definition.ts";
import { DateText, Days, RuleIdText, TimeWindow } from "./file-schema-parts.ts";
import { testsSchema } from "./file-schema-tests.ts";
import type { Registry } from "./registry.ts";

type Schema = PlainSchema;
/** Which of the two languages stands in hovers. */
export type SchemaLanguage = keyof LocalText;

const described = (
  about: { readonly title: LocalText; readonly help: LocalText; readonly example?: string },
  language: SchemaLanguage,
): Schema => ({
  title: about.title[language],
  markdownDescription: [
    `**${about.title[language]}**`,
    about.help[language],
    ...(about.example === undefined ? [] : [`\`\`\`yaml\n${about.example}\n\`\`\``]),
  ].join("\n\n"),
});

/** Whether an author may write the bare word: `silent` means `silent: any`, and only a definition that names `any` has that. */
export const takesAny = (schema: Schema): boolean => {
  const inner = [schema.anyOf, schema.oneOf].flatMap((list) =>
    Array.isArray(list) ? (list as Schema[]) : [],
  );
  if (schema.const === "any" || inner.some(takesAny)) return true;
  return Array.isArray(schema.enum) && schema.enum.includes("any");
};
/** What an author may write after a definition's name: the short form or the parameters. */
const authored = (definition: Definition, language: SchemaLanguage): Schema => {
  const params = authoredSchema(definition.params);
  const anyOf =
    definition.short === undefined ? [params] : [authoredSchema(definition.short.schema), params];
  return { ...described(definition, language), anyOf };
};

const rowOf = (
  definitions: readonly Definition[],
  prefix: string,
  kind: "trigger" | "action",
): Schema => {
  const bare = definitions.filter((one) =>
    takesAny(
      one.short === undefined ? authoredSchema(one.params) : authoredSchema(one.short.schema),
    ),
  );
  const properties = definitions.map((one) => [
    one.name,
    { $ref: `#/definitions/${prefix}.${one.name}` },
  ]);
  return {
    anyOf: [
      ...(bare.length === 0 ? [] : [{ type: "string", enum: bare.map((one) => one.name) }]),
      {
        type: "object",
        "x-row": kind,
        properties: { ...Object.fromEntries(properties), ...ROW_REST },
        additionalProperties: false,
        minProperties: 1,
      },
    ],
  };
};
const ROW_REST = { note: { type: "string" }, enabled: { type: "boolean" } };

const leafOf = (registry: Registry, language: SchemaLanguage): readonly Schema[] => {
  // Not a list of `const`: `follower.*` and captured names stand here too, and the editor fills in `x-resource`.
  const fact = {
    type: "string",
    minLength: 1,
    "x-resource": "fact",
    examples: [...registry.facts.keys()].filter((name) => !name.endsWith("*")),
  };
  return [...registry.operators.values()].map((operator) => ({
    type: "object",
    "x-row": "condition",
    ...described(operator, language),
    properties: {
      fact,
      operator: { const: operator.name },
      value: authoredSchema(operator.value),
      ...ROW_REST,
    },
    required: ["fact", "operator", "value"],
    additionalProperties: false,
  }));
};
const groupsOf = (): readonly Schema[] =>
  (["all", "any", "not"] as const).map((name) => ({
    type: "object",
    "x-row": "condition",
    properties: {
      [name]:
        name === "not"
          ? { $ref: "#/definitions/condition" }
          : { type: "array", minItems: 1, items: { $ref: "#/definitions/condition" } },
      ...ROW_REST,
    },
    required: [name],
    additionalProperties: false,
  }));

const namedUnder = (
  prefix: string,
  definitions: readonly Definition[],
  language: SchemaLanguage,
): Schema =>
  Object.fromEntries(definitions.map((one) => [`${prefix}.${one.name}`, authored(one, language)]));

const Active = Type.Object(
  {
    from: Type.Optional(DateText),
    until: Type.Optional(DateText),
    hours: Type.Optional(Type.Array(TimeWindow, { minItems: 1 })),
    days: Type.Optional(Type.Array(Days, { minItems: 1 })),
  },
  { additionalProperties: false, minProperties: 1 },
);
const Limit = Type.Object(
  {
    times: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    every: Type.Optional(Type.String({ pattern: "^(day|week|month|[0-9]{1,6}[smhdw])$" })),
  },
  { additionalProperties: false },
);
/** Of rules that give none. */
export const DEFAULT_PRIORITY = 50;
/** What stands in a rule beside `when if then else`. */
export const RULE_HEAD = {
  id: RuleIdText,
  name: Type.String({ maxLength: 100 }),
  note: Type.String({ maxLength: 2_000 }),
  enabled: Type.Boolean({ default: true }),
  priority: Type.Integer({ minimum: 0, maximum: 100, default: DEFAULT_PRIORITY }),
  group: Type.String({ maxLength: 100 }),
  active: Active,
  limit: Limit,
  continue: Type.Boolean({ default: false }),
} as const;

const ruleSchema = (): Schema => ({
  type: "object",
  properties: {
    id: authoredSchema(RULE_HEAD.id),
    name: authoredSchema(RULE_HEAD.name),
    note: authoredSchema(RULE_HEAD.note),
    enabled: authoredSchema(RULE_HEAD.enabled),
    priority: authoredSchema(RULE_HEAD.priority),
    group: authoredSchema(RULE_HEAD.group),
    active: authoredSchema(RULE_HEAD.active),
    limit: authoredSchema(RULE_HEAD.limit),
    when: { type: "array", minItems: 1, items: { $ref: "#/definitions/trigger" } },
    if: {
      anyOf: [
        { $ref: "#/definitions/condition" },
        { type: "array", minItems: 1, items: { $ref: "#/definitions/condition" } },
      ],
    },
    then: { $ref: "#/definitions/actions" },
    else: { $ref: "#/definitions/actions" },
    continue: authoredSchema(RULE_HEAD.continue),
  },
  required: ["id", "then"],
  additionalProperties: false,
});

/**
 * The one schema of a rule file (draft-07), made from the definitions: the reader shapes scalars by it, the
 * editor completes by it. Which of several shapes was meant is decided by the checker, a row at a time, so
 * that one mistake gives one message.
 */
export const ruleFileSchema = (registry: Registry, language: SchemaLanguage = "zh-CN"): TSchema => {
  const triggers = [...registry.triggers.values()];
  const actions = [...registry.actions.values()];
  return Type.Unsafe({
    $schema: "http://json-schema.org/draft-07/schema#",
    type: "object",
    properties: {
      rules: { type: "array", items: { $ref: "#/definitions/rule" } },
      tests: { type: "array", items: { $ref: "#/definitions/test" } },
    },
    additionalProperties: false,
    definitions: {
      rule: ruleSchema(),
      test: authoredSchema(testsSchema(registry)),
      trigger: rowOf(triggers, "trigger", "trigger"),
      action: rowOf(actions, "action", "action"),
      actions: { type: "array", minItems: 1, items: { $ref: "#/definitions/action" } },
      condition: {
        anyOf: [
          ...leafOf(registry, language),
          ...groupsOf(),
          { type: "array", minItems: 1, items: { $ref: "#/definitions/condition" } },
        ],
      },
      ...namedUnder("trigger", triggers, language),
      ...namedUnder("action", actions, language),
    },
  });
};
