import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  isDate,
  isInRange,
  parseRange,
  WEEKDAYS,
  weekdayOf,
} from "../../../engine/time/dates.ts";
import { dayKind, isOnDay } from "../../../engine/time/days.ts";
import { durationMs } from "../../../engine/time/durations.ts";
import { isInWindow, parseTime, parseWindow } from "../../../engine/time/windows.ts";

const anyDate = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays("1970-01-01", days));

describe("a day", () => {
  it.each([
    ["2026-02-28", true],
    ["2028-02-29", true],
    ["2026-02-29", false],
    ["2026-13-01", false],
    ["2026-1-1", false],
    ["", false],
  ])("%s exists: %s", (text, exists) => {
    expect(isDate(text)).toBe(exists);
  });

  it("moves by whole days, there and back", () => {
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        expect(addDays(addDays(date, days), -days)).toBe(date);
      }),
    );
  });

  it("has the weekday of the day before, plus one", () => {
    expect(weekdayOf("2026-11-23")).toBe("mon");
    fc.assert(
      fc.property(anyDate, (date) => {
        const today = WEEKDAYS.indexOf(weekdayOf(date));
        expect(WEEKDAYS.indexOf(weekdayOf(addDays(date, 1)))).toBe((today + 1) % 7);
      }),
    );
  });

  it("lies in a range with both ends in", () => {
    const range = "2026-10-01..2026-10-07";
    expect(
      ["2026-09-30", "2026-10-01", "2026-10-07", "2026-10-08"].map((date) =>
        isInRange(date, range),
      ),
    ).toEqual([false, true, true, false]);
    expect(isInRange("2026-10-01", "2026-10-01")).toBe(true);
  });

  it.each(["2026-10-07..2026-10-01", "2026-10-01..", "2026-10-01..2026-10-02..2026-10-03", "x"])(
    "is in no range where there is none: %s",
    (range) => {
      expect(parseRange(range)).toBeNull();
      expect(isInRange("2026-10-01", range)).toBe(false);
    },
  );
});

describe("workday and restday", () => {
  const settings = {
    holidays: ["2026-10-01", "2026-10-10"],
    workdays: ["2026-09-27", "2026-10-10"],
  };
  it.each([
    ["2026-11-23", "workday", "an ordinary Monday"],
    ["2026-11-22", "restday", "a Sunday"],
    ["2026-10-01", "restday", "a holiday on a Thursday"],
    ["2026-09-27", "workday", "a Sunday that is worked"],
    ["2026-10-10", "workday", "worked although a holiday was declared"],
  ])("%s is a %s: %s", (date, kind) => {
    expect(dayKind(date, settings)).toBe(kind);
    expect(isOnDay(date, kind, settings)).toBe(true);
  });

  it.each([
    ["mon-fri", ["mon", "tue", "wed", "thu", "fri"]],
    ["fri-mon", ["mon", "fri", "sat", "sun"]],
    ["wed", ["wed"]],
    ["wed-wed", ["wed"]],
    ["someday", []],
  ])("%s holds %j", (day, expected) => {
    const week = WEEKDAYS.map((_, at) => addDays("2026-11-23", at));
    const held = week.filter((date) => isOnDay(date, day, settings)).map(weekdayOf);
    expect(held).toEqual(expected);
  });
});

describe("a time window", () => {
  const holds = (text: string, time: string): boolean => {
    const window = parseWindow(text);
    return window !== null && isInWindow(parseTime(time) ?? -1, window);
  };
  it.each([
    ["09:00-18:00", "09:00", true],
    ["09:00-18:00", "17:59", true],
    ["09:00-18:00", "18:00", false],
    ["22:00-02:00", "23:00", true],
    ["22:00-02:00", "01:59", true],
    ["22:00-02:00", "02:00", false],
    ["22:00-02:00", "12:00", false],
    ["18:00-24:00", "23:59", true],
    ["00:00-24:00", "00:00", true],
    ["08:00-08:00", "03:00", true],
  ])("%s at %s: %s", (window, time, held) => {
    expect(holds(window, time)).toBe(held);
  });

  it("and the window from its end to its start never hold together, and one always does", () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(
        ([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`,
      );
    fc.assert(
      fc.property(time, time, time, (start, end, now) => {
        fc.pre(start !== end);
        expect(holds(`${start}-${end}`, now)).not.toBe(holds(`${end}-${start}`, now));
      }),
    );
  });

  it.each(["9:00-18:00", "09:00-25:00", "24:00-09:00", "09:00–18:00", "", "09:60-10:00"])(
    "%j is none",
    (text) => {
      expect(parseWindow(text)).toBeNull();
    },
  );
});

describe("a duration", () => {
  it.each([
    ["90s", 90_000],
    ["10m", 600_000],
    ["2h", 7_200_000],
    ["7d", 604_800_000],
    ["4w", 2_419_200_000],
  ])("%s lasts %i ms", (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  it.each(["", "1", "m", "1.5h", "-2h", "1y", "2 h"])("%j is none and says so", (text) => {
    expect(() => durationMs(text)).toThrow(/not a duration/);
  });
});
