import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isZone,
  momentOf,
  parseMoment,
  printMoment,
  wallTime,
} from "../../../engine/time/calendar.ts";

const SHANGHAI = "Asia/Shanghai";
const NEW_YORK = "America/New_York";
const ZONES = [SHANGHAI, NEW_YORK, "UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "Asia/Urumqi"];
const anyZone = fc.constantFrom(...ZONES);
const anyMoment = fc.integer({
  min: Date.UTC(1975, 0, 1),
  max: Date.UTC(2090, 0, 1),
});

describe("the clock on the wall", () => {
  it("shows the account's zone, not the server's", () => {
    const atMs = Date.UTC(2026, 10, 23, 12, 31, 59);
    expect(wallTime(atMs, SHANGHAI)).toEqual({
      date: "2026-11-23",
      time: "20:31",
      weekday: "mon",
      minute: 20 * 60 + 31,
    });
    expect(wallTime(atMs, NEW_YORK).time).toBe("07:31");
  });

  it("passes midnight and the year's end in the zone's own time", () => {
    expect(printMoment(Date.UTC(2026, 11, 31, 16), SHANGHAI)).toBe("2027-01-01 00:00");
  });

  it("agrees with the platform's own formatter at any moment in any zone", () => {
    fc.assert(
      fc.property(anyMoment, anyZone, (atMs, zone) => {
        const { date, time } = wallTime(atMs, zone);
        const shown = new Intl.DateTimeFormat("sv-SE", {
          timeZone: zone,
          dateStyle: "short",
          timeStyle: "short",
        }).format(atMs);
        expect(`${date} ${time}`).toBe(shown);
      }),
    );
  });

  it("tells which zones exist", () => {
    expect(isZone(SHANGHAI)).toBe(true);
    expect(isZone("Asia/Atlantis")).toBe(false);
  });
});

describe("the moment the wall shows a time", () => {
  it("is where the wall shows it again", () => {
    fc.assert(
      fc.property(anyMoment, anyZone, (atMs, zone) => {
        const { date, time } = wallTime(atMs, zone);
        expect(printMoment(momentOf(date, time, zone), zone)).toBe(`${date} ${time}`);
      }),
    );
  });

  it("is the first of two when clocks are set back", () => {
    expect(momentOf("2026-11-01", "01:30", NEW_YORK)).toBe(Date.UTC(2026, 10, 1, 5, 30));
  });

  it("is as much later as the gap began when clocks are set forward", () => {
    const atMs = momentOf("2026-03-08", "02:30", NEW_YORK);
    expect(printMoment(atMs, NEW_YORK)).toBe("2026-03-08 03:30");
  });
});

describe("a written moment", () => {
  it.each([
    ["2026-11-23T20:31", Date.UTC(2026, 10, 23, 12, 31)],
    ["2026-11-23 20:31:30", Date.UTC(2026, 10, 23, 12, 31, 30)],
    ["2026-11-23", Date.UTC(2026, 10, 22, 16)],
    ["2026-11-23T20:31Z", Date.UTC(2026, 10, 23, 20, 31)],
    ["2026-11-23T20:31+01:00", Date.UTC(2026, 10, 23, 19, 31)],
  ])("reads %s in the account's zone unless it brings its own", (text, atMs) => {
    expect(parseMoment(text, SHANGHAI)).toBe(atMs);
  });

  it.each(["", "now", "2026-02-30", "2026-11-23T24:00", "20:31", "1763865600000", "2026-1-1"])(
    "refuses %j",
    (text) => {
      expect(parseMoment(text, SHANGHAI)).toBeNull();
    },
  );
});
