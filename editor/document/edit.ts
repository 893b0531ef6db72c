import type { Json } from "../../engine/index.ts";
import type { Found } from "./find.ts";
import { findAt, rootOf } from "./find.ts";
import type { NewItem } from "./insert.ts";
import { expandPatches, insertItemPatches, insertKeyPatches } from "./insert.ts";
import { layoutOf } from "./layout.ts";
import type { Model } from "./model.ts";
import {
  changeModel,
  insertInModel,
  isSameModel,
  modelOf,
  modelOfValue,
  moveInModel,
  renameInModel,
} from "./model.ts";
import { movePatches } from "./move.ts";
import type { Patch } from "./patch.ts";
import { applyPatches } from "./patch.ts";
import { removePatches } from "./remove.ts";
import { renderKey } from "./render-scalar.ts";
import { replacePatches } from "./replace.ts";
import { reprint } from "./reprint.ts";
import type { Steps } from "./steps.ts";
import { UneditableText } from "./tree.ts";
import { wrapPatches } from "./wrap.ts";

/** One step of editing; `at` is a place in the rule. A place that one item stands at for a list is its place 0. */
export type Edit =
  /** Puts a value at a place, making what is missing on the way. `order`: where new keys go. */
  | {
      readonly kind: "set";
      readonly at: Steps;
      readonly value: Json;
      readonly order?: readonly string[];
    }
  | { readonly kind: "remove"; readonly at: Steps }
  /** Into the list at `at`, before `place`; a missing list is made. */
  | {
      readonly kind: "insert";
      readonly at: Steps;
      readonly place: number;
      readonly item: NewItem;
      readonly order?: readonly string[];
    }
  | { readonly kind: "move"; readonly at: Steps; readonly from: number; readonly to: number }
  | { readonly kind: "rename"; readonly at: Steps; readonly name: string }
  /** Puts what stands at a place under a key: `a` becomes `{ key: a }`. */
  | { readonly kind: "wrap"; readonly at: Steps; readonly key: string };

/** An edit that no way of writing it down would do; the text is as it was. */
export class EditRefused extends Error {}

/** The keys of a rule in the order of language.md §2. */
export const RULE_KEYS: readonly string[] = [
  ...["id", "name", "note", "enabled", "priority", "group", "active", "limit"],
  ...["when", "if", "then", "else", "continue"],
];

const parentOf = (at: Steps): { readonly parent: Steps; readonly last: string | number } => {
  const last = at.at(-1);
  if (last === undefined) throw new EditRefused("the rule itself cannot be edited away");
  return { parent: at.slice(0, -1), last };
};
const orderAt = (parent: Steps, order: readonly string[] | undefined): readonly string[] =>
  order ?? (parent.length === 0 ? RULE_KEYS : []);

/** A step that is not there yet: the nearest thing that is, and the value it must get. */
const nest = (last: string | number, value: Json): Json =>
  typeof last === "number" ? [value] : { [last]: value };

const setPatches = (
  text: string,
  at: Steps,
  value: Json,
  order: readonly string[] | undefined,
): readonly Patch[] => {
  const found = findAt(text, at);
  if (found !== null) return replacePatches(text, found, value);
  const { parent, last } = parentOf(at);
  const around = findAt(text, parent);
  if (around === null) return setPatches(text, parent, nest(last, value), order);
  const { node } = around;
  if (node.kind === "map" && typeof last === "string")
    return insertKeyPatches(text, around, { key: last, value, order: orderAt(parent, order) });
  if (node.kind === "list" && typeof last === "number")
    return insertItemPatches(text, around, last, { value });
  if (node.kind === "scalar") return replacePatches(text, around, nest(last, value));
  throw new EditRefused(`nothing can be set at ${at.join("/")}`);
};

const listAt = (text: string, at: Steps): Found => {
  const found = findAt(text, at);
  if (found?.node.kind !== "list") throw new EditRefused(`no list at ${at.join("/")}`);
  return found;
};

