import type { Diagnostic } from "../../schema/diagnostic.ts";
import type { Cut, Part, Section } from "./cut-rules.ts";
import { cutRules } from "./cut-rules.ts";
import type { FilePart, Inline } from "./inline-entries.ts";
import { KIND, lookAround, partsWithInline } from "./inline-entries.ts";
import type { Lines } from "./lines.ts";
import { makeLines } from "./lines.ts";
import type { Finding } from "./node.ts";
import { finding } from "./node.ts";
import type { ReadEntry, RuleSchemas } from "./read-entry.ts";
import { diagnose, makeEntry, readEntry } from "./read-entry.ts";
import { readJson } from "./read-json.ts";
import type { ReadResult } from "./read-yaml.ts";
import { readYaml } from "./read-yaml.ts";
import type { Scanned } from "./scan.ts";
import { checkCounts, checkSize, scanYaml } from "./scan.ts";
import { fullWidthIn } from "./slips.ts";

export type { FilePart } from "./inline-entries.ts";

/** A rule file as it was read. */
export interface ReadRuleFile {
  readonly file: string;
  /** In file order; a rule that cannot be read has `value: null` and its own diagnostics. */
  readonly rules: readonly ReadEntry[];
  readonly tests: readonly ReadEntry[];
  /** `outside` = what stands before, between and after the entries: kept, so that export gives the file back. */
  readonly parts: readonly FilePart[];
  /** What belongs to no entry; `allDiagnostics` gives everything. */
  readonly diagnostics: readonly Diagnostic[];
}
interface Source {
  readonly file: string;
  readonly text: string;
  readonly schemas: RuleSchemas;
  readonly lines: Lines;
}

const place = (a: Diagnostic, b: Diagnostic): number => a.line - b.line || a.column - b.column;

/** Everything that was found in a file, in its order. */
export const allDiagnostics = (read: ReadRuleFile): readonly Diagnostic[] =>
  [
    ...read.diagnostics,
    ...read.rules.flatMap((entry) => entry.diagnostics),
    ...read.tests.flatMap((entry) => entry.diagnostics),
  ].sort(place);

const refused = (source: Source, found: Finding): ReadRuleFile => ({
  file: source.file,
  rules: [],
  tests: [],
  parts: [{ kind: "outside", text: source.text, firstLine: 1 }],
  diagnostics: [diagnose(found, { path: "", file: source.file }, source.lines)],
});

