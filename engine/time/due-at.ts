import { momentOf, wallTime } from "./calendar.ts";
import { addDays } from "./dates.ts";
import { isInWindow, parseWindow } from "./windows.ts";

interface Clock {
  readonly timezone: string;
  /** Windows in which nobody is disturbed: `22:00-08:00`. */
  readonly quietHours: readonly string[];
}
const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** The end of the window that holds this moment; the moment itself where none does. */
const afterWindow = (atMs: number, text: string, zone: string): number => {
  const window = parseWindow(text);
  const { date, minute } = wallTime(atMs, zone);
  if (window === null || !isInWindow(minute, window)) return atMs;
  const end = window.end % 1440;
  return momentOf(end <= minute ? addDays(date, 1) : date, clockText(end), zone);
};

/** One window may end inside another; windows that cover the whole day move nothing. */
const afterQuiet = (atMs: number, { timezone, quietHours }: Clock): number => {
  let later = atMs;
  for (let round = 0; round <= quietHours.length; round += 1) {
    const next = quietHours.reduce((at, window) => afterWindow(at, window, timezone), later);
    if (next === later) return later;
    later = next;
  }
  return atMs;
};

/**
 * When a reminder is due (language.md §6): at its start, moved to `time` on that day of the account's zone; what is
 * past is due now; quiet hours put it off to their end.
 */
export const dueAt = (
  of: { readonly startMs: number; readonly time: string | null; readonly nowMs: number },
  clock: Clock,
): number => {
  const { startMs, time, nowMs } = of;
  const { date } = wallTime(startMs, clock.timezone);
  const atMs = time === null ? startMs : momentOf(date, time, clock.timezone);
  return afterQuiet(Math.max(atMs, nowMs), clock);
};
