import type { Facts } from "../schema/compiled-rules.ts";
import type { Json } from "../schema/words.ts";
import type { Template, TemplateUse } from "./template.ts";
import { isTemplate, parseTemplate } from "./template.ts";

/** Languages to try for a text that has several, best first: `zh_CN`, then its base `zh`. */
export type Languages = Iterable<string>;
/** Fills every template of a value in; gives a fresh value. */
export type Fill = (facts: Facts, languages: Languages, missing: (name: string) => void) => Json;
interface Schema {
  readonly [keyword: string]: unknown;
}

const alternatives = (schema: Schema): readonly Schema[] => {
  const inner = [schema["anyOf"], schema["oneOf"], schema["allOf"]].flatMap((list) =>
    Array.isArray(list) ? (list as Schema[]) : [],
  );
  return [schema, ...inner.flatMap(alternatives)];
};
const isObject = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const own = (map: unknown, key: string): Schema[] =>
  isObject(map) && Object.hasOwn(map, key) && isObject(map[key]) ? [map[key]] : [];

const inside = (schemas: readonly Schema[], key: string | number): readonly Schema[] =>
  schemas.flatMap((schema) => {
    if (schema["x-free"] === true) return [schema];
    if (typeof key === "number") {
      const items = schema["items"];
      const item = Array.isArray(items) ? items[key] : items;
      return isObject(item) ? [item] : [];
    }
    const named = own(schema["properties"], key);
    if (named.length > 0) return named;
    return isObject(schema["additionalProperties"]) ? [schema["additionalProperties"]] : [];
  });

const templateUse = (schemas: readonly Schema[]): TemplateUse | null => {
  const uses = schemas.map((schema) => schema["x-template"]);
  if (uses.includes("url")) return "url";
  return uses.includes("text") ? "text" : null;
};

const pick = (said: Readonly<Record<string, Json>>, languages: Languages): Json => {
  for (const language of languages) if (Object.hasOwn(said, language)) return said[language] ?? "";
  return Object.values(said)[0] ?? "";
};

const LANGUAGE = /^[a-z]{2,3}(?:_[A-Z]{2})?$/;
const isSaidText = (values: object, schemas: readonly Schema[]): boolean =>
  schemas.some((schema) => schema["x-said"] === true) &&
  Object.keys(values).every((key) => LANGUAGE.test(key));

const text = (value: string, use: TemplateUse | null): Fill | null => {
  if (use === null || !isTemplate(value)) return null;
  const parsed = parseTemplate(value, use);
  if ("error" in parsed) return null;
  const template: Template = parsed.ok;
  return (facts, _languages, missing) => template.fill(facts, missing);
};

const list = (values: readonly Json[], schemas: readonly Schema[]): Fill | null => {
  const fills = values.map((value, place) => fillOf(value, inside(schemas, place)));
  if (fills.every((fill) => fill === null)) return null;
  return (facts, languages, missing) =>
    values.map((value, place) => fills[place]?.(facts, languages, missing) ?? value);
};

const map = (values: Readonly<Record<string, Json>>, schemas: readonly Schema[]): Fill | null => {
  const fills = Object.entries(values).map(
    ([key, value]) => [key, value, fillOf(value, inside(schemas, key))] as const,
  );
  const isSaid = isSaidText(values, schemas);
  if (!isSaid && fills.every(([, , fill]) => fill === null)) return null;
  return (facts, languages, missing) => {
    if (isSaid) {
      const chosen = pick(values, languages);
      const [, , fill] = fills.find(([, value]) => value === chosen) ?? [];
      return fill?.(facts, languages, missing) ?? chosen;
    }
    return Object.fromEntries(
      fills.map(([key, value, fill]) => [key, fill?.(facts, languages, missing) ?? value]),
    );
  };
};

const fillOf = (value: Json, among: readonly Schema[]): Fill | null => {
  const schemas = among.flatMap(alternatives);
  if (typeof value === "string") return text(value, templateUse(schemas));
  if (Array.isArray(value)) return list(value, schemas);
  if (typeof value !== "object" || value === null) return null;
  return map(value as Readonly<Record<string, Json>>, schemas);
};

/** Prepares a value for filling in, by the schema's `x-template`, `x-said` and `x-free`; lists of actions and conditions (`$ref`) are left alone. `null` where nothing is to fill: the value stays as it is. */
export const prepareFill = (value: Json, schema: object): Fill | null =>
  fillOf(value, [schema as Schema]);

type At = readonly (string | number)[];
/** Every part of a value with the schemas that describe it, from the outside in. */
const walk = (
  value: Json,
  schema: object,
  see: (at: At, part: Json, schemas: readonly Schema[]) => void,
): void => {
  const visit = (at: At, part: Json, among: readonly Schema[]): void => {
    const schemas = among.flatMap(alternatives);
    see(at, part, schemas);
    if (typeof part !== "object" || part === null) return;
    const inner = Array.isArray(part) ? part.entries() : Object.entries(part);
    for (const [key, item] of inner) visit([...at, key], item, inside(schemas, key));
  };
  visit([], value, [schema as Schema]);
};

/** Every template of a value with where it stands: for checks and lint. */
export const templatesIn = (
  value: Json,
  schema: object,
): readonly { readonly at: At; readonly text: string; readonly use: TemplateUse }[] => {
  const found: { at: At; text: string; use: TemplateUse }[] = [];
  walk(value, schema, (at, part, schemas) => {
    const use = typeof part === "string" && isTemplate(part) ? templateUse(schemas) : null;
    if (use !== null) found.push({ at, text: part as string, use });
  });
  return found;
};

/** Every text of a value that is written in several languages, with where it stands and which they are: for lint. */
export const saidTextsIn = (
  value: Json,
  schema: object,
): readonly { readonly at: At; readonly languages: readonly string[] }[] => {
  const found: { at: At; languages: readonly string[] }[] = [];
  walk(value, schema, (at, part, schemas) => {
    if (!isObject(part) || !isSaidText(part, schemas)) return;
    found.push({ at, languages: Object.keys(part) });
  });
  return found;
};
