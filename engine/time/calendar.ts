import type { Weekday } from "./dates.ts";
import { isDate, weekdayOf } from "./dates.ts";

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
/** A moment as the clock on the wall of a zone shows it. */
export interface WallTime {
  /** `2026-11-23`. */
  readonly date: string;
  /** `20:31`. */
  readonly time: string;
  readonly weekday: Weekday;
  /** Of the day, 0–1439. */
  readonly minute: number;
}

interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** The quarter of an hour asked for last; a zone changes its offset at none but full quarters. */
  quarter: number;
  offsetMs: number;
}
/** Making a formatter costs more than a whole message; there are about 600 zones. */
const zones = new Map<string, Zone>();
const zoneOf = (name: string): Zone => {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const numeric = "numeric";
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: name,
    hourCycle: "h23",
    ...{ year: numeric, month: numeric, day: numeric },
    ...{ hour: numeric, minute: numeric, second: numeric },
  });
  const zone = { format, quarter: Number.NaN, offsetMs: 0 };
  zones.set(name, zone);
  return zone;
};

const readOffsetMs = (zone: Zone, atMs: number): number => {
  const part: Record<string, number> = {};
  for (const { type, value } of zone.format.formatToParts(atMs)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, second);
  return wallMs - Math.floor(atMs / 1000) * 1000;
};
/** How far a zone's wall clock is ahead of UTC. Throws a `RangeError` for a zone that does not exist. */
const offsetMs = (atMs: number, name: string): number => {
  const zone = zoneOf(name);
  const quarter = Math.floor(atMs / QUARTER_MS);
  if (zone.quarter !== quarter) {
    zone.offsetMs = readOffsetMs(zone, atMs);
    zone.quarter = quarter;
  }
  return zone.offsetMs;
};

/** Whether a zone of this name exists: `Asia/Shanghai`. */
export const isZone = (name: string): boolean => {
  try {
    zoneOf(name);
    return true;
  } catch {
    return false;
  }
};

/** What the clock on the wall shows at a moment. */
export const wallTime = (atMs: number, zone: string): WallTime => {
  const iso = new Date(atMs + offsetMs(atMs, zone)).toISOString();
  const date = iso.slice(0, 10);
  const minute = Number(iso.slice(11, 13)) * 60 + Number(iso.slice(14, 16));
  return { date, time: iso.slice(11, 16), weekday: weekdayOf(date), minute };
};
/** `2026-12-01 18:00`: how a moment prints. */
export const printMoment = (atMs: number, zone: string): string => {
  const { date, time } = wallTime(atMs, zone);
  return `${date} ${time}`;
};

/**
 * The moment at which the wall shows this (`time` is `HH:MM` or `HH:MM:SS`). Of two (clocks set back) the
 * first; where there is none (clocks set forward) the one that as much time after the gap began.
 */
export const momentOf = (date: string, time: string, zone: string): number => {
  const wallMs = Date.parse(`${date}T${time}Z`);
  const guesses = [wallMs - DAY_MS, wallMs + DAY_MS].map((near) => wallMs - offsetMs(near, zone));
  const [before = wallMs] = guesses;
  return guesses.find((guess) => guess + offsetMs(guess, zone) === wallMs) ?? before;
};

const DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(Z|[+-]\d{2}:\d{2})?)?$/;
/** `2026-11-23T20:31`, with a zone of its own or in the account's; a day alone is its midnight. `null` for anything else. */
export const parseMoment = (text: string, zone: string): number | null => {
  const [, date, time = "00:00", offset] = DATE_TIME.exec(text) ?? [];
  if (date === undefined || !isDate(date)) return null;
  if (offset === undefined) return momentOf(date, time, zone);
  const atMs = Date.parse(`${date}T${time}${offset}`);
  return Number.isNaN(atMs) ? null : atMs;
};
