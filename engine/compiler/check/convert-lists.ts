import type { ActionRow } from "../../schema/rule.ts";
import type { Json } from "../../schema/words.ts";
import type { Desk } from "./findings.ts";
import type { Place, Schema, Visited } from "./marks.ts";
import { isMap, meantBy, pointerOf, schemasInside } from "./marks.ts";
import type { Scope } from "./names.ts";
import { readCondition } from "./read-condition.ts";

/** A list of actions in normal form; `isBroken` if a row of it had to be left out. */
export interface ReadList {
  readonly rows: readonly ActionRow[];
  readonly isBroken: boolean;
}
/** Reads a list of actions (handed in, because lists hold actions that hold lists). */
export type ListReader = (desk: Desk, value: Json, at: Place, scope: Scope) => ReadList;
/** A value whose lists of actions and conditions are in normal form. */
export interface Converted {
  readonly value: Json;
  readonly isBroken: boolean;
}
/** `undefined` where nothing is left: all of it is switched off. */
type Part = { readonly value: Json | undefined; readonly isBroken: boolean };

interface Walk {
  readonly desk: Desk;
  readonly scope: Scope;
  readonly readList: ListReader;
  /** What each list captures, for what comes after. */
  readonly captured: Scope[];
}

/** Lists stand beside each other: one does not see what another captured. An `else` runs instead of the rest, so nothing comes after it. */
const convertActions = (walk: Walk, { at, value }: Visited): Part => {
  const inner = new Set(walk.scope);
  const { rows, isBroken } = walk.readList(walk.desk, value, at, inner);
  if (at.at(-1) !== "else") walk.captured.push(inner);
  return { value: rows.length === 0 ? undefined : (rows as unknown as Json), isBroken };
};

const convertCondition = (walk: Walk, { at, value }: Visited): Part => {
  const condition = readCondition(walk.desk, value, at, walk.scope);
  if (condition === "broken") return { value: undefined, isBroken: true };
  const isOff = condition === "off";
  return { value: isOff ? undefined : (condition as unknown as Json), isBroken: false };
};

const convertItems = (walk: Walk, { at, schemas }: Visited, items: readonly Json[]): Part => {
  const parts = items.map((value, place) =>
    convert(walk, { at: [...at, place], value, schemas: schemasInside(schemas, place) }),
  );
  const value = parts.flatMap((part) => (part.value === undefined ? [] : [part.value]));
  return { value, isBroken: parts.some((part) => part.isBroken) };
};

const isRequired = (schemas: readonly Schema[], key: string): boolean =>
  schemas.some(({ required }) => Array.isArray(required) && required.includes(key));

const convertKeys = (
  walk: Walk,
  { at, schemas }: Visited,
  map: Readonly<Record<string, Json>>,
): Part => {
  const entries: [string, Json][] = [];
  let isBroken = false;
  for (const [key, value] of Object.entries(map)) {
    const part = convert(walk, { at: [...at, key], value, schemas: schemasInside(schemas, key) });
    isBroken ||= part.isBroken;
    if (part.value !== undefined) entries.push([key, part.value]);
    else if (isRequired(schemas, key)) entries.push([key, []]);
  }
  return { value: Object.fromEntries(entries), isBroken };
};

const convert = (walk: Walk, visited: Visited): Part => {
  const { at, value } = visited;
  const schemas = visited.schemas.flatMap((schema) => meantBy(value, schema));
  const pointer = pointerOf(visited.schemas) ?? pointerOf(schemas);
  if (pointer === "actions") return convertActions(walk, visited);
  if (pointer === "condition") return convertCondition(walk, visited);
  if (Array.isArray(value)) return convertItems(walk, { at, value, schemas }, value);
  if (isMap(value)) return convertKeys(walk, { at, value, schemas }, value);
  return { value, isBroken: false };
};

/** Turns the lists of actions and the conditions inside an action's value into normal form, with their rule paths. `scope` grows by what they capture. */
export const convertLists = (
  desk: Desk,
  visited: Visited,
  { scope, readList }: { readonly scope: Scope; readonly readList: ListReader },
): Converted => {
  const walk: Walk = { desk, scope, readList, captured: [] };
  const { value, isBroken } = convert(walk, visited);
  for (const names of walk.captured) for (const name of names) scope.add(name);
  return { value: value ?? [], isBroken };
};
