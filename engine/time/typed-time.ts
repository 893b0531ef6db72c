import { plainText } from "../text/fold.ts";
import { smallNumber } from "./numerals.ts";

const NUMBER = "(\\d{1,2}|[零〇一二两三四五六七八九十]{1,3})";
const PART = "(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|am|pm)?";
const BY_COLON = new RegExp(`^${PART}(\\d{1,2}):(\\d{2})(am|pm)?$`);
const BY_WORD = new RegExp(`^${PART}${NUMBER}[点时](?:整|(半|一刻|三刻)|${NUMBER}分?)?$`);
const BY_HALF = /^(\d{1,2})(am|pm)$/;

const MINUTES: Readonly<Record<string, number>> = { 半: 30, 一刻: 15, 三刻: 45 };
const AFTERNOON: readonly string[] = ["下午", "傍晚", "晚上", "pm"];
const NIGHT: readonly string[] = ["凌晨", "am"];

/** The hour on a 24-hour clock: 下午三点 is 15, 晚上十二点 and 12am are 0. */
const hourIn = (part: string, hour: number): number => {
  if (AFTERNOON.includes(part)) {
    if (hour === 12) return part === "晚上" ? 0 : 12;
    return hour < 12 ? hour + 12 : hour;
  }
  if (NIGHT.includes(part) && hour === 12) return 0;
  return part === "中午" && hour < 3 ? hour + 12 : hour;
};
const timeOf = (part: string, hour: number | null, minute: number | null): string | null => {
  if (hour === null || minute === null || minute > 59) return null;
  const shown = hourIn(part, hour);
  if (shown > 23) return null;
  return `${String(shown).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
};

/** The time of day a person typed, as `18:30`: 18:30, 6点半, 下午三点, 15时20分, 3pm. `null` if it is none. */
export const typedTime = (typed: string): string | null => {
  const text = plainText(typed).replaceAll(" ", "").toLowerCase();
  const colon = BY_COLON.exec(text);
  if (colon !== null) {
    const [, before = "", hour = "", minute = "", after = ""] = colon;
    return timeOf(before === "" ? after : before, Number(hour), Number(minute));
  }
  const word = BY_WORD.exec(text);
  if (word !== null) {
    const [, part = "", hour = "", quarter, minute] = word;
    const minutes = quarter === undefined ? smallNumber(minute ?? "0") : (MINUTES[quarter] ?? null);
    return timeOf(part, smallNumber(hour), minutes);
  }
  const [, hour, half = ""] = BY_HALF.exec(text) ?? [];
  return hour === undefined ? null : timeOf(half, Number(hour), 0);
};
