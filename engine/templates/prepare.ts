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

/** Every template of a value with where it stands: for checks and lint. */
export const templatesIn = (
  value: Json,
  schema: object,
): readonly {
  readonly at: readonly (string | number)[];
  readonly text: string;
  readonly use: TemplateUse;
}[] => {
  const found: { at: readonly (string | number)[]; text: string; use: TemplateUse }[] = [];
  const visit = (at: readonly (string | number)[], part: Json, among: readonly Schema[]): void => {
    const schemas = among.flatMap(alternatives);
    if (typeof part === "string") {
      const use = templateUse(schemas);
      if (use !== null && isTemplate(part)) found.push({ at, text: part, use });
    } else if (Array.isArray(part)) {
      part.forEach((item, place) => {
        visit([...at, place], item, inside(schemas, place));
      });
    } else if (typeof part === "object" && part !== null) {
      for (const [key, item] of Object.entries(part))
        visit([...at, key], item, inside(schemas, key));
    }
  };
  visit([], value, [schema as Schema]);
  return found;
};
