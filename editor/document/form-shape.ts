import type { ActionDefinition, Json, TriggerDefinition } from "../../engine/index.ts";
import { checkShapeTypebox } from "../../engine/index.ts";
import { isSame } from "./change.ts";
import type { FileDefinitions } from "./read-rule.ts";
import { isMap } from "./render.ts";
import type { Steps } from "./steps.ts";

type JsonMap = Readonly<Record<string, Json>>;
/** A draft-07 schema as data. */
export type Schema = Readonly<Record<string, unknown>>;
export type RowDefinition = TriggerDefinition | ActionDefinition;

/** How a row's value was written, and what it means in normal form. */
export interface FormShape {
  readonly written: "short" | "params";
  readonly params: JsonMap;
  /** The parameter that the short form is; `null` if it is none alone. */
  readonly shortKey: string | null;
}

export const asSchema = (value: unknown): Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : {};
const listOf = (value: unknown): readonly Schema[] =>
  Array.isArray(value) ? value.map(asSchema) : [];

/** What a definition's row may hold: the schema of its parameters, and of its short form. */
export const rowSchemas = (
  definition: RowDefinition,
  { definitions }: FileDefinitions,
): { readonly params: Schema; readonly short: Schema | null } => {
  const kind = "run" in definition ? "action" : "trigger";
  const forms = listOf(asSchema(definitions[`${kind}.${definition.name}`]).anyOf);
  const params = forms.at(-1) ?? {};
  return { params, short: forms.length > 1 ? (forms[0] ?? null) : null };
};

const isPointer = (schema: Schema): boolean => typeof schema.$ref === "string";
const takesKind = (schema: Schema, kind: string): boolean => {
  const { type } = schema;
  if (Array.isArray(type)) return type.includes(kind);
  return type === kind || (kind === "number" && type === "integer");
};
const isFixed = (schema: Schema, value: Json): boolean => {
  if (schema.const !== undefined) return schema.const === value;
  return !Array.isArray(schema.enum) || schema.enum.includes(value);
};

/** Ways a value may be written. A branch that only demands keys describes no way of its own: the map around it does. */
export const choicesOf = (schema: Schema): readonly Schema[] =>
  [...listOf(schema.anyOf), ...listOf(schema.oneOf)].filter((one) =>
    Object.keys(one).some((key) => key !== "required"),
  );

const fitsMap = (schema: Schema, value: JsonMap): boolean => {
  const properties = asSchema(schema.properties);
  const { pattern } = asSchema(schema.propertyNames);
  const named = typeof pattern === "string" ? new RegExp(pattern) : null;
  return Object.entries(value).every(([key, inner]) => {
    if (named !== null && !named.test(key)) return false;
    if (Object.hasOwn(properties, key)) return canShow(asSchema(properties[key]), inner);
    const { additionalProperties: rest } = schema;
    return typeof rest === "object" && rest !== null && canShow(asSchema(rest), inner);
  });
};
const fitsList = (schema: Schema, value: readonly Json[]): boolean => {
  const { items } = schema;
  if (Array.isArray(items))
    return value.every((one, place) => canShow(asSchema(items[place]), one));
  return value.every((one) => canShow(asSchema(items), one));
};

/** Whether a form has a place for everything in a value, right or wrong; what it has none for is left to YAML. */
export const canShow = (schema: Schema, value: Json): boolean => {
  if (isPointer(schema) || schema["x-free"] === true) return true;
  const choices = choicesOf(schema);
  if (choices.length > 0) return choices.some((one) => canShow(one, value));
  if (Array.isArray(value)) return takesKind(schema, "array") && fitsList(schema, value);
  if (isMap(value)) return takesKind(schema, "object") && fitsMap(schema, value);
  if (schema.const !== undefined) return schema.const === value;
  if (typeof value === "boolean") return takesKind(schema, "boolean");
  // A number that is none stays in its field, with the message beside it.
  const scalar = ["string", "number"].some((kind) => takesKind(schema, kind));
  return scalar && (isFixed(schema, value) || typeof value === "string");
};

