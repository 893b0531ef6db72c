import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../engine/time/dates.ts";
import { smallNumber } from "../../../engine/time/numerals.ts";
import { typedDate } from "../../../engine/time/typed-date.ts";
import { typedTime } from "../../../engine/time/typed-time.ts";

const TODAY = "2026-11-26";

describe("a date as people type it", () => {
  it.each([
    ["2026-11-30", "2026-11-30"],
    ["2026/11/30", "2026-11-30"],
    ["2026.1.3", "2026-01-03"],
    ["2026年11月30日", "2026-11-30"],
    ["２０２６年１１月３０号", "2026-11-30"],
    ["20261130", "2026-11-30"],
    ["1998-02-03", "1998-02-03"],
    ["11月30日", "2026-11-30"],
    ["11 月 30 日", "2026-11-30"],
    ["11-26", "2026-11-26"],
    ["11/25", "2027-11-25"],
    ["2月29日", "2028-02-29"],
    ["30号", "2026-11-30"],
    ["1号", "2026-12-01"],
    ["今天", "2026-11-26"],
    ["明天", "2026-11-27"],
    ["大后天", "2026-11-29"],
    ["Tomorrow", "2026-11-27"],
    ["周四", "2026-11-26"],
    ["周三", "2026-12-02"],
    ["星期天", "2026-11-29"],
    ["下周一", "2026-11-30"],
    ["这周一", "2026-11-23"],
  ])("%s is %s", (typed, date) => {
    expect(typedDate(typed, TODAY)).toBe(date);
  });

  it.each(["", "随便", "2026-02-30", "13月1日", "32号", "20261301", "26-11-30-1", "11", "周八"])(
    "%j is none",
    (typed) => {
      expect(typedDate(typed, TODAY)).toBeNull();
    },
  );

  it("comes back from every way of writing it", () => {
    const days = fc.integer({ min: -20_000, max: 20_000 });
    const forms = fc.constantFrom(
      (y: string, m: string, d: string) => `${y}-${m}-${d}`,
      (y: string, m: string, d: string) => `${y}/${Number(m)}/${Number(d)}`,
      (y: string, m: string, d: string) => `${y}年${Number(m)}月${Number(d)}日`,
      (y: string, m: string, d: string) => y + m + d,
    );
    fc.assert(
      fc.property(days, forms, (later, form) => {
        const date = addDays(TODAY, later);
        const [year = "", month = "", day = ""] = date.split("-");
        expect(typedDate(form(year, month, day), TODAY)).toBe(date);
      }),
    );
  });

  it("without a year is never past", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000 }), (later) => {
        const [, month = "", day = ""] = addDays(TODAY, later).split("-");
        expect((typedDate(`${month}月${day}日`, TODAY) ?? "") >= TODAY).toBe(true);
      }),
    );
  });
});

describe("a time of day as people type it", () => {
  it.each([
    ["18:30", "18:30"],
    ["8:05", "08:05"],
    ["18：30", "18:30"],
    ["6点半", "06:30"],
    ["下午3点", "15:00"],
    ["下午三点一刻", "15:15"],
    ["晚上十一点二十分", "23:20"],
    ["十二点", "12:00"],
    ["晚上12点", "00:00"],
    ["凌晨12点半", "00:30"],
    ["中午12点", "12:00"],
    ["中午1点", "13:00"],
    ["两点整", "02:00"],
    ["15时20分", "15:20"],
    ["3pm", "15:00"],
    ["12 am", "00:00"],
    ["3:30 PM", "15:30"],
    ["下午 3:30", "15:30"],
    ["二十三点", "23:00"],
  ])("%s is %s", (typed, time) => {
    expect(typedTime(typed)).toBe(time);
  });

  it.each(["", "早点", "24:00", "25点", "18:60", "6", "点", "三十点", "1830"])(
    "%j is none",
    (typed) => {
      expect(typedTime(typed)).toBeNull();
    },
  );
});

describe("a small number", () => {
  it("reads the same in digits and in characters", () => {
    const signs = "零一二三四五六七八九";
    const written = (n: number): string => {
      const [tens, ones] = [Math.floor(n / 10), n % 10];
      if (tens === 0) return signs.charAt(ones);
      const front = tens === 1 ? "十" : `${signs.charAt(tens)}十`;
      return ones === 0 ? front : front + signs.charAt(ones);
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 }), (n) => {
        expect(smallNumber(written(n))).toBe(n);
        expect(smallNumber(String(n))).toBe(n);
      }),
    );
    expect(smallNumber("百")).toBeNull();
    expect(smallNumber("")).toBeNull();
  });
});
