import type { Part, Section } from "./cut-rules.ts";
import type { Lines } from "./lines.ts";
import type { Finding, SourceList, SourceNode } from "./node.ts";
import { finding, isMissing } from "./node.ts";
import { brokenKey, lineAround } from "./slips.ts";
import { suggest } from "./suggest.ts";

/** A stretch of the file; all of them joined are the file again, byte for byte. */
export interface FilePart {
  readonly kind: "outside" | "rule" | "test";
  readonly text: string;
  readonly firstLine: number;
}
const SECTIONS: readonly Section[] = ["rules", "tests"];
/** What the entries of a section are. */
export const KIND: Readonly<Record<Section, "rule" | "test">> = { rules: "rule", tests: "test" };
const isSection = (key: string): key is Section => key === "rules" || key === "tests";

/** Entries that were not cut because they stand in brackets, in JSON or indented as a whole: their stretches of the text. */
export interface Inline {
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

/** What an outermost map holds besides entries that were cut. */
export const lookAround = (
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

/** Cuts the stretches of inline entries out of the outside parts. */
export const partsWithInline = (
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