const checkers = new WeakMap<Schema, (value: Json) => boolean>();
const fitsStrictly = (schema: Schema, value: Json, { definitions }: FileDefinitions): boolean => {
  let check = checkers.get(schema);
  if (check === undefined) {
    const problems = checkShapeTypebox({ ...schema, definitions } as never);
    check = (one) => problems(one).length === 0;
    checkers.set(schema, check);
  }
  return check(value);
};

const expanded = (definition: RowDefinition, value: Json): JsonMap | null => {
  try {
    const params = definition.short?.expand(value) as Json | undefined;
    return isMap(params) ? params : null;
  } catch {
    // A plugin's short form, or a value no form has a place for.
    return null;
  }
};

/** Parameters with what has a default filled in, so that two ways of writing can be compared. */
const filled = (params: JsonMap, schema: Schema): JsonMap => {
  const defaults = Object.entries(asSchema(schema.properties)).flatMap(([key, one]) => {
    const given = asSchema(one).default;
    return given === undefined ? [] : [[key, given as Json] as const];
  });
  return { ...Object.fromEntries(defaults), ...params };
};
const withoutDefaults = (params: JsonMap, schema: Schema): JsonMap => {
  const properties = asSchema(schema.properties);
  return Object.fromEntries(
    Object.entries(params).filter(
      ([key, value]) => !isSame(asSchema(properties[key]).default as Json | undefined, value),
    ),
  );
};

/** The parameter whose value alone is the short form: `names` of `tag`. */
const shortKeyOf = (params: JsonMap, value: Json): string | null =>
  Object.keys(params).find((key) => isSame(params[key], value)) ?? null;

/** Finds which form a row's value was written in; `null` if no form can show it. */
export const shapeOf = (
  definition: RowDefinition,
  value: Json,
  file: FileDefinitions,
): FormShape | null => {
  const { params, short } = rowSchemas(definition, file);
  const asShort = (): FormShape | null => {
    const made = expanded(definition, value);
    if (made === null) return null;
    const shown = withoutDefaults(made, params);
    return { written: "short", params: shown, shortKey: shortKeyOf(shown, value) };
  };
  if (short !== null && fitsStrictly(short, value, file)) return asShort();
  if (isMap(value) && canShow(params, value))
    return { written: "params", params: value, shortKey: null };
  return short !== null && canShow(short, value) ? asShort() : null;
};

/** What an author could write for parameters in short: a value alone, its only item, or a fixed word. */
const shortCandidates = (params: JsonMap, short: Schema): readonly Json[] => {
  const fixed = [short, ...listOf(short.anyOf)].flatMap(({ const: word }) =>
    typeof word === "string" ? [word] : [],
  );
  const values = Object.values(params);
  const single = values.flatMap((value) =>
    Array.isArray(value) && value.length === 1 ? [value[0] as Json] : [],
  );
  return [...fixed, ...values, ...single];
};

/** The value to write for a row's parameters: short where that says the same, unless the author wrote them out. */
export const writtenFor = (
  definition: RowDefinition,
  params: JsonMap,
  written: FormShape["written"],
  file: FileDefinitions,
): Json => {
  const { params: schema, short } = rowSchemas(definition, file);
  if (written === "params" || short === null) return params;
  const wanted = filled(params, schema);
  const found = shortCandidates(params, short).find((value) => {
    if (!canShow(short, value)) return false;
    const made = expanded(definition, value);
    return made !== null && isSame(filled(made, schema), wanted);
  });
  return found ?? params;
};

/** Where a parameter stands in the rule; `null` if the short form leaves no place for it. */
export const stepsOfParam = (shape: FormShape, valueAt: Steps, path: Steps): Steps | null => {
  if (shape.written === "params") return [...valueAt, ...path];
  const [key, ...rest] = path;
  return shape.shortKey !== null && key === shape.shortKey ? [...valueAt, ...rest] : null;
};
