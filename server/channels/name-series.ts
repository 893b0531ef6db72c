/** `machine-{0001..0200}` and how many it stands for. */
const SERIES = /^([^{}]*)\{(\d{1,9})\.\.(\d{1,9})\}([^{}]*)$/;

/** Ids from a pattern with one `{first..last}`; the first number's length is kept: `{001..200}`. A plain id stands for itself; `null` where none is meant. */
export const nameSeries = (pattern: string, most: number): readonly string[] | null => {
  if (!/[{}]/.test(pattern)) return [pattern];
  const [, before = "", from, until, after = ""] = SERIES.exec(pattern) ?? [];
  if (from === undefined || until === undefined) return null;
  const [first, last] = [Number(from), Number(until)];
  if (last < first || last - first + 1 > most) return null;
  return Array.from({ length: last - first + 1 }, (_, n) => {
    return `${before}${String(first + n).padStart(from.length, "0")}${after}`;
  });
};