/** The file with its entries blanked out, line for line and column for column, so that what is around them can be read alone. */
const blankEntries = (cut: Cut): string => {
  let seen = new Set<string>();
  return cut.parts
    .map((part) => {
      if (part.kind !== "outside") return part.text.replaceAll(/[^\r\n]/g, " ");
      const { text, kept } = plainSections(part.text, seen);
      seen = kept;
      return text;
    })
    .join("");
};
const SECTION_LINE = /^(\uFEFF?["'“]?)(rules|tests)(["'”]?[ \t]*[:：][ \t]*)(#.*)?$/gm;
/** Section lines in ASCII; a second one of the same name is blanked, for it is named already. */
const plainSections = (text: string, seen: ReadonlySet<string>) => {
  const kept = new Set(seen);
  const plain = text.replaceAll(SECTION_LINE, (line: string, _quote: string, name: string) => {
    if (kept.has(name)) return " ".repeat(line.length);
    kept.add(name);
    return line.replaceAll("：", ":").replaceAll(/[“”]/g, '"');
  });
  return { text: plain, kept };
};

const sectionFindings = (cut: Cut, source: Source): readonly Finding[] => {
  const found: Finding[] = [];
  const first = new Map<Section, number>();
  const told = new Set<Section>();
  const offsets = [0];
  for (const line of source.text.split("\n")) offsets.push((offsets.at(-1) ?? 0) + line.length + 1);
  for (const { name, line } of cut.sections) {
    const at = offsets[line - 1] ?? 0;
    const written = source.text.slice(at, offsets[line]);
    const wide = fullWidthIn(written.replace(/#.*/s, ""));
    if (wide) {
      const params = { found: wide.found, wanted: wide.wanted };
      found.push(finding("full-width-punctuation", at + wide.index, params));
    }
    const before = first.get(name);
    if (before === undefined) first.set(name, line);
    else if (!told.has(name)) {
      told.add(name);
      found.push(finding("section-twice", at, { key: name, first: before }));
    }
  }
  return found;
};

const readInline = (source: Source, inline: readonly Inline[], section: Section): ReadEntry[] =>
  inline
    .filter((one) => one.section === section)
    .map(({ node, start, end }, index) =>
      makeEntry({
        place: {
          kind: KIND[section],
          file: source.file,
          place: index,
          firstLine: source.lines.at(start).line,
          guess: null,
        },
        written: source.text.slice(start, end),
        text: source.text,
        lines: source.lines,
        read: { ok: true, node },
        cutFound: null,
        schemas: source.schemas,
      }),
    );

const readPieces = (
  source: Source,
  pieces: readonly { readonly part: Part; readonly scanned: Scanned }[],
  section: Section,
): ReadEntry[] =>
  pieces
    .filter(({ part }) => part.kind === KIND[section])
    .map(({ part, scanned }, index) =>
      readEntry({
        place: {
          kind: KIND[section],
          file: source.file,
          place: index,
          firstLine: part.firstLine,
          guess: part.guess,
        },
        text: part.text,
        schemas: source.schemas,
        scanned,
        cutFound: part.found,
      }),
    );

const readJsonRules = (source: Source): ReadRuleFile => {
  const read = readJson(source.text);
  if (!read.ok) return refused(source, read.found);
  const around = lookAround(read.node, source.text);
  const whole: Part = {
    kind: "outside",
    text: source.text,
    firstLine: 1,
    start: 0,
    guess: null,
    found: null,
  };
  return {
    file: source.file,
    rules: readInline(source, around.inline, "rules"),
    tests: readInline(source, around.inline, "tests"),
    parts: partsWithInline([whole], around.inline, source.lines),
    diagnostics: around.found.map((one) =>
      diagnose(one, { path: "", file: source.file }, source.lines),
    ),
  };
};

const readYamlRules = (source: Source): ReadRuleFile => {
  const cut = cutRules(source.text);
  const pieces = cut.parts.flatMap((part) =>
    part.kind === "outside" ? [] : [{ part, scanned: scanYaml(part.text, 1) }],
  );
  const outside = blankEntries(cut);
  const outsideScan = scanYaml(outside);
  const scans = [outsideScan, ...pieces.map(({ scanned }) => scanned)];
  const sum = (count: (scan: Scanned) => number): number =>
    scans.reduce((total, scan) => total + count(scan), 0);
  const over = checkCounts(
    sum((scan) => scan.keys),
    sum((scan) => scan.entries),
  );
  if (over) return refused(source, over);
  const read: ReadResult = outsideScan.found
    ? { ok: false, found: outsideScan.found }
    : readYaml(outside, outsideScan.tokens);
  const around = read.ok ? lookAround(read.node, source.text) : { inline: [], found: [read.found] };
  const found = [...sectionFindings(cut, source), ...around.found];
  return {
    file: source.file,
    rules: [...readPieces(source, pieces, "rules"), ...readInline(source, around.inline, "rules")],
    tests: [...readPieces(source, pieces, "tests"), ...readInline(source, around.inline, "tests")],
    parts: partsWithInline(cut.parts, around.inline, source.lines),
    diagnostics: found
      .map((one) => diagnose(one, { path: "", file: source.file }, source.lines))
      .sort(place),
  };
};

/**
 * Reads a rule file (`.json` as JSON, anything else as YAML) into its rules and tests. Never throws: a rule that
 * cannot be read has `value: null` and says why, the others are whole. Values are in author's form and unchecked.
 */
export const readRuleFile = (from: {
  readonly file: string;
  readonly text: string;
  readonly schemas: RuleSchemas;
}): ReadRuleFile => {
  const source: Source = { ...from, lines: makeLines(from.text) };
  const tooLarge = checkSize(from.text);
  if (tooLarge) return refused(source, tooLarge);
  return isJson(from.file) ? readJsonRules(source) : readYamlRules(source);
};

/** JSON by its file's name. */
export const isJson = (file: string): boolean => /\.json$/i.test(file);