const renamePatches = (text: string, at: Steps, name: string): readonly Patch[] => {
  const { holder } = findAt(text, at) ?? rootOf(text);
  if (holder.kind !== "entry") throw new EditRefused(`no key at ${at.join("/")}`);
  const { keyStart, keyEnd } = holder.entry;
  const insert = renderKey(name, { inFlow: true, quote: layoutOf(text).quote });
  return [{ from: keyStart, to: keyEnd, insert }];
};

/** Whether what stands at a place is one item instead of a list, or is missing. */
const listState = (text: string, at: Steps): "list" | "one" | "missing" => {
  const found = findAt(text, at);
  if (found === null || found.node.start === found.node.end) return "missing";
  return found.node.kind === "list" ? "list" : "one";
};

const patchesOf = (text: string, edit: Edit): readonly Patch[] => {
  if (edit.kind === "set") return setPatches(text, edit.at, edit.value, edit.order);
  if (edit.kind === "rename") return renamePatches(text, edit.at, edit.name);
  if (edit.kind === "remove") {
    const found = findAt(text, edit.at);
    return found === null ? [] : removePatches(text, found);
  }
  if (edit.kind === "wrap") {
    const found = findAt(text, edit.at);
    return found === null ? [] : wrapPatches(text, found, edit.key);
  }
  if (edit.kind === "move") return movePatches(text, listAt(text, edit.at), edit.from, edit.to);
  return insertItemPatches(text, listAt(text, edit.at), edit.place, edit.item);
};

/** What the rule should mean afterwards. */
const expected = (model: Model, edit: Edit): Model => {
  if (edit.kind === "rename") {
    const { parent, last } = parentOf(edit.at);
    const renamed = changeModel(model, parent, (old) =>
      renameInModel(old, String(last), edit.name),
    );
    return renamed ?? "";
  }
  const made = changeModel(model, edit.at, (old) => {
    if (edit.kind === "set") return modelOfValue(edit.value);
    if (edit.kind === "remove") return null;
    if (edit.kind === "wrap") return old === null ? null : new Map([[edit.key, old]]);
    if (edit.kind === "move") return moveInModel(old, edit.from, edit.to);
    return insertInModel(old, edit.place, modelOfValue(edit.item.value));
  });
  return made ?? "";
};

const meansIt = (text: string, wanted: Model): boolean => {
  try {
    return isSameModel(modelOf(rootOf(text).node), wanted);
  } catch (error) {
    if (error instanceof UneditableText) return false;
    throw error;
  }
};

/** Patches first; where what was written does not mean what it should, the document is printed anew, comments kept. */
const write = (text: string, wanted: Model, patches: () => readonly Patch[]): string => {
  const patched = applyPatches(text, patches());
  if (meansIt(patched, wanted)) return patched;
  const printed = reprint(text, wanted);
  if (meansIt(printed, wanted)) return printed;
  throw new EditRefused("this cannot be written down");
};

/** Makes a list of what stands for one, or of nothing, where an edit needs a list. */
const withList = (text: string, edit: Edit): string => {
  if (edit.kind !== "insert" && edit.kind !== "move") return text;
  const state = listState(text, edit.at);
  const found = findAt(text, edit.at);
  if (state === "one" && found !== null) {
    const wanted = changeModel(modelOf(rootOf(text).node), edit.at, (old) => [old ?? ""]);
    return write(text, wanted ?? "", () => expandPatches(text, found));
  }
  if (state === "list" || edit.kind === "move") return text;
  const { at, order } = edit;
  return applyEdit(text, { kind: "set", at, value: [], ...(order === undefined ? {} : { order }) });
};

/** Whether what an edit asks for is there already. */
const isIdle = (text: string, edit: Edit): boolean => {
  if (edit.kind === "move") return edit.from === edit.to;
  if (edit.kind !== "remove") return false;
  return findAt(text, edit.at) === null;
};

/**
 * Applies one edit to a rule's text. Only the bytes of what is touched change: comments, order, quotes, block
 * texts and line breaks of everything else stay. Throws `EditRefused` or `UneditableText`; then nothing changed.
 */
export const applyEdit = (text: string, edit: Edit): string => {
  if (isIdle(text, edit)) return text;
  const listed = withList(text, edit);
  const model = modelOf(rootOf(listed).node);
  return write(listed, expected(model, edit), () => patchesOf(listed, edit));
};
