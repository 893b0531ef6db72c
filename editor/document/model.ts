import type { Json } from "../../engine/index.ts";
import { movedOrder } from "./move.ts";
import { isMap } from "./render.ts";
import type { Steps } from "./steps.ts";
import type { TreeNode } from "./tree.ts";

/** What a text means before any schema: maps, lists and texts. An edit is right if this changed as it should, and nothing else did. */
export type Model = string | readonly Model[] | ReadonlyMap<string, Model>;

/** The meaning of what was written. */
export const modelOf = (node: TreeNode): Model => {
  if (node.kind === "scalar") return node.text;
  if (node.kind === "list") return node.items.map(({ value }) => modelOf(value));
  return new Map(node.entries.map(({ key, value }) => [key, modelOf(value)]));
};

/** The meaning of a value that is written. */
export const modelOfValue = (value: Json): Model => {
  if (Array.isArray(value)) return value.map(modelOfValue);
  if (isMap(value))
    return new Map(Object.entries(value).map(([key, one]) => [key, modelOfValue(one)]));
  return String(value);
};

/** A plain word as the number or truth value it may be, as long as it is written the same way again. */
const plainValue = (text: string): Json => {
  if (text === "true" || text === "false") return text === "true";
  const number = Number(text);
  return /^-?\d/.test(text) && String(number) === text ? number : text;
};
/** What was written as a value that is written the same way again. */
export const jsonOf = (node: TreeNode): Json => {
  if (node.kind === "list") return node.items.map(({ value }) => jsonOf(value));
  if (node.kind === "map")
    return Object.fromEntries(node.entries.map(({ key, value }) => [key, jsonOf(value)]));
  return node.style === "plain" ? plainValue(node.text) : node.text;
};

const isMapModel = (model: Model): model is ReadonlyMap<string, Model> => model instanceof Map;
const isListModel = (model: Model): model is readonly Model[] => Array.isArray(model);

/** Whether two meanings are the same; the order of keys does not count. */
export const isSameModel = (a: Model, b: Model): boolean => {
  if (isMapModel(a))
    return (
      isMapModel(b) &&
      a.size === b.size &&
      [...a].every(([key, value]) => {
        const other = b.get(key);
        return other !== undefined && isSameModel(value, other);
      })
    );
  if (isListModel(a))
    return (
      isListModel(b) &&
      a.length === b.length &&
      a.every((value, place) => isSameModel(value, b[place] ?? ""))
    );
  return a === b;
};

type Change = (old: Model | null) => Model | null;

/** What a place that is not there yet becomes. */
const grow = (at: Steps, change: Change): Model | null => {
  const [step, ...rest] = at;
  if (step === undefined) return change(null);
  const inner = grow(rest, change);
  if (inner === null) return null;
  return typeof step === "number" ? [inner] : new Map([[step, inner]]);
};

const changeItem = (list: readonly Model[], place: number, rest: Steps, change: Change): Model => {
  const old = list[place];
  const made = old === undefined ? grow(rest, change) : changeModel(old, rest, change);
  return list.toSpliced(place, 1, ...(made === null ? [] : [made]));
};

/** Changes what stands at a place; `null` from `change` takes it away. One item stands for a list: its place 0 is itself. */
export const changeModel = (model: Model, at: Steps, change: Change): Model | null => {
  const [step, ...rest] = at;
  if (step === undefined) return change(model);
  if (isListModel(model) && typeof step === "number") return changeItem(model, step, rest, change);
  if (step === 0) return changeModel(model, rest, change);
  if (!isMapModel(model)) return grow(at, change) ?? model;
  const map = new Map(model);
  const old = map.get(String(step));
  const made = old === undefined ? grow(rest, change) : changeModel(old, rest, change);
  if (made === null) map.delete(String(step));
  else map.set(String(step), made);
  return map;
};

/** One item as the list it stands for. */
export const listModel = (model: Model | null): readonly Model[] => {
  if (model === null) return [];
  return isListModel(model) ? model : [model];
};

/** A list with an item put in before `place`. */
export const insertInModel = (model: Model | null, place: number, item: Model): Model =>
  listModel(model).toSpliced(place, 0, item);
/** A list with one item moved. */
export const moveInModel = (model: Model | null, from: number, to: number): Model => {
  const list = listModel(model);
  return movedOrder(list.length, from, to).map((place) => list[place] ?? "");
};
/** A map with a key renamed. */
export const renameInModel = (model: Model | null, key: string, name: string): Model =>
  model !== null && isMapModel(model)
    ? new Map([...model].map(([old, value]) => [old === key ? name : old, value]))
    : "";
