const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** `90s 10m 2h 7d 4w` in ms; elapsed time, so a day is 24 hours. Throws a `RangeError` for anything else. */
export const durationMs = (text: string): number => {
  const [, count, unit = ""] = /^(\d{1,6})([smhdw])$/.exec(text) ?? [];
  const unitMs = UNITS[unit];
  if (unitMs === undefined) throw new RangeError(`not a duration such as 30m or 7d: ${text}`);
  return Number(count) * unitMs;
};
