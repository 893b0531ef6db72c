import type { Account } from "../schema/account.ts";
import type { Json } from "../schema/words.ts";
import { foldText } from "../text/fold.ts";

/** What a value is as a text; `null` for lists, maps and what is missing. */
export const asText = (value: Json): string | null =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : null;
/** One item stands for a list; what is missing stands for none. */
export const listOf = (value: Json): readonly Json[] => {
  if (Array.isArray(value)) return value as readonly Json[];
  return value === null ? [] : [value];
};

/** The folded form of a value, `null` where it is no text. */
export const folded = (value: Json, settings: Account): string | null => {
  const text = asText(value);
  return text === null ? null : foldText(text, settings.foldTraditional);
};
/** The folded keywords among values; an empty one (a template without a value) finds nothing. */
export const keywords = (value: Json, settings: Account): readonly string[] =>
  listOf(value).flatMap((one) => folded(one, settings) || []);

/** A number as rules write one. */
export const NUMBER: RegExp = /^-?\d+(?:\.\d+)?$/;
/** Whether two values are the same text when folded; `1.0` is `1` only where one side is a number by itself. */
export const isSame = (actual: Json, expected: Json, settings: Account): boolean => {
  const [a, b] = [folded(actual ?? "", settings), folded(expected ?? "", settings)];
  if (a === null || b === null) return false;
  if (a === b) return true;
  const hasNumber = typeof actual === "number" || typeof expected === "number";
  return hasNumber && NUMBER.test(a) && NUMBER.test(b) && Number(a) === Number(b);
};
