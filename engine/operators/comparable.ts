import type { Account } from "../schema/account.ts";
import type { Json } from "../schema/words.ts";
import { plainText } from "../text/fold.ts";
import { parseMoment, wallTime } from "../time/calendar.ts";
import { isDate } from "../time/dates.ts";
import { parseTime } from "../time/windows.ts";
import { asText, NUMBER } from "./texts.ts";

/** A value that has an order: a number, a day, a time of the day, or a moment on the account's wall clock. */
type Comparable =
  | { readonly kind: "number"; readonly is: number }
  | { readonly kind: "time"; readonly is: number }
  | { readonly kind: "date"; readonly is: string }
  | { readonly kind: "moment"; readonly is: string };

const parse = (value: Json, zone: string): Comparable | null => {
  const text = plainText(asText(value) ?? "");
  if (NUMBER.test(text)) return { kind: "number", is: Number(text) };
  if (isDate(text)) return { kind: "date", is: text };
  const time = parseTime(text);
  if (time !== null) return { kind: "time", is: time };
  const atMs = parseMoment(text, zone);
  if (atMs === null) return null;
  const wall = wallTime(atMs, zone);
  return { kind: "moment", is: `${wall.date} ${wall.time}` };
};

const sign = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
/**
 * −1, 0 or 1 as the first value lies before, at or after the second; `null` if they have no common order:
 * text that is no number, a date against a number. A moment meets a date as the day it lies in.
 */
export const compare = (actual: Json, expected: Json, settings: Account): number | null => {
  const a = parse(actual, settings.timezone);
  const b = parse(expected, settings.timezone);
  if (a === null || b === null) return null;
  if (a.kind === "number" || a.kind === "time")
    return a.kind === b.kind ? sign(a.is, b.is as number) : null;
  if (b.kind === "number" || b.kind === "time") return null;
  if (a.kind === b.kind) return sign(a.is, b.is);
  return sign(a.is.slice(0, 10), b.is.slice(0, 10));
};
