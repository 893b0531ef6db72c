import { describe, expect, it } from "vitest";
import { momentIn, timeText } from "../../../editor/shell/zone.ts";

describe("times of the pages", () => {
  it("are the account's, wherever the browser is", () => {
    expect(timeText(Date.parse("2026-11-23T12:31:00Z"), "Asia/Shanghai")).toBe("2026-11-23 20:31");
    expect(timeText(Date.parse("2026-11-23T16:00:00Z"), "Asia/Shanghai")).toBe("2026-11-24 00:00");
  });

  it("are typed in the account's zone, too", () => {
    expect(momentIn("2026-11-23T20:31", "Asia/Shanghai")).toBe(Date.parse("2026-11-23T12:31Z"));
    expect(momentIn("2026-07-01T12:00", "Europe/Berlin")).toBe(Date.parse("2026-07-01T10:00Z"));
    expect(momentIn("", "Asia/Shanghai")).toBeNull();
  });
});
