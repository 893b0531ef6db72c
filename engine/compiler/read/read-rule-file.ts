import type { Diagnostic } from "../../schema/diagnostic.ts";
import type { Cut, Part, Section } from "./cut-rules.ts";
import { cutRules } from "./cut-rules.ts";
import type { Lines } from "./lines.ts";
import { makeLines } from "./lines.ts";
import type { Finding, SourceList, SourceNode } from "./node.ts";
import { finding, isMissing } from "./node.ts";
import type { ReadEntry, RuleSchemas } from "./read-entry.ts";
import { diagnose, makeEntry, readEntry } from "./read-entry.ts";
import { readJson } from "./read-json.ts";
import type { ReadResult } from "./read-yaml.ts";
import { readYaml } from "./read-yaml.ts";
import type { Scanned } from "./scan.ts";
import { checkSize, FILE_LIMITS, scanYaml } from "./scan.ts";
import { brokenKey, fullWidthIn, lineAround } from "./slips.ts";
import { suggest } from "./suggest.ts";

/** A stretch of the file; all of them joined are the file again, byte for byte. */
export interface FilePart {
  readonly kind: "outside" | "rule" | "test";
  readonly text: string;
  readonly firstLine: number;
}
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

const SECTIONS: readonly Section[] = ["rules", "tests"];
const KIND: Readonly<Record<Section, "rule" | "test">> = { rules: "rule", tests: "test" };
const isSection = (key: string): key is Section => key === "rules" || key === "tests";

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

/** Entries that were not cut because they stand in brackets, in JSON or indented as a whole: their stretches of the text. */
interface Inline {
  readonly section: Section;
  readonly node: SourceNode;
  /** From the beginning of the line where the entry is the first on it, so that its text can be read again alone. */
  readonly start: number;
  readonly end: number;
}
const inlineEntries = (section: Section, list: SourceList, text: string): readonly Inline[] =>
  list.items.map((node) => {
    const { line, start } = lineAround(text, node.start);
    const alone = /^\uFEFF?[ \t]*(-[ \t]+)?$/.test(line.slice(0, node.start - start));
    const whole = alone && !/^[{[]/.test(text.charAt(node.start));
    return { section, node, start: whole ? start : node.start, end: node.end };
  });

const unknownSection = (key: string, at: number): Finding =>
  finding("unknown-key", at, { key, suggestion: suggest(key, SECTIONS), known: [...SECTIONS] });

const lookAround = (
  node: SourceNode,
  text: string,
): { readonly inline: readonly Inline[]; readonly found: readonly Finding[] } => {
  if (isMissing(node)) return { inline: [], found: [] };
  if (node.kind !== "map") return { inline: [], found: [notAMap(node)] };
  const inline: Inline[] = [];
  const found: Finding[] = [];
  for (const [key, { keyStart, value }] of node.entries) {
    if (!isSection(key)) found.push(unknownSection(key, keyStart));
    else if (value.kind === "list") inline.push(...inlineEntries(key, value, text));
    else if (!isMissing(value)) found.push(finding("section-not-a-list", keyStart, { key }));
  }
  return { inline, found };
};
const notAMap = (node: SourceNode): Finding => {
  const slip = node.kind === "scalar" ? brokenKey(node.text, (word) => isSection(word)) : null;
  if (slip === null) return finding("file-not-a-map", node.start);
  return slip.code === "space-after-colon"
    ? finding(slip.code, node.start + slip.index, { key: slip.key })
    : finding(slip.code, node.start + slip.index, { found: "：", wanted: ":" });
};

const tooMany = (keys: number, entries: number): Finding | null => {
  if (keys > FILE_LIMITS.keys) return finding("too-many-keys", 0, { max: FILE_LIMITS.keys });
  return entries > FILE_LIMITS.entries
    ? finding("too-many-entries", 0, { max: FILE_LIMITS.entries })
    : null;
};

/** Cuts the stretches of inline entries out of the outside parts. */
const partsWithInline = (
  parts: readonly Part[],
  inline: readonly Inline[],
  lines: Lines,
): readonly FilePart[] => {
  const sorted = [...inline].sort((a, b) => a.start - b.start);
  return parts.flatMap((part): FilePart[] => {
    const end = part.start + part.text.length;
    const inside =
      part.kind === "outside"
        ? sorted.filter((one) => one.start >= part.start && one.end <= end)
        : [];
    if (inside.length === 0)
      return [{ kind: part.kind, text: part.text, firstLine: part.firstLine }];
    const out: FilePart[] = [];
    let at = part.start;
    const push = (kind: FilePart["kind"], to: number): void => {
      const text = part.text.slice(at - part.start, to - part.start);
      if (text !== "") out.push({ kind, text, firstLine: lines.at(at).line });
      at = to;
    };
    for (const { section, start, end: to } of inside) {
      push("outside", start);
      push(KIND[section], to);
    }
    push("outside", end);
    return out;
  });
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
  const over = tooMany(
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
