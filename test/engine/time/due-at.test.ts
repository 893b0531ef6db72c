import { describe, expect, it } from "vitest";
import { dueAt } from "../../../engine/time/due-at.ts";

const clock = (...quietHours: string[]) => ({ timezone: "Asia/Shanghai", quietHours });
const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const shown = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16);
const due = (
  start: string,
  of: { readonly time?: string; readonly now?: string; readonly quiet?: readonly string[] } = {},
): string => {
  const { time = null, now = "2026-01-01T00:00", quiet = [] } = of;
  return shown(dueAt({ startMs: at(start), time, nowMs: at(now) }, clock(...quiet)));
};

describe("a reminder", () => {
  it("is due at its start, or at a time of that day", () => {
    expect(due("2026-12-24T15:07")).toBe("2026-12-24T15:07");
    expect(due("2026-12-24T15:07", { time: "10:00" })).toBe("2026-12-24T10:00");
    expect(due("2026-12-24T00:00", { time: "23:30" })).toBe("2026-12-24T23:30");
  });

  it("is due now when its time is past", () => {
    expect(due("2026-12-24T15:07", { time: "10:00", now: "2026-12-24T15:00" })).toBe(
      "2026-12-24T15:00",
    );
    expect(due("2020-01-01T00:00", { now: "2026-12-24T15:00" })).toBe("2026-12-24T15:00");
  });

  it.each([
    ["2026-12-24T23:10", "2026-12-25T08:00"],
    ["2026-12-25T00:00", "2026-12-25T08:00"],
    ["2026-12-25T07:59", "2026-12-25T08:00"],
    ["2026-12-25T08:00", "2026-12-25T08:00"],
    ["2026-12-25T21:59", "2026-12-25T21:59"],
  ])("waits for the end of quiet hours: %s becomes %s", (start, end) => {
    expect(due(start, { quiet: ["22:00-08:00"] })).toBe(end);
  });

  it("waits for one window after the other, and for none that never ends", () => {
    expect(due("2026-12-24T23:10", { quiet: ["08:00-09:30", "22:00-08:00"] })).toBe(
      "2026-12-25T09:30",
    );
    expect(due("2026-12-24T13:00", { quiet: ["12:00-24:00"] })).toBe("2026-12-25T00:00");
    expect(due("2026-12-24T13:00", { quiet: ["00:00-12:00", "12:00-24:00"] })).toBe(
      "2026-12-24T13:00",
    );
    expect(due("2026-12-24T13:00", { quiet: ["00:00-24:00"] })).toBe("2026-12-24T13:00");
  });
});
