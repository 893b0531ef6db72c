import type { Json, RulePath } from "../../engine/index.ts";
import { applyEdit } from "./edit.ts";
import { findAt } from "./find.ts";
import { jsonOf } from "./model.ts";
import type { Reading } from "./read-rule.ts";
import { valueAt } from "./read-rule.ts";
import { isMap } from "./render.ts";
import { insertRow, rowCount } from "./rows.ts";
import type { Steps } from "./steps.ts";
import { pathOf } from "./steps.ts";

type JsonMap = Readonly<Record<string, Json>>;
/** `list` is a list without a word, which means `all`. */
export type GroupKind = "all" | "any" | "not" | "list";
/** A condition as the card shows it. */
export type CardCondition = CardGroup | CardLeaf | CardOther;
interface Common {
  readonly at: Steps;
  readonly path: RulePath;
  readonly note: string;
  readonly enabled: boolean;
}
export interface CardGroup extends Common {
  readonly kind: "group";
  readonly group: GroupKind;
  /** Where its conditions stand. */
  readonly inner: Steps;
  readonly conditions: readonly CardCondition[];
}
export interface CardLeaf extends Common {
  readonly kind: "leaf";
  readonly fact: string;
  readonly operator: string;
  readonly value: Json;
}
/** Nothing a form can show: edited as YAML. */
export interface CardOther extends Common {
  readonly kind: "other";
}

/** Groups in groups in groups; deeper ones are edited as YAML. */
export const MOST_LEVELS = 3;
const GROUPS = ["all", "any", "not"] as const;
const LEAF: readonly string[] = ["fact", "operator", "value"];

const itemsOf = (value: Json): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [value];

interface Walk {
  readonly rule: string;
  readonly depth: number;
}
const groupOf = (walk: Walk, value: JsonMap, common: Common): CardCondition | null => {
  const keys = Object.keys(value).filter((key) => key !== "note" && key !== "enabled");
  const [group] = GROUPS.filter((name) => keys.includes(name));
  if (group === undefined || keys.length > 1) return null;
  if (walk.depth >= MOST_LEVELS) return { kind: "other", ...common };
  const inner = [...common.at, group];
  const held = value[group] ?? null;
  if (group === "not" && Array.isArray(held)) return { kind: "other", ...common };
  const list = group === "not" ? [held] : itemsOf(held);
  const next = { ...walk, depth: walk.depth + 1 };
  const conditions = list.map((one, place) =>
    conditionOf(next, one, group === "not" ? inner : [...inner, place]),
  );
  return { kind: "group", group, inner, conditions, ...common };
};

const leafOf = (value: JsonMap, common: Common): CardCondition => {
  const keys = Object.keys(value).filter((key) => key !== "note" && key !== "enabled");
  const { fact, operator, value: expected = "" } = value;
  const isLeaf = keys.every((key) => LEAF.includes(key));
  if (!isLeaf || typeof fact !== "string" || typeof operator !== "string")
    return { kind: "other", ...common };
  return { kind: "leaf", fact, operator, value: expected, ...common };
};

const conditionOf = (walk: Walk, value: Json, at: Steps): CardCondition => {
  const path = pathOf(walk.rule, at);
  const plain: Common = { at, path, note: "", enabled: true };
  if (Array.isArray(value)) {
    if (walk.depth >= MOST_LEVELS) return { kind: "other", ...plain };
    const next = { ...walk, depth: walk.depth + 1 };
    const conditions = value.map((one: Json, place) => conditionOf(next, one, [...at, place]));
    return { kind: "group", group: "list", inner: at, conditions, ...plain };
  }
  if (!isMap(value)) return { kind: "other", ...plain };
  const note = typeof value.note === "string" ? value.note : "";
  const common = { at, path, note, enabled: value.enabled !== false };
  return groupOf(walk, value, common) ?? leafOf(value, common);
};

/** The condition at a place of a rule (`["if"]`); `null` if there is none. */
export const conditionAt = (reading: Reading, at: Steps): CardCondition | null => {
  const value = valueAt(reading.value, at);
  if (value === undefined) return null;
  return conditionOf({ rule: reading.id, depth: 0 }, value, at);
};

/** Adds a condition to what stands at a place: nothing, one condition, a list or a group. */
export const addCondition = (
  text: string,
  at: Steps,
  standing: CardCondition | null,
  value: Json,
): string => {
  if (standing === null) return applyEdit(text, { kind: "set", at, value });
  if (standing.kind !== "group") return insertRow(text, at, 1, value);
  const { group, inner, conditions } = standing;
  // `not` holds one; a second stands beside it.
  if (group === "not") return insertRow(text, at, 1, value);
  return insertRow(text, inner, conditions.length, value);
};

/** Takes a condition away; a group left empty goes with it. */
export const removeCondition = (text: string, at: Steps): string => {
  const last = at.at(-1);
  const list = at.slice(0, -1);
  if (typeof last === "number" && rowCount(text, list) > 1)
    return applyEdit(text, { kind: "remove", at });
  if (typeof last === "number") return removeCondition(text, list);
  if (last === "all" || last === "any" || last === "not") return removeCondition(text, list);
  return applyEdit(text, { kind: "remove", at });
};

/** Makes a group another one; its conditions keep their text and comments. */
export const setGroup = (text: string, group: CardGroup, to: "all" | "any"): string => {
  if (group.group === to || (group.group === "list" && to === "all")) return text;
  if (group.group !== "list") return applyEdit(text, { kind: "rename", at: group.inner, name: to });
  return applyEdit(text, { kind: "wrap", at: group.at, key: to });
};

/** Turns what a condition says around, or back. */
export const toggleNot = (text: string, condition: CardCondition): string => {
  if (condition.kind === "group" && condition.group === "not") {
    const value = valueOfText(text, condition.inner);
    return applyEdit(text, { kind: "set", at: condition.at, value });
  }
  return applyEdit(text, { kind: "wrap", at: condition.at, key: "not" });
};

const valueOfText = (text: string, at: Steps): Json => {
  const found = findAt(text, at);
  return found === null ? "" : jsonOf(found.node);
};
