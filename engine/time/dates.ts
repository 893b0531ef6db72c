const DAY_MS = 86_400_000;
const SHAPE = /^\d{4}-\d{2}-\d{2}$/;
/** Of a week, Monday first, as rules name them. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Whether a text is a day that exists: `2026-02-30` is none. */
export const isDate = (text: string): boolean => {
  if (!SHAPE.test(text)) return false;
  const atMs = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(text);
};
/** Days since 1970-01-01, a Thursday. */
const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
/** The day so many days later (or earlier). */
export const addDays = (date: string, days: number): string =>
  new Date((dayNumber(date) + days) * DAY_MS).toISOString().slice(0, 10);
/** `2026-11-23` is a `mon`. */
export const weekdayOf = (date: string): Weekday =>
  WEEKDAYS[(((dayNumber(date) + 3) % 7) + 7) % 7] ?? "mon";

/** `2026-10-01..2026-10-07`, or a single day; both ends in; `null` if it is no range. */
export const parseRange = (
  text: string,
): { readonly from: string; readonly until: string } | null => {
  const [from = "", until = from, ...more] = text.split("..");
  if (more.length > 0 || !isDate(from) || !isDate(until) || until < from) return null;
  return { from, until };
};
/** Whether a day lies in a range; a text that is no range holds nothing. */
export const isInRange = (date: string, range: string): boolean => {
  const parsed = parseRange(range);
  return parsed !== null && date >= parsed.from && date <= parsed.until;
};
