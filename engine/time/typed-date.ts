import { plainText } from "../text/fold.ts";
import { addDays, isDate, WEEKDAYS, weekdayOf } from "./dates.ts";

const padded = (part: string | number): string => String(part).padStart(2, "0");
const dateOf = (year: string, month: string, day: string): string | null => {
  const date = `${year}-${padded(month)}-${padded(day)}`;
  return isDate(date) ? date : null;
};

/** The first day of this month and day that is not past; a 29 February may be years away. */
const nextYearly = (month: string, day: string, today: string): string | null => {
  const year = Number(today.slice(0, 4));
  for (let later = 0; later <= 8; later += 1) {
    const date = dateOf(String(year + later), month, day);
    if (date !== null && date >= today) return date;
  }
  return null;
};
/** The first such day of a month that is not past. */
const nextMonthly = (day: string, today: string): string | null => {
  const [year = 0, month = 1] = today.split("-").map(Number);
  for (let later = 0; later <= 2; later += 1) {
    const months = year * 12 + month - 1 + later;
    const date = dateOf(String(Math.floor(months / 12)), String((months % 12) + 1), day);
    if (date !== null && date >= today) return date;
  }
  return null;
};
/** 周五 = the first one from today on; 下周五 = the one of next week; weeks begin on Monday. */
const byWeekday = (prefix: string, sign: string, today: string): string => {
  const wanted = "一二三四五六日".indexOf(sign === "天" ? "日" : sign);
  const now = WEEKDAYS.indexOf(weekdayOf(today));
  if (prefix === "下") return addDays(today, 7 - now + wanted);
  if (prefix !== "") return addDays(today, wanted - now);
  return addDays(today, (wanted - now + 7) % 7);
};

const RELATIVE: Readonly<Record<string, number>> = {
  今天: 0,
  今日: 0,
  today: 0,
  明天: 1,
  明日: 1,
  tomorrow: 1,
  后天: 2,
  大后天: 3,
  昨天: -1,
  yesterday: -1,
  前天: -2,
};

type Form = readonly [
  shape: RegExp,
  read: (parts: readonly string[], today: string) => string | null,
];
const FORMS: readonly Form[] = [
  [
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/,
    ([y = "", m = "", d = ""]) => dateOf(y, m, d),
  ],
  [/^(\d{4})(\d{2})(\d{2})$/, ([y = "", m = "", d = ""]) => dateOf(y, m, d)],
  [/^(\d{1,2})[-/.月](\d{1,2})[日号]?$/, ([m = "", d = ""], today) => nextYearly(m, d, today)],
  [/^(\d{1,2})[日号]$/, ([d = ""], today) => nextMonthly(d, today)],
  [
    /^([本这下]?)(?:周|星期|礼拜)([一二三四五六日天])$/,
    ([prefix = "", sign = ""], today) => byWeekday(prefix, sign, today),
  ],
];

/**
 * The day a person typed, as `2026-11-30`: 2026-11-30, 2026/11/30, 2026年11月30日, 20261130; without a year
 * (11月30日, 30号, 周五) the next one from today on; 今天 明天 后天. `null` if it is none or does not exist.
 */
export const typedDate = (typed: string, today: string): string | null => {
  const text = plainText(typed).replaceAll(" ", "").toLowerCase();
  if (Object.hasOwn(RELATIVE, text)) return addDays(today, RELATIVE[text] ?? 0);
  for (const [shape, read] of FORMS) {
    const found = shape.exec(text);
    if (found !== null) return read(found.slice(1), today);
  }
  return null;
};
