/** Small changes of one rule's or test's YAML that leave every other byte alone; nothing is parsed here. */

const DASH = /^( *)-(?=[ \t]|\r?$)/m;
const KEY_LINE =
  /^( *)(- +)?(["']?)([A-Za-z][A-Za-z0-9-]*)\3[ \t]*:(?=[ \t]|\r?$)[ \t]*(.*?)[ \t]*\r?$/;

/** The column of an entry's `- `; `null` where it stands in brackets. */
export const dashColumn = (text: string): number | null => DASH.exec(text)?.[1]?.length ?? null;

const shift = (line: string, by: number): string => {
  if (line.trim() === "") return line;
  if (by >= 0) return " ".repeat(by) + line;
  const blank = /^ */.exec(line)?.[0].length ?? 0;
  return line.slice(Math.min(blank, -by));
};
/** Moves an entry to another column and ends it with a newline. */
export const indentTo = (text: string, column: number): string => {
  const from = dashColumn(text) ?? column;
  const lines = text.split("\n").map((line) => shift(line, column - from));
  const moved = lines.join("\n");
  return moved.endsWith("\n") ? moved : `${moved}\n`;
};

interface Head {
  readonly lines: readonly string[];
  /** Column of the entry's keys. */
  readonly column: number;
  readonly dashLine: number;
}
const headOf = (text: string): Head | null => {
  const lines = text.split("\n");
  const dashLine = lines.findIndex((line) => DASH.test(line));
  const first = /^( *- +)["']?[A-Za-z]/.exec(lines[dashLine] ?? "")?.[1];
  return first === undefined ? null : { lines, column: first.length, dashLine };
};
const lineOf = ({ lines, column, dashLine }: Head, key: string): number =>
  lines.findIndex((line, at) => {
    if (at < dashLine) return false;
    const found = KEY_LINE.exec(line);
    if (found === null) return false;
    const at0 = (found[1]?.length ?? 0) + (found[2]?.length ?? 0);
    return found[4] === key && at0 === column && (found[2] === undefined || at === dashLine);
  });

const unquoted = (value: string): string => {
  const bare = value.replace(/[ \t]+#.*$/, "");
  const quoted = /^(["'])(.*)\1$/.exec(bare);
  return quoted?.[2] ?? bare;
};
/** The scalar that stands behind a key of the entry itself, on its line; `null` if there is none. */
export const scalarOf = (text: string, key: string): string | null => {
  const head = headOf(text);
  if (head === null) {
    const inline = new RegExp(`[{,]\\s*["']?${key}["']?\\s*:\\s*["']?([^"',}\\s]+)`).exec(text);
    return inline?.[1] ?? null;
  }
  const at = lineOf(head, key);
  const value = KEY_LINE.exec(head.lines[at] ?? "")?.[5] ?? "";
  return at < 0 || value === "" ? null : unquoted(value);
};

const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N} _./-]*$/u;
const written = (value: string): string =>
  PLAIN.test(value) && !value.endsWith(" ") ? value : `'${value.replaceAll("'", "''")}'`;

const withoutLine = (lines: readonly string[], at: number): string =>
  lines.filter((_, place) => place !== at).join("\n");

const insertLine = (head: Head, line: string): string => {
  const { lines, column, dashLine } = head;
  const at = Math.max(lineOf(head, "id"), lineOf(head, "name"), dashLine) + 1;
  return [...lines.slice(0, at), `${" ".repeat(column)}${line}`, ...lines.slice(at)].join("\n");
};
/** Whether a value goes on below its line, or is no scalar. */
const isLong = (old: string, next: string | undefined, column: number): boolean => {
  const indent = /^( *)\S/.exec(next ?? "")?.[1]?.length ?? 0;
  return old === "" || /^[|>&*!{[]/.test(old) || indent > column;
};

/** Sets (or with `null` removes) a scalar beside `id`; `null` if the entry stands in brackets or the value takes several lines. */
export const setScalar = (text: string, key: string, value: string | null): string | null => {
  const head = headOf(text);
  if (head === null) return null;
  const { lines, column, dashLine } = head;
  const at = lineOf(head, key);
  if (at < 0) return value === null ? text : insertLine(head, `${key}: ${written(value)}`);
  const line = lines[at] ?? "";
  const old = KEY_LINE.exec(line)?.[5] ?? "";
  if (isLong(old, lines[at + 1], column)) return null;
  if (value === null) return at === dashLine ? null : withoutLine(lines, at);
  const comment = /[ \t]+#.*$/.exec(old)?.[0] ?? "";
  const end = line.endsWith("\r") ? "\r" : "";
  const start = line.slice(0, line.lastIndexOf(old));
  const changed = `${start}${written(value)}${comment}${end}`;
  return [...lines.slice(0, at), changed, ...lines.slice(at + 1)].join("\n");
};

/** `id`, or `id-2`, `id-3` … if it is taken. */
export const freeId = (wanted: string, isTaken: (id: string) => boolean): string => {
  if (!isTaken(wanted)) return wanted;
  for (let count = 2; ; count += 1) if (!isTaken(`${wanted}-${count}`)) return `${wanted}-${count}`;
};
