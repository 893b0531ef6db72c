import type { DiagnosticCode } from "../../errors.ts";
import { signsOf } from "../../meaning/pieces.ts";
import type { Names } from "../../schema/words.ts";
import { fenOf } from "../../text/money.ts";
import { isZone, parseMoment } from "../../time/calendar.ts";
import { addDays, isDate, parseRange } from "../../time/dates.ts";
import { cronProblem } from "../../triggers/schedule.ts";

/** Why a text that has the right pattern still says nothing sensible. */
export interface ShapeRefusal {
  readonly code: DiagnosticCode;
  readonly params: Names;
}

/** The longest range that is written out day by day. */
const MOST_DAYS = 400;
/** Every day of `2026-10-01..2026-10-07`, or the one day; none if it is no range. */
export const daysIn = (range: string): readonly string[] => {
  const parsed = parseRange(range);
  const days: string[] = [];
  if (parsed === null) return days;
  for (let day = parsed.from; day <= parsed.until && days.length < MOST_DAYS; day = addDays(day, 1))
    days.push(day);
  return days;
};

const refusal = (code: DiagnosticCode, params: Names): ShapeRefusal => ({ code, params });
const rangeRefusal = (text: string): ShapeRefusal | null => {
  const wrong = text.split("..").find((day) => !isDate(day));
  if (wrong !== undefined) return refusal("no-such-day", { found: wrong });
  const days = daysIn(text);
  if (days.length === 0) return refusal("range-backwards", { found: text });
  return days.length < MOST_DAYS
    ? null
    : refusal("range-too-long", { found: text, max: MOST_DAYS });
};

const refusals: Readonly<Record<string, (text: string) => ShapeRefusal | null>> = {
  date: (text) => (isDate(text) ? null : refusal("no-such-day", { found: text })),
  "date-range": rangeRefusal,
  "date-time": (text) =>
    parseMoment(text, "UTC") === null ? refusal("no-such-moment", { found: text }) : null,
  money: (text) => ((fenOf(text) ?? 0) > 0 ? null : refusal("money-form", { found: text })),
  timezone: (text) => (isZone(text) ? null : refusal("no-such-zone", { found: text })),
  example: (text) => (signsOf(text).length > 0 ? null : refusal("empty-example", { found: text })),
  cron: (text) => {
    const problem = cronProblem(text);
    return problem === null ? null : refusal("schedule-form", { found: text, reason: problem });
  },
};

/** Asks the calendar and the clock what a pattern cannot know. */
export const shapeRefusal = (text: string, shape: unknown): ShapeRefusal | null =>
  typeof shape === "string" && Object.hasOwn(refusals, shape)
    ? (refusals[shape]?.(text) ?? null)
    : null;
