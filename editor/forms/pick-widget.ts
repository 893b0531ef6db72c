import type { Schema } from "../document/form-shape.ts";
import { asSchema, choicesOf } from "../document/form-shape.ts";

/** Every way a value can be shown; a definition's schema says which by its `type`, `x-…` and bounds. */
export type Widget =
  | "actions"
  | "condition"
  | "json"
  | "fixed"
  | "said"
  | "text"
  | "template"
  | "url"
  | "number"
  | "bool"
  | "enum"
  | "duration"
  | "distance"
  | "date"
  | "date-time"
  | "window"
  | "windows"
  | "weekdays"
  | "resource"
  | "resources"
  | "tags"
  | "sentences"
  | "texts"
  | "numbers"
  | "objects"
  | "group"
  | "one-key"
  | "pairs"
  | "variants"
  | "variant-list";

const SHAPES: Readonly<Record<string, Widget>> = {
  duration: "duration",
  distance: "distance",
  date: "date",
  "date-time": "date-time",
  "time-window": "window",
};
/** A duration that a pattern alone describes: `^([1-9]|[12][0-9]|30)s$`. */
const isDuration = (pattern: unknown): boolean =>
  typeof pattern === "string" && /(?:\[smhdw\]|\)s)\)?\$$/.test(pattern);

const ofText = (schema: Schema): Widget => {
  if (Array.isArray(schema.enum)) return "enum";
  if (schema["x-resource"] !== undefined) return "resource";
  const shape = SHAPES[String(schema["x-shape"] ?? "")];
  if (shape !== undefined) return shape;
  if (isDuration(schema.pattern)) return "duration";
  if (schema["x-template"] === "url") return "url";
  return schema["x-template"] === "text" ? "template" : "text";
};

const LISTS: Partial<Readonly<Record<Widget, Widget>>> = {
  window: "windows",
  resource: "resources",
  template: "tags",
  text: "tags",
  said: "texts",
  enum: "texts",
  group: "objects",
  variants: "variant-list",
};
const ofList = (schema: Schema): Widget => {
  const items = asSchema(schema.items);
  if (Array.isArray(schema.items)) return "json";
  if (items["x-shape"] === "days") return "weekdays";
  if (items["x-shape"] === "example") return "sentences";
  const item = pickWidget(items);
  const isTuple = schema.minItems === schema.maxItems && schema.minItems !== undefined;
  if (item === "number" && isTuple) return "numbers";
  if (item === "variants" && holdsWindows(items)) return "windows";
  return LISTS[item] ?? "json";
};
const holdsWindows = (items: Schema): boolean =>
  choicesOf(items).some((one) => one["x-shape"] === "time-window");

const ofMap = (schema: Schema): Widget => {
  const properties = Object.keys(asSchema(schema.properties));
  if (properties.length === 0) return schema.additionalProperties ? "pairs" : "group";
  const isOne = schema.maxProperties === 1 && schema.minProperties === 1;
  return isOne && properties.length > 1 ? "one-key" : "group";
};

const ofChoices = (choices: readonly Schema[]): Widget =>
  choices.length === 2 && choices[1]?.["x-said"] === true ? "said" : "variants";

/** The widget for a schema; `json` where there is none. */
export const pickWidget = (schema: Schema): Widget => {
  const { $ref, type } = schema;
  if ($ref === "#/definitions/actions") return "actions";
  if ($ref === "#/definitions/condition") return "condition";
  if (schema["x-free"] === true || $ref !== undefined) return "json";
  const choices = choicesOf(schema);
  if (choices.length > 0) return ofChoices(choices);
  if (schema.const !== undefined) return "fixed";
  if (type === "boolean") return "bool";
  if (type === "number" || type === "integer") return "number";
  if (type === "array") return ofList(schema);
  if (type === "object") return ofMap(schema);
  return type === "string" ? ofText(schema) : "json";
};

/** The schemas a value may have where there are several. */
export const variantsOf = choicesOf;

/** A first value for a schema, that its form can show. */
export const startOf = (schema: Schema): unknown => {
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const [first] = choicesOf(schema);
  if (first !== undefined) return startOf(first);
  if (schema.type === "object") return startOfMap(schema);
  if (schema.type === "array") return Number(schema.minItems ?? 0) > 0 ? startOfList(schema) : [];
  if (schema.type === "boolean") return true;
  if (schema.type === "number" || schema.type === "integer") return Number(schema.minimum ?? 0);
  return schema.$ref === undefined ? "" : [];
};
const startOfList = (schema: Schema): unknown => {
  const item = asSchema(schema.items);
  // Tags and names begin empty: nothing is better than a wrong word.
  if (/^(?:tags|sentences|resources|windows|weekdays|json)$/.test(ofList(schema))) return [];
  return Array.from({ length: Number(schema.minItems) }, () => startOf(item));
};
const startOfMap = (schema: Schema): unknown => {
  const properties = asSchema(schema.properties);
  const required = Array.isArray(schema.required) ? (schema.required as string[]) : [];
  const isOne = ofMap(schema) === "one-key";
  const keys = isOne ? Object.keys(properties).slice(0, 1) : required;
  return Object.fromEntries(keys.map((key) => [key, startOf(asSchema(properties[key]))]));
};
