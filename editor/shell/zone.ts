import { createContext, useContext } from "react";

/** Where nobody said otherwise. */
export const DEFAULT_ZONE = "Asia/Shanghai";

const Context = createContext(DEFAULT_ZONE);

/** Gives the pages the account's time zone. */
export const ZoneProvider = Context;

/** The account's time zone: every time of the pages is in it, wherever the browser is. */
export const useZone = (): string => useContext(Context);

const formats = new Map<string, Intl.DateTimeFormat>();
const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const options = {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  } as const;
  const made = new Intl.DateTimeFormat("en-GB", options);
  formats.set(zone, made);
  return made;
};

/** A moment as `YYYY-MM-DD HH:mm` in a zone, 24 hours. */
export const timeText = (atMs: number, zone: string): string => {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? "";
  return `${part("year")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")}`;
};

/** The moment that `2026-11-23T20:31` names in a zone; `null` for a text that names none. */
export const momentIn = (text: string, zone: string): number | null => {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return null;
  // Twice: the zone's distance may change in between.
  let atMs = asUtc;
  for (let round = 0; round < 2; round += 1) {
    const shown = Date.parse(`${timeText(atMs, zone).replace(" ", "T")}Z`);
    atMs += asUtc - shown;
  }
  return atMs;
};
