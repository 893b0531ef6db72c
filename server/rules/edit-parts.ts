import { DATA_FILES } from "../../engine/index.ts";
import type { SourcePart } from "../storage/sources.ts";
import { dashColumn, indentTo } from "./entry-text.ts";

/** Files are refused by the reader above 5,000 keys or 256 KB; new rules go on in another one well before. */
const FILE_FULL = { rules: 300, characters: 150_000 } as const;
const COLUMN = 2;

export const isDataFile = (name: string): boolean =>
  Object.hasOwn(DATA_FILES, name.replace(/\.(?:yml|json)$/, ".yaml"));
const isBlock = ({ file, text }: SourcePart): boolean =>
  !file.endsWith(".json") && dashColumn(text) !== null;

type New = Pick<SourcePart, "kind" | "id" | "text">;
type Kind = "rule" | "test";
const SECTION: Readonly<Record<Kind, RegExp>> = {
  rule: /(?:^|\n)rules:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*$/,
  test: /(?:^|\n)tests:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*$/,
};
const HEAD: Readonly<Record<Kind, string>> = { rule: "rules:\n", test: "tests:\n" };

const withNewline = (part: SourcePart): SourcePart =>
  part.text === "" || part.text.endsWith("\n") ? part : { ...part, text: `${part.text}\n` };

/** Puts an entry behind another part, in the column of its file; `null` where nothing can be put in between. */
export const insertAfter = (
  parts: readonly SourcePart[],
  at: number,
  entry: New,
): readonly SourcePart[] | null => {
  const anchor = parts[at];
  if (anchor === undefined) return null;
  if (anchor.kind !== "outside" && !isBlock(anchor)) return null;
  const { file } = anchor;
  const sibling = parts.find((part) => part.file === file && part.kind === entry.kind);
  const column = dashColumn(sibling?.text ?? "") ?? COLUMN;
  const part: SourcePart = {
    ...entry,
    file,
    position: 0,
    text: indentTo(entry.text, column),
  };
  return [...parts.slice(0, at), withNewline(anchor), part, ...parts.slice(at + 1)];
};

/** Where in a file an entry of a kind can be put last: behind the last one, or behind an empty section; -1 for nowhere. */
const lastPlace = (parts: readonly SourcePart[], file: string, kind: Kind): number => {
  const last = parts.findLastIndex((part) => part.file === file && part.kind === kind);
  if (last >= 0) return isBlock(parts[last] as SourcePart) ? last : -1;
  return parts.findLastIndex(
    (part) => part.file === file && part.kind === "outside" && SECTION[kind].test(part.text),
  );
};

const addSection = (
  parts: readonly SourcePart[],
  file: string,
  entry: New & { readonly kind: Kind },
): readonly SourcePart[] => {
  const last = parts.findLastIndex((part) => part.file === file);
  const ended = parts.map((part, at) => (at === last ? withNewline(part) : part));
  const text = last < 0 ? HEAD[entry.kind] : `\n${HEAD[entry.kind]}`;
  const head = { kind: "outside", id: `${file}/${entry.id}`, file, position: 0, text } as const;
  const added = { ...entry, file, position: 0, text: indentTo(entry.text, COLUMN) };
  const place = last < 0 ? ended.length : last + 1;
  return [...ended.slice(0, place), head, added, ...ended.slice(place)];
};

const isFull = (parts: readonly SourcePart[], file: string): boolean => {
  const own = parts.filter((part) => part.file === file);
  const characters = own.reduce((sum, { text }) => sum + text.length, 0);
  const rules = own.filter(({ kind }) => kind !== "outside").length;
  return characters > FILE_FULL.characters || rules >= FILE_FULL.rules;
};

/** Adds an entry at the end of a file of its own: `rules.yaml`, `rules-2.yaml` … */
export const append = (
  parts: readonly SourcePart[],
  entry: New & { readonly kind: Kind },
  stem: string = `${entry.kind}s`,
): readonly SourcePart[] => {
  for (let count = 1; ; count += 1) {
    const file = count === 1 ? `${stem}.yaml` : `${stem}-${count}.yaml`;
    if (!parts.some((part) => part.file === file)) return addSection(parts, file, entry);
    if (isFull(parts, file)) continue;
    const place = lastPlace(parts, file, entry.kind);
    const added = place < 0 ? null : insertAfter(parts, place, entry);
    if (added !== null) return added;
  }
};

/** Adds a test to the file of a rule, with its section if there is none. */
export const appendTest = (
  parts: readonly SourcePart[],
  entry: New & { readonly kind: "test" },
  file: string,
): readonly SourcePart[] => {
  if (file.endsWith(".json") || isFull(parts, file)) return append(parts, entry);
  const place = lastPlace(parts, file, "test");
  if (place >= 0) return insertAfter(parts, place, entry) ?? append(parts, entry);
  const hasTests = parts.some(
    (part) => part.file === file && (part.kind === "test" || /^tests:/m.test(part.text)),
  );
  return hasTests ? append(parts, entry) : addSection(parts, file, entry);
};

/** What is left of a file when its last entries go: a section with nothing in it means nothing. */
const isHusk = (part: SourcePart): boolean =>
  part.kind === "outside" && /^(?:\s*(?:rules|tests):[ \t]*(?:#[^\n]*)?\s*)*$/.test(part.text);
const emptySections = (parts: readonly SourcePart[], file: string): ReadonlySet<SourcePart> => {
  const own = parts.filter((part) => part.file === file);
  return new Set(
    own.filter((part, at) => {
      const next = own[at + 1];
      return isHusk(part) && (next === undefined || next.kind === "outside");
    }),
  );
};

/** Takes a part out; `null` where it stands in brackets. */
export const removeAt = (
  parts: readonly SourcePart[],
  at: number,
): readonly SourcePart[] | null => {
  const part = parts[at];
  if (part === undefined || (part.kind !== "outside" && !isBlock(part))) return null;
  const left = parts.filter((_, place) => place !== at);
  const empty = emptySections(left, part.file);
  return left.filter((one) => !empty.has(one));
};

/** Moves a rule behind another one, or before all others. */
export const moveAfter = (
  parts: readonly SourcePart[],
  at: number,
  after: number | null,
): readonly SourcePart[] | null => {
  const part = parts[at];
  if (part === undefined || !isBlock(part)) return null;
  const first = parts.findIndex(({ kind }) => kind === "rule");
  if (after === at || (after === null && first === at)) return parts;
  // Before the first rule is behind what stands before it: the head of its section.
  const anchor = parts[after ?? first - 1];
  const left = removeAt(parts, at);
  if (anchor === undefined || left === null) return null;
  const place = left.indexOf(anchor);
  return place < 0 ? null : insertAfter(left, place, part);
};
