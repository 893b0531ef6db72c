import type { TSchema } from "typebox";

/** A schema as plain data (draft-07), free of typebox's own marks. */
export type PlainSchema = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is PlainSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const hasDefault = (properties: unknown, key: unknown): boolean => {
  const inner = isMap(properties) && typeof key === "string" ? properties[key] : undefined;
  return isMap(inner) && inner.default !== undefined;
};

/** Keywords that hold data, not schemas. */
const DATA: readonly string[] = ["const", "enum", "default", "examples"];
const relax = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(relax);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    if (DATA.includes(key)) return [key, inner] as const;
    if (key !== "required" || !Array.isArray(inner)) return [key, relax(inner)] as const;
    const left = inner.filter((name) => !hasDefault(value.properties, name));
    return [key, left] as const;
  });
  return Object.fromEntries(entries.filter(([key, left]) => key !== "required" || !isEmpty(left)));
};
const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** The schema of what an author writes: what has a default may be left out. Plain JSON, which ajv, Monaco and rjsf take alike. */
export const authoredSchema = (schema: TSchema): PlainSchema =>
  relax(JSON.parse(JSON.stringify(schema))) as PlainSchema;
