import type { Json } from "../../../engine/index.ts";
import type { Schema } from "../../document/form-shape.ts";
import { asSchema, canShow } from "../../document/form-shape.ts";
import { startOf, variantsOf } from "../pick-widget.ts";

/** One way a value may be written: a fixed word, or a schema. */
export interface Variant {
  /** Tells it from the others: a word `number` and a map `{ number: … }` are two ways. */
  readonly id: string;
  /** Under which it is named: of the fixed word, or the key that tells a map apart. */
  readonly key: string;
  readonly schema: Schema;
  readonly word: string | null;
  /** A map of one key: its value alone is edited. */
  readonly only: string | null;
}

const onlyKey = (schema: Schema): string | null => {
  const keys = Object.keys(asSchema(schema.properties));
  return schema.type === "object" && keys.length === 1 ? (keys[0] ?? null) : null;
};
const wordVariants = (schema: Schema): readonly Variant[] | null => {
  const words = schema.const === undefined ? schema.enum : [schema.const];
  if (!Array.isArray(words)) return null;
  return words.map(String).map((word) => ({ id: word, key: word, schema, word, only: null }));
};

/** The ways to write a value of a schema with `anyOf`. */
export const variantList = (schema: Schema): readonly Variant[] =>
  variantsOf(schema).flatMap((one, place): readonly Variant[] => {
    const words = wordVariants(one);
    if (words !== null) return words;
    const only = onlyKey(one);
    const key = only ?? (one.type === "object" ? `map-${place}` : String(one.type ?? place));
    return [{ id: `${key}:${place}`, key, schema: one, word: null, only }];
  });

/** Which way a value is written. */
export const variantOf = (variants: readonly Variant[], value: Json | undefined): Variant | null =>
  variants.find(({ word }) => word !== null && word === value) ??
  variants.find(
    ({ word, schema }) => word === null && value !== undefined && canShow(schema, value),
  ) ??
  null;

/** A first value written that way. */
export const startOfVariant = ({ word, schema }: Variant): Json =>
  word ?? (startOf(schema) as Json);
