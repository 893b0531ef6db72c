import type { Definition } from "../../definitions/definition.ts";
import type { DiagnosticCode } from "../../errors.ts";
import type { Json } from "../../schema/words.ts";
import { didYouMean } from "./did-you-mean.ts";
import type { Desk } from "./findings.ts";
import { refuse } from "./findings.ts";
import type { Place } from "./marks.ts";
import { isMap } from "./marks.ts";

/** A row with its one word found: `tag: VIP` is `use: tag`, `value: VIP`. */
export interface OpenRow {
  readonly use: string;
  readonly value: Json;
  readonly at: Place;
  /** Where the value stands: behind the key, or the bare word itself. */
  readonly valueAt: Place;
}
/** Which words a row may begin with. */
export interface RowKind {
  readonly words: ReadonlyMap<string, Definition>;
  /** Words of the other kind, for a row that stands in the wrong list. */
  readonly elsewhere: ReadonlyMap<string, Definition>;
  readonly unknown: DiagnosticCode;
  readonly misplaced: DiagnosticCode;
  /** Whether a word may stand alone. */
  readonly takesAny: (word: string) => boolean;
}

const REST: readonly string[] = ["note", "enabled"];

/** Whether a row is switched off: it is as if absent, so nothing in it is checked. */
export const isOff = (value: Json): boolean => isMap(value) && value.enabled === false;

/** Checks what may stand beside a row's one word; `true` if nothing is wrong. */
export const checkRowRest = (
  desk: Desk,
  value: Readonly<Record<string, Json>>,
  at: Place,
): boolean => {
  const { note, enabled } = value;
  if (note !== undefined && typeof note !== "string")
    return refuse(desk, "note-not-text", [...at, "note"]) !== null;
  if (enabled !== undefined && typeof enabled !== "boolean")
    return refuse(desk, "enabled-not-boolean", [...at, "enabled"]) !== null;
  return true;
};

const unknownWord = (desk: Desk, word: string, at: Place, kind: RowKind): null => {
  if (kind.elsewhere.has(word)) return refuse(desk, kind.misplaced, at, { name: word }, "key");
  const names = [...kind.words.keys()];
  return refuse(desk, kind.unknown, at, { name: word, ...didYouMean(word, names) }, "key");
};

/** Finds the one trigger or action of a row; gives `null` and notes why if there is none or more than one. */
export const openRow = (desk: Desk, value: Json, at: Place, kind: RowKind): OpenRow | null => {
  if (typeof value === "string") {
    if (value === "") return refuse(desk, "row-empty", at);
    if (!kind.words.has(value)) return unknownWord(desk, value, at, kind);
    if (!kind.takesAny(value)) return refuse(desk, "value-missing", at, { key: value }, "key");
    return { use: value, value: "any", at, valueAt: at };
  }
  if (!isMap(value)) return refuse(desk, "row-form", at);
  const words = Object.keys(value).filter((key) => !REST.includes(key));
  const unknown = words.find((word) => !kind.words.has(word));
  if (unknown !== undefined) return unknownWord(desk, unknown, [...at, unknown], kind);
  const [first, second] = words;
  if (first === undefined) return refuse(desk, "row-empty", at);
  if (second !== undefined)
    return refuse(desk, "two-in-one-row", [...at, second], { first, second }, "key");
  if (!checkRowRest(desk, value, at)) return null;
  return { use: first, value: value[first] ?? null, at, valueAt: [...at, first] };
};

/** A list as written, or the one item that stands for it; with the place of each. */
export const itemsOf = (value: Json, at: Place): readonly (readonly [item: Json, at: Place])[] =>
  Array.isArray(value)
    ? value.map((item: Json, place) => [item, [...at, place]] as const)
    : [[value, at] as const];
