import type { Account } from "../schema/account.ts";
import type { Active, Limit } from "../schema/rule.ts";
import { momentOf, wallTime } from "./calendar.ts";
import { addDays, WEEKDAYS, weekdayOf } from "./dates.ts";
import { isOnDay } from "./days.ts";
import { durationMs } from "./durations.ts";
import { parseWindow, passesMidnight } from "./windows.ts";

type Settings = Pick<Account, "timezone" | "holidays" | "workdays">;

const isActiveOn = (date: string, active: Active, settings: Settings): boolean => {
  if (active.from !== null && date < active.from) return false;
  if (active.until !== null && date > active.until) return false;
  return active.days.length === 0 || active.days.some((day) => isOnDay(date, day, settings));
};

/** The days on which a window that is open at this minute may have begun. */
const startedOn = (hours: string, date: string, minute: number): readonly string[] => {
  const window = parseWindow(hours);
  if (window === null) return [];
  if (!passesMidnight(window)) return minute >= window.start && minute < window.end ? [date] : [];
  const today = minute >= window.start ? [date] : [];
  return minute < window.end ? [...today, addDays(date, -1)] : today;
};

/** Whether a rule's `active` holds. A window past midnight belongs to the day it starts: its date and weekday count. */
export const isActive = (active: Active, nowMs: number, settings: Settings): boolean => {
  const { date, minute } = wallTime(nowMs, settings.timezone);
  const days =
    active.hours.length === 0
      ? [date]
      : active.hours.flatMap((hours) => startedOn(hours, date, minute));
  return days.some((day) => isActiveOn(day, active, settings));
};

/** First day of the calendar period a day lies in; weeks begin on Monday. */
const firstDay = (period: "day" | "week" | "month", date: string): string => {
  if (period === "month") return `${date.slice(0, 8)}01`;
  return period === "week" ? addDays(date, -WEEKDAYS.indexOf(weekdayOf(date))) : date;
};

/**
 * The moment after which runs count towards a limit: the last one before the calendar `day`, `week` or
 * `month` began in the zone, or so much time ago (`2h`).
 */
export const periodStartMs = (
  every: NonNullable<Limit["every"]>,
  nowMs: number,
  zone: string,
): number => {
  if (every !== "day" && every !== "week" && every !== "month") return nowMs - durationMs(every);
  const first = firstDay(every, wallTime(nowMs, zone).date);
  return momentOf(first, "00:00", zone) - 1;
};
