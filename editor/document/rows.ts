import type { Json } from "../../engine/index.ts";
import { copyRow, pasteRows, piecesOf } from "./clipboard.ts";
import { applyEdit } from "./edit.ts";
import { findAt } from "./find.ts";
import { layoutOf } from "./layout.ts";
import { modelOf } from "./model.ts";
import { isMap, renderItem } from "./render.ts";
import type { Steps } from "./steps.ts";

/** Lists that must not vanish with their last row: an empty one shows that something is missing. */
const KEPT_EMPTY: readonly (string | number | undefined)[] = [
  "then",
  "branches",
  "choose",
  "random",
];

/** How many rows a list has. */
export const rowCount = (text: string, list: Steps): number => {
  const node = findAt(text, list)?.node;
  if (node === undefined || node.start === node.end) return 0;
  return node.kind === "list" ? node.items.length : 1;
};

/** Takes a row away; with the last one goes the list's key, where a rule can do without it. */
export const removeRow = (text: string, at: Steps): string => {
  const list = at.slice(0, -1);
  if (rowCount(text, list) > 1) return applyEdit(text, { kind: "remove", at });
  const key = list.at(-1);
  if (typeof key === "string" && !KEPT_EMPTY.includes(key))
    return applyEdit(text, { kind: "remove", at: list });
  return applyEdit(text, { kind: "set", at: list, value: [] });
};

/** Puts a new row into a list, before `place`. */
export const insertRow = (text: string, list: Steps, place: number, value: Json): string => {
  const lines = renderItem(value, 0, layoutOf(text));
  return applyEdit(text, { kind: "insert", at: list, place, item: { value, lines } });
};

/** Moves a row within its list. */
export const moveRow = (text: string, list: Steps, from: number, to: number): string =>
  applyEdit(text, { kind: "move", at: list, from, to });

/** Moves a row into another list, as it was written; places are those before the move. */
export const moveRowTo = (
  text: string,
  at: Steps,
  to: { readonly list: Steps; readonly place: number },
): string => {
  const snippet = copyRow(text, at);
  if (snippet === null) return text;
  // The later of the two first, so that the other one's places stay.
  const pasted = pasteRows(text, to.list, to.place, snippet);
  const list = at.slice(0, -1);
  const isSameList = JSON.stringify(list) === JSON.stringify(to.list);
  const place = Number(at.at(-1)) + (isSameList && to.place <= Number(at.at(-1)) ? 1 : 0);
  return removeRow(pasted, [...list, place]);
};

/** Puts other rows in the place of one, as they are written. Throws `UneditableText` if the snippet holds no rows. */
export const replaceRow = (text: string, at: Steps, snippet: string): string => {
  const last = at.at(-1);
  if (typeof last !== "number") return replaceValue(text, at, snippet);
  const pieces = piecesOf(snippet);
  const list = at.slice(0, -1);
  const pasted = pasteRows(text, list, last, snippet);
  return removeRow(pasted, [...list, last + pieces.length]);
};
const replaceValue = (text: string, at: Steps, snippet: string): string => {
  const values = piecesOf(snippet).map(({ value }) => value);
  const value = values.length === 1 ? (values[0] ?? null) : values;
  return applyEdit(text, { kind: "set", at, value });
};

/** What stands beside a row's one word. */
type Beside = "note" | "enabled";

const setBeside = (text: string, at: Steps, key: Beside, value: Json | null): string => {
  const found = findAt(text, at);
  if (found === null) return text;
  if (value === null) return applyEdit(text, { kind: "remove", at: [...at, key] });
  const model = modelOf(found.node);
  if (typeof model !== "string")
    return applyEdit(text, { kind: "set", at: [...at, key], value, order: ["note", "enabled"] });
  // A bare word has nothing beside it: `silent` is `silent: any`.
  return applyEdit(text, { kind: "set", at, value: { [model]: "any", [key]: value } });
};

/** Switches a row off or on; a row that is switched off is as if absent. */
export const setRowEnabled = (text: string, at: Steps, enabled: boolean): string =>
  setBeside(text, at, "enabled", enabled ? null : false);

/** Writes a row's note, or takes it away. */
export const setRowNote = (text: string, at: Steps, note: string): string =>
  setBeside(text, at, "note", note === "" ? null : note);

/** The one word of a row and what it says, with what stands beside it; `null` for anything that is no row. */
export const openRow = (
  value: Json,
): {
  readonly use: string;
  readonly value: Json;
  readonly note: string;
  readonly enabled: boolean;
} | null => {
  if (typeof value === "string")
    return value === "" ? null : { use: value, value: "any", note: "", enabled: true };
  if (!isMap(value)) return null;
  const words = Object.keys(value).filter((key) => key !== "note" && key !== "enabled");
  const [use] = words;
  if (use === undefined || words.length > 1) return null;
  const note = typeof value.note === "string" ? value.note : "";
  return { use, value: value[use] ?? null, note, enabled: value.enabled !== false };
};
