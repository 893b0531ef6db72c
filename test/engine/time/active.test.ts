import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Active } from "../../../engine/schema/rule.ts";
import { isActive, periodStartMs } from "../../../engine/time/active.ts";
import { momentOf, printMoment, wallTime } from "../../../engine/time/calendar.ts";

const ZONE = "Asia/Shanghai";
const settings = { timezone: ZONE, holidays: ["2026-10-01"], workdays: [] };
const active = (of: Partial<Active>): Active => ({
  from: null,
  until: null,
  hours: [],
  days: [],
  ...of,
});
const at = (text: string): number => momentOf(text.slice(0, 10), text.slice(11), ZONE);
const holds = (of: Partial<Active>, now: string): boolean =>
  isActive(active(of), at(now), settings);

describe("when a rule is active", () => {
  it("is always, where nothing is said", () => {
    expect(holds({}, "2026-11-23 03:00")).toBe(true);
  });

  it.each([
    ["2026-11-22 23:59", false],
    ["2026-11-23 00:00", true],
    ["2026-11-30 23:59", true],
    ["2026-12-01 00:00", false],
  ])("counts both ends of from and until in: %s", (now, held) => {
    expect(holds({ from: "2026-11-23", until: "2026-11-30" }, now)).toBe(held);
  });

  it("lets any of several windows and days do", () => {
    const hours = ["09:00-12:00", "14:00-18:00"];
    expect(holds({ hours, days: ["mon-fri"] }, "2026-11-23 15:00")).toBe(true);
    expect(holds({ hours, days: ["mon-fri"] }, "2026-11-23 13:00")).toBe(false);
    expect(holds({ hours, days: ["sat", "sun"] }, "2026-11-23 15:00")).toBe(false);
    expect(holds({ days: ["restday"] }, "2026-10-01 10:00")).toBe(true);
  });

  it("gives a window past midnight to the day it starts", () => {
    const late = { hours: ["22:00-02:00"], days: ["fri"] };
    expect(holds(late, "2026-11-27 23:00")).toBe(true);
    expect(holds(late, "2026-11-28 01:00")).toBe(true);
    expect(holds(late, "2026-11-27 01:00")).toBe(false);
    expect(holds({ hours: ["22:00-02:00"], until: "2026-11-27" }, "2026-11-28 01:00")).toBe(true);
    expect(holds({ hours: ["22:00-02:00"], from: "2026-11-28" }, "2026-11-28 01:00")).toBe(false);
  });
});

describe("the period a limit looks at", () => {
  const now = at("2026-11-26 20:31");
  const isIn = (every: string, text: string): boolean => at(text) > periodStartMs(every, now, ZONE);

  it.each([
    ["day", "2026-11-26 00:00", "2026-11-25 23:59"],
    ["week", "2026-11-23 00:00", "2026-11-22 23:59"],
    ["month", "2026-11-01 00:00", "2026-10-31 23:59"],
    ["2h", "2026-11-26 18:32", "2026-11-26 18:31"],
  ])("%s begins so that %s counts and %s does not", (every, first, before) => {
    expect(isIn(every, first)).toBe(true);
    expect(isIn(every, before)).toBe(false);
  });

  it("begins at midnight of a day that is not later, in any zone", () => {
    const zones = fc.constantFrom(ZONE, "America/New_York", "Asia/Kathmandu");
    const periods = fc.constantFrom("day", "week", "month");
    const moments = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });
    fc.assert(
      fc.property(zones, periods, moments, (zone, every, nowMs) => {
        const startMs = periodStartMs(every, nowMs, zone) + 1;
        expect(startMs).toBeLessThanOrEqual(nowMs);
        expect(printMoment(startMs, zone)).toMatch(/ 00:00$/);
        if (every === "week") expect(wallTime(startMs, zone).weekday).toBe("mon");
        if (every === "month") expect(wallTime(startMs, zone).date).toMatch(/-01$/);
      }),
    );
  });
});
