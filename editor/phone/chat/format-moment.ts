import type { Lang } from "../../strings/words.ts";

const zone = "Asia/Shanghai";
const dayMs = 86_400_000;

const dayOf = (ms: number): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(ms);

const clock = (ms: number): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(
    ms,
  );

const daysBetween = (atMs: number, nowMs: number): number =>
  Math.round((Date.parse(dayOf(nowMs)) - Date.parse(dayOf(atMs))) / dayMs);

/** A moment as WeChat writes it between messages: the time today, the day before it after that. Chinese time. */
export const formatMoment = (atMs: number, nowMs: number, lang: Lang): string => {
  const days = daysBetween(atMs, nowMs);
  if (days === 0) return clock(atMs);
  if (days === 1) {
    const yesterday = new Intl.RelativeTimeFormat(lang, { numeric: "auto" }).format(-1, "day");
    return `${yesterday} ${clock(atMs)}`;
  }
  const isThisWeek = days > 1 && days < 7;
  const options: Intl.DateTimeFormatOptions = isThisWeek
    ? { weekday: "long" }
    : { year: "numeric", month: "long", day: "numeric" };
  return `${new Intl.DateTimeFormat(lang, { timeZone: zone, ...options }).format(atMs)} ${clock(atMs)}`;
};

/** The time on the phone's top edge. */
export const formatClock = clock;
