import type { Json } from "../../schema/words.ts";

/** A JSON Schema as plain data, with our own `x-` marks. */
export interface Schema {
  readonly [keyword: string]: unknown;
}
/** The way into an authored value: keys, and places from 0. */
export type Place = readonly (string | number)[];
type JsonMap = Readonly<Record<string, Json>>;

export const isMap = (value: unknown): value is JsonMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly Schema[] =>
  Array.isArray(value) ? (value as Schema[]) : [];

const hasType = (value: Json, type: unknown): boolean => {
  if (Array.isArray(type)) return type.some((one) => hasType(value, one));
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isMap(value);
  if (type === "null") return value === null;
  if (type === "integer" || type === "number") return typeof value === "number";
  return type === undefined || typeof value === type;
};
const keysFit = (value: JsonMap, schema: Schema): boolean => {
  const { required, additionalProperties } = schema;
  const properties = isSchema(schema.properties) ? schema.properties : {};
  const names = Array.isArray(required) ? (required as string[]) : [];
  if (names.some((name) => !Object.hasOwn(value, name))) return false;
  if (additionalProperties !== false) return true;
  return Object.keys(value).every((key) => Object.hasOwn(properties, key));
};
const constFits = (value: Json, schema: Schema): boolean => {
  if (schema.const !== undefined) return schema.const === value;
  const among = schema.enum;
  return !Array.isArray(among) || among.includes(value);
};
const fits = (value: Json, schema: Schema): boolean =>
  constFits(value, schema) &&
  hasType(value, schema.type) &&
  (!isMap(value) || keysFit(value, schema));
const isExact = (schema: Schema): boolean =>
  schema.const !== undefined || schema.enum !== undefined;

/** The alternatives of a schema that a value can have meant; an exact word (`any`) leaves no other. */
export const meantBy = (value: Json, schema: Schema): readonly Schema[] => {
  const choices = [...listOf(schema.anyOf), ...listOf(schema.oneOf)];
  const all = listOf(schema.allOf).flatMap((part) => meantBy(value, part));
  if (choices.length === 0) return fits(value, schema) ? [schema, ...all] : all;
  const meant = choices.flatMap((choice) => meantBy(value, choice));
  const exact = meant.filter(isExact);
  return [...(exact.length > 0 ? exact : meant), schema, ...all];
};

const inside = (schema: Schema, key: string | number): readonly Schema[] => {
  if (schema["x-free"] === true) return [schema];
  const { items, properties, additionalProperties } = schema;
  if (typeof key === "number") {
    const item = Array.isArray(items) ? items[key] : items;
    return isSchema(item) ? [item] : [];
  }
  const own = isSchema(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (isSchema(own)) return [own];
  return isSchema(additionalProperties) ? [additionalProperties] : [];
};
/** The schemas of what stands at `key` inside a value. */
export const schemasInside = (
  schemas: readonly Schema[],
  key: string | number,
): readonly Schema[] => schemas.flatMap((schema) => inside(schema, key));

/** Where a list of actions or a condition stands (`shapes.ts`). */
export type Pointer = "actions" | "condition";
/** What a schema points to, if it is one of the recursive shapes. */
export const pointerOf = (schemas: readonly Schema[]): Pointer | null => {
  for (const { $ref } of schemas) {
    if ($ref === "#/definitions/actions") return "actions";
    if ($ref === "#/definitions/condition") return "condition";
  }
  return null;
};

/** One value on the way, with the schemas it can have meant. */
export interface Visited {
  readonly at: Place;
  readonly value: Json;
  readonly schemas: readonly Schema[];
}
/** Visits a value and all that is in it, by its schema; lists of actions and conditions are left to their own checks. */
export const visitShape = (
  { at, value, schemas: among }: Visited,
  visit: (visited: Visited) => void,
): void => {
  if (pointerOf(among) !== null) return;
  const schemas = among.flatMap((schema) => meantBy(value, schema));
  if (pointerOf(schemas) !== null) return;
  visit({ at, value, schemas });
  if (Array.isArray(value)) {
    for (const [place, item] of value.entries())
      visitShape(
        { at: [...at, place], value: item, schemas: schemasInside(schemas, place) },
        visit,
      );
  } else if (isMap(value)) {
    for (const [key, item] of Object.entries(value))
      visitShape({ at: [...at, key], value: item, schemas: schemasInside(schemas, key) }, visit);
  }
};

/** The first value of a mark among schemas. */
export const markOf = (schemas: readonly Schema[], mark: `x-${string}`): unknown => {
  for (const schema of schemas) if (schema[mark] !== undefined) return schema[mark];
  return undefined;
};

/** Puts in what `default` says where a key was left out. */
export const withDefaults = (value: Json, schema: Schema): Json => {
  const schemas = meantBy(value, schema);
  if (pointerOf(schemas) !== null) return value;
  if (Array.isArray(value))
    return value.map((item, place) => defaultsIn(item, schemasInside(schemas, place)));
  if (!isMap(value)) return value;
  const filled = Object.entries(value).map(
    ([key, item]) => [key, defaultsIn(item, schemasInside(schemas, key))] as const,
  );
  const missing = schemas.flatMap((one) =>
    Object.entries(isSchema(one.properties) ? one.properties : {}).flatMap(([key, inner]) =>
      Object.hasOwn(value, key) || !isSchema(inner) || inner.default === undefined
        ? []
        : [[key, inner.default as Json] as const],
    ),
  );
  return Object.fromEntries([...filled, ...missing]);
};
const defaultsIn = (value: Json, schemas: readonly Schema[]): Json =>
  schemas.reduce<Json>((filled, schema) => withDefaults(filled, schema), value);
