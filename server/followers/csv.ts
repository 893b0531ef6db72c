import type { ListedFollower } from "../storage/library.ts";

/** A sheet's program would run what begins like this as a formula (full-width signs, too). */
const FORMULA = /^[=+\-@\t\r\0＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** One cell (RFC 4180); one that a sheet would run gets an apostrophe in front. */
export const csvCell = (text: string): string => {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
export const csvRow = (cells: readonly string[]): string => `${cells.map(csvCell).join(",")}\r\n`;

/** So that sheets read UTF-8. */
const MARK = "\uFEFF";
const COLUMNS = [
  ...["openid", "name", "remark", "language", "city", "tags", "channel"],
  ...["followed_at", "seen_at", "phone", "other"],
] as const;
/** In columns of their own. */
const SHOWN: ReadonlySet<string> = new Set(["name", "remark", "language", "city", "phone"]);

/** The first line of an export. */
export const csvHead = (): string => MARK + csvRow(COLUMNS);

const text = (value: unknown): string => {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
};
const moment = (atMs: number | null): string =>
  atMs === null || atMs === 0 ? "" : new Date(atMs).toISOString();

/** One follower; what is secret stays here. */
export const csvFollower = ({ openid, seenAtMs, state }: ListedFollower): string => {
  const secrets = new Set(state.secrets);
  const values = Object.entries(state.values).filter(([name]) => !secrets.has(name));
  const shown = new Map(values);
  const other = Object.fromEntries(values.filter(([name]) => !SHOWN.has(name)));
  return csvRow([
    openid,
    ...["name", "remark", "language", "city"].map((name) => text(shown.get(name))),
    state.tags.join(";"),
    state.channel ?? "",
    moment(state.followedAtMs),
    moment(seenAtMs),
    text(shown.get("phone")),
    Object.keys(other).length === 0 ? "" : JSON.stringify(other),
  ]);
};
