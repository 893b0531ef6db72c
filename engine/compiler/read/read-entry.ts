import type { Spot } from "../../errors.ts";
import { makeDiagnostic } from "../../errors.ts";
import type { Diagnostic } from "../../schema/diagnostic.ts";
import type { Json, RulePath } from "../../schema/words.ts";
import type { Lines } from "./lines.ts";
import { makeLines } from "./lines.ts";
import type { Finding, SourceNode } from "./node.ts";
import { finding } from "./node.ts";
import type { ReadResult } from "./read-yaml.ts";
import { readYaml } from "./read-yaml.ts";
import type { Scanned } from "./scan.ts";
import { scanYaml } from "./scan.ts";
import type { Definitions, Schema } from "./schema-leaves.ts";
import { shapeValue } from "./shape.ts";
import type { Where } from "./where.ts";
import { escapeStep, joinPath, makeWhere } from "./where.ts";

/** The schema of one rule and of one test, and what their pointers point into. */
export interface RuleSchemas {
  readonly rule: Schema;
  readonly test: Schema;
  readonly definitions: Definitions;
}
/** One rule or test as it was read. */
export interface ReadEntry {
  readonly kind: "rule" | "test";
  /** As written, comments and all. */
  readonly text: string;
  /** Line of the file, from 1. */
  readonly firstLine: number;
  /** Place among the file's rules (or tests), from 0. */
  readonly place: number;
  /** The rule's id or the test's name as written; `null` if none can be made out. */
  readonly id: string | null;
  /** `rules/hours`; `rules/#3` without an id; `tests/FILE/3`. */
  readonly path: RulePath;
  /** In author's form, scalars shaped by the schema, not yet checked; `null` if it cannot be read. */
  readonly value: Json | null;
  readonly where: Where;
  readonly diagnostics: readonly Diagnostic[];
}

/** What stands around an entry. */
export interface EntryPlace {
  readonly kind: "rule" | "test";
  readonly file: string;
  readonly place: number;
  readonly firstLine: number;
  readonly guess: string | null;
}

/** Turns findings into diagnostics of one file. */
export const diagnose = (
  found: Finding,
  spot: Omit<Spot, "line" | "column">,
  lines: Lines,
): Diagnostic => {
  const first: Readonly<Record<string, Json>> =
    found.firstAt === undefined ? {} : { first: lines.at(found.firstAt).line };
  return makeDiagnostic(
    found.code,
    { ...spot, ...lines.at(found.at) },
    { ...found.params, ...first },
  );
};

const pathOf = (place: EntryPlace, id: string | null): RulePath =>
  place.kind === "test"
    ? joinPath("tests", [place.file, place.place])
    : `rules/${id === null ? `#${place.place}` : escapeStep(id)}`;

const textUnder = (node: SourceNode | null, key: string): string | null => {
  const value = node?.kind === "map" ? node.entries.get(key)?.value : undefined;
  return value?.kind === "scalar" && value.text !== "" ? value.text : null;
};

/** The entry itself: the only one of a list, or the map where it was cut out of brackets. */
const soleEntry = (read: ReadResult): ReadResult => {
  if (!read.ok || read.node.kind !== "list") return read;
  const [only, second] = read.node.items;
  if (second) return { ok: false, found: finding("indent-wrong", second.start) };
  return only ? { ok: true, node: only } : { ok: false, found: finding("entry-not-a-map", 0) };
};

/** Makes an entry of what was read. `text` is what offsets count in: the entry's own text, or the whole file where nothing was cut. */
export const makeEntry = (from: {
  readonly place: EntryPlace;
  readonly written: string;
  readonly text: string;
  readonly lines: Lines;
  readonly read: ReadResult;
  readonly cutFound: Finding | null;
  readonly schemas: RuleSchemas;
}): ReadEntry => {
  const { place, text, lines, schemas, written } = from;
  const read = soleEntry(from.read);
  const node = read.ok ? read.node : null;
  const id = textUnder(node, place.kind === "rule" ? "id" : "name") ?? place.guess;
  const path = pathOf(place, id);
  const spot = { path, file: place.file };
  const found: (Finding & { readonly steps?: readonly (string | number)[] })[] = [];
  if (from.cutFound) found.push(from.cutFound);
  let value: Json | null = null;
  if (read.ok) {
    const schema = place.kind === "rule" ? schemas.rule : schemas.test;
    const shaped = shapeValue({ node: read.node, text, schema, definitions: schemas.definitions });
    found.push(...shaped.found);
    if (read.node.kind === "map") value = shaped.value;
    else if (shaped.found.length === 0) found.push(finding("entry-not-a-map", read.node.start));
  } else {
    found.push(read.found);
  }
  const fallback = Math.max(0, text.search(/[^\s#]/));
  return {
    kind: place.kind,
    text: written,
    firstLine: place.firstLine,
    place: place.place,
    id,
    path,
    value,
    where: makeWhere({ file: place.file, path, lines, text, node, fallback }),
    diagnostics: found.map((one) =>
      diagnose(one, { ...spot, path: joinPath(path, one.steps ?? []) }, lines),
    ),
  };
};

/** Reads one entry that was cut out of a block list; `scanned` if its tokens are at hand. Levels around it count as one. */
export const readEntry = (from: {
  readonly place: EntryPlace;
  readonly text: string;
  readonly schemas: RuleSchemas;
  readonly scanned?: Scanned;
  readonly cutFound?: Finding | null;
}): ReadEntry => {
  const { text, place, schemas } = from;
  const scanned = from.scanned ?? scanYaml(text, 1);
  const read: ReadResult = scanned.found
    ? { ok: false, found: scanned.found }
    : readYaml(text, scanned.tokens);
  const lines = makeLines(text, place.firstLine);
  const cutFound = from.cutFound ?? null;
  return makeEntry({ place, written: text, text, lines, read, cutFound, schemas });
};
