import type { Finding } from "./node.ts";
import { finding } from "./node.ts";

export type Section = "rules" | "tests";
/** A stretch of the file, kept byte for byte; `found` = what the cut itself saw to be wrong. */
export interface Part {
  readonly kind: "outside" | "rule" | "test";
  readonly text: string;
  /** Line of the file, from 1. */
  readonly firstLine: number;
  /** Offset in the file. */
  readonly start: number;
  /** The id (of a test the name) as far as one line shows it. */
  readonly guess: string | null;
  readonly found: Finding | null;
}
/** Where a `rules:` or `tests:` line begins that opens a list of its own lines. */
export interface Cut {
  /** In file order; joined they are the file again, byte for byte. */
  readonly parts: readonly Part[];
  readonly sections: readonly { readonly name: Section; readonly line: number }[];
}

interface Line {
  readonly start: number;
  readonly text: string;
  readonly indent: number;
  readonly kind: "blank" | "comment" | "dash" | "section" | "marker" | "text";
}
const SECTION = /^\uFEFF?(["'“]?)(rules|tests)["'”]?[ \t]*[:：][ \t]*(#.*)?$/;
/** Also a section, but its value stands on the line: nothing to cut. */
const INLINE = /^\uFEFF?(["'“]?)(rules|tests)["'”]?[ \t]*[:：]/;
const MARKER = /^(---|\.\.\.)([ \t].*)?$/;
const INDENT = /^[ \t\u3000]*/;

const kindOf = (text: string, indent: number): Line["kind"] => {
  const rest = text.slice(indent);
  if (rest === "") return "blank";
  if (rest.startsWith("#")) return "comment";
  if (indent === 0 && INLINE.test(text)) return "section";
  if (indent === 0 && MARKER.test(text)) return "marker";
  return rest === "-" || /^-[ \t\u3000]/.test(rest) ? "dash" : "text";
};

const linesOf = (text: string): Line[] => {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline + 1;
    const shown = text
      .slice(start, end)
      .replace(/\r?\n$/, "")
      .trimEnd();
    const indent = INDENT.exec(shown)?.[0].length ?? 0;
    lines.push({ start, text: shown, indent, kind: kindOf(shown, indent) });
    start = end;
  }
  return lines;
};

const FIRST_KEY: Readonly<Record<Section, RegExp>> = {
  rules: /^-\s+\{?\s*["'“]?id["'”]?\s*[:：]/,
  tests: /^-\s+\{?\s*["'“]?name["'”]?\s*[:：]/,
};
const opensEntry = (line: Line, name: Section): boolean =>
  line.kind === "dash" && FIRST_KEY[name].test(line.text.slice(line.indent));

/** The column in which the entries of a section begin: where most of those stand that show their id, else the leftmost. */
const entryIndent = (lines: readonly Line[], name: Section): number => {
  const dashes = lines.filter((line) => line.kind === "dash");
  const sure = dashes.filter((line) => opensEntry(line, name));
  const votes = new Map<number, number>();
  for (const line of sure.length > 0 ? sure : dashes) {
    votes.set(line.indent, (votes.get(line.indent) ?? 0) + (sure.length > 0 ? 1 : 0));
  }
  let best = -1;
  for (const [indent, count] of votes) {
    const score = votes.get(best) ?? -1;
    if (count > score || (count === score && indent < best)) best = indent;
  }
  return best;
};

/** The column of the first key behind the dash: nothing between it and the dash can be a list of the entry's own. */
const keyColumn = (line: Line): number =>
  line.indent + (/^-[ \t\u3000]*/.exec(line.text.slice(line.indent))?.[0].length ?? 1);

/** A dash in the column of the entries begins one; in another column only if it shows an id and cannot be a list inside the entry above. */
const startsEntry = (line: Line, indent: number, name: Section, open: Line | null): boolean => {
  if (line.kind !== "dash") return false;
  const slanted = /[\t\u3000]/.test(line.text.slice(0, line.indent));
  if (line.indent === indent && !slanted) return true;
  if (!opensEntry(line, name)) return false;
  return slanted || line.indent < indent || open === null || line.indent < keyColumn(open);
};

/** First line of each entry, comments directly above included. */
interface Entry {
  readonly from: number;
  readonly dash: number;
}
const entriesOf = (
  lines: readonly Line[],
  first: number,
  last: number,
  name: Section,
): readonly Entry[] => {
  const indent = entryIndent(lines.slice(first, last), name);
  const entries: Entry[] = [];
  let open: Line | null = null;
  // The first comment since the last line with content: the entry below owns it.
  let comment = -1;
  for (let i = first; i < last; i += 1) {
    const line = lines[i];
    if (line === undefined || line.kind === "blank") continue;
    if (line.kind === "comment" && line.indent <= indent) {
      if (comment === -1) comment = i;
      continue;
    }
    if (startsEntry(line, indent, name, open)) {
      entries.push({ from: comment === -1 ? i : comment, dash: i });
      open = line;
    }
    comment = -1;
  }
  return entries;
};

/** Trailing comments of a section belong to no entry: the line behind the last content. */
const endOfEntries = (
  lines: readonly Line[],
  lastEntry: Entry,
  last: number,
  indent: number,
): number => {
  let end = last;
  for (let i = last - 1; i > lastEntry.dash; i -= 1) {
    const line = lines[i];
    if (line?.kind === "comment" && line.indent <= indent) end = i;
    else if (line?.kind !== "blank") break;
  }
  return end;
};

/** Enough of an entry to hold its id; a guess is not worth more. */
const GUESS_UNITS = 2_000;
const KEY_LINE: Readonly<Record<Section, RegExp>> = {
  rules: /^[ \t\u3000]*(?:-[ \t\u3000]+)?\{?[ \t]*["'“]?id["'”]?[ \t]*[:：][ \t]*(.*)$/m,
  tests: /^[ \t\u3000]*(?:-[ \t\u3000]+)?\{?[ \t]*["'“]?name["'”]?[ \t]*[:：][ \t]*(.*)$/m,
};
const guessOf = (text: string, name: Section): string | null => {
  const match = KEY_LINE[name].exec(text.slice(0, GUESS_UNITS));
  const value = match?.[1]?.replace(/\s#.*$/, "").trim() ?? "";
  const bare = /^(["'])(.*?)\1/.exec(value)?.[2] ?? /^[^,{}[\]]*/.exec(value)?.[0].trim() ?? "";
  return bare === "" ? null : bare;
};

class Cutter {
  readonly parts: Part[] = [];
  readonly text: string;
  readonly lines: readonly Line[];
  constructor(text: string) {
    this.text = text;
    this.lines = linesOf(text);
  }
  private offset(line: number): number {
    return this.lines[line]?.start ?? this.text.length;
  }
  push(from: number, to: number, part: Pick<Part, "kind" | "guess" | "found">): void {
    const start = this.offset(from);
    const text = this.text.slice(start, this.offset(to));
    if (text === "") return;
    this.parts.push({ ...part, text, start, firstLine: from + 1 });
  }
  outside(from: number, to: number): void {
    this.push(from, to, { kind: "outside", guess: null, found: null });
  }
  /** Lines `first` to `last` (exclusive) stand under `rules:` or `tests:`; gives the first line behind the entries. */
  section(first: number, last: number, name: Section): number {
    const entries = entriesOf(this.lines, first, last, name);
    const final = entries.at(-1);
    if (final === undefined) return first;
    const indent = entryIndent(this.lines.slice(first, last), name);
    const end = endOfEntries(this.lines, final, last, indent);
    entries.forEach((entry, place) => {
      // What stands above the first entry and is no comment of its own would be lost otherwise.
      const from = place === 0 ? first : entry.from;
      const to = entries[place + 1]?.from ?? end;
      this.push(from, to, {
        kind: name === "rules" ? "rule" : "test",
        guess: guessOf(this.text.slice(this.offset(entry.dash), this.offset(to)), name),
        found: this.misplaced(entry, from, indent),
      });
    });
    return end;
  }
  private misplaced(entry: Entry, from: number, wanted: number): Finding | null {
    const line = this.lines[entry.dash];
    if (line === undefined || line.indent === wanted) return null;
    // Tabs and full-width spaces have a message of their own.
    if (/[\t\u3000]/.test(line.text.slice(0, line.indent))) return null;
    const at = line.start + line.indent - this.offset(from);
    return finding("entry-indent", at, { found: line.indent + 1, wanted: wanted + 1 });
  }
}

const sectionName = (line: Line): Section | null => {
  const name = SECTION.exec(line.text)?.[2];
  return name === "rules" || name === "tests" ? name : null;
};

/**
 * Cuts a rule file into its rules and tests at the `- ` lines, before any parsing, so that a syntax error costs one
 * of them. Works by columns alone: what belongs to an entry is indented deeper than its dash, block scalars
 * included. A line in column 1 that is neither `rules:`, `tests:`, a dash nor a document marker stays in the entry
 * above and breaks only that one. A comment belongs to the entry below it.
 */
export const cutRules = (text: string): Cut => {
  const cutter = new Cutter(text);
  const { lines } = cutter;
  const sections: { readonly name: Section; readonly line: number }[] = [];
  let done = 0;
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i];
    const name = line === undefined ? null : sectionName(line);
    if (name === null || i < done) continue;
    let last = i + 1;
    while (last < lines.length && !/^(section|marker)$/.test(lines[last]?.kind ?? "")) last += 1;
    sections.push({ name, line: i + 1 });
    const before = cutter.parts.length;
    cutter.outside(done, i + 1);
    const end = cutter.section(i + 1, last, name);
    done = cutter.parts.length > before + 1 ? end : i + 1;
  }
  cutter.outside(done, lines.length);
  return { parts: cutter.parts, sections };
};
