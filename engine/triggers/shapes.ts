import type { TSchema } from "typebox";
import { Type } from "typebox";
import type { Json } from "../schema/words.ts";
import { ANY } from "./filed.ts";

const closed = { additionalProperties: false } as const;

/** The normal form of a trigger that holds for every event of its kind. */
export const AnyParams = Type.Object({ any: Type.Literal(true) }, closed);
/** What an author writes for it: `image: any`. */
export const anyShort = {
  schema: Type.Literal(ANY),
  expand: (_: Json): { any: true } => ({ any: true }),
};

/** The normal form of a trigger with names: a list is an "or". */
export const namesParams = (name: TSchema) =>
  Type.Object({ names: Type.Unsafe<readonly string[]>(Type.Array(name, { minItems: 1 })) }, closed);
/** What an author writes for it: `menu: HOURS`, `menu: [HOURS, MENU]` or `menu: any`. */
export const namesShort = (name: TSchema) => ({
  schema: Type.Union([Type.Literal(ANY), Type.Array(name, { minItems: 1 })]),
  expand: (value: Json): { names: readonly string[] } => ({
    names: (Array.isArray(value) ? value : [value]) as readonly string[],
  }),
});
