import type { TriggerDefinition } from "../definitions/definition.ts";
import type { Registry } from "../definitions/registry.ts";
import type { Account } from "../schema/account.ts";
import type { Filed, IndexKey } from "../schema/compiled-rules.ts";
import type { Rule, TriggerRow } from "../schema/rule.ts";
import { orderOf } from "./rank-filed.ts";

/** One filed key a rule came under, before it has a rank; a list a property, since there may be hundreds of thousands. */
export interface Entries {
  readonly orders: number[];
  /** Place of the rule among those given. */
  readonly rules: number[];
  /** Place of the row in the rule's `when`. */
  readonly rows: number[];
  /** 1: the key only says that the trigger may hold, its `match` decides. */
  readonly unsure: number[];
  readonly keys: { readonly [where in "exact" | "prefix" | "part" | "name" | "prefixed"]: KeyList };
  readonly boxes: BoxList;
  /** Entries that every text tries. */
  readonly always: number[];
  /** Entries that hold example sentences. */
  readonly meanings: number[];
  /** By rule, 1: some trigger of it may capture. */
  readonly captures: Uint8Array;
}
/** Texts, and for each the entry it belongs to. */
export interface KeyList {
  readonly texts: string[];
  readonly entries: number[];
}
export interface BoxList {
  readonly boxes: Extract<IndexKey, { in: "area" }>["box"][];
  readonly entries: number[];
}

const emptyKeys = (): KeyList => ({ texts: [], entries: [] });
const emptyEntries = (rules: number): Entries => ({
  orders: [],
  rules: [],
  rows: [],
  unsure: [],
  keys: {
    exact: emptyKeys(),
    prefix: emptyKeys(),
    part: emptyKeys(),
    name: emptyKeys(),
    prefixed: emptyKeys(),
  },
  boxes: { boxes: [], entries: [] },
  always: [],
  meanings: [],
  captures: new Uint8Array(rules),
});

const addKey = ({ texts, entries }: KeyList, text: string, entry: number): void => {
  texts.push(text);
  entries.push(entry);
};

/** Files one entry; tells whether its key alone decides. */
const fileEntry = (into: Entries, key: IndexKey, entry: number): boolean => {
  switch (key.in) {
    case "area":
      into.boxes.boxes.push(key.box);
      into.boxes.entries.push(entry);
      return false;
    case "meaning":
      into.meanings.push(entry);
      return true;
    case "always":
      into.always.push(entry);
      return false;
    case "pattern":
      for (const literal of key.literals) addKey(into.keys.part, literal, entry);
      if (key.literals.length === 0) into.always.push(entry);
      return false;
    default:
      // The empty text begins and stands in everything.
      if (key.text === "" && key.in !== "exact") into.always.push(entry);
      else addKey(into.keys[key.in], key.text, entry);
      return key.text !== "";
  }
};

/** What captures nothing. */
const SURE: ReadonlySet<IndexKey["in"]> = new Set(["exact", "part", "name", "meaning"]);
const mayCapture = (trigger: TriggerDefinition, { key }: Filed): boolean =>
  trigger.captures !== undefined && !SURE.has(key.in);

/** Asks the trigger of every row where it is to be filed. A row whose trigger is not registered is as if absent. */
export const collectEntries = (
  rules: readonly Rule[],
  registry: Registry,
  settings: Account,
): Entries => {
  const entries = emptyEntries(rules.length);
  const addRow = (rule: number, priority: number, row: TriggerRow, place: number): void => {
    const trigger = registry.triggers.get(row.use);
    if (trigger === undefined) return;
    for (const filed of trigger.index(row.params as never, settings)) {
      const entry = entries.orders.length;
      entries.orders.push(orderOf(priority, filed, entry));
      entries.rules.push(rule);
      entries.rows.push(place);
      entries.unsure.push(fileEntry(entries, filed.key, entry) ? 0 : 1);
      if (mayCapture(trigger, filed)) entries.captures[rule] = 1;
    }
  };
  rules.forEach((rule, at) => {
    rule.when.forEach((row, place) => {
      addRow(at, rule.priority, row, place);
    });
  });
  return entries;
};
