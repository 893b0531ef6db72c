import type { TriggerDefinition } from "../definitions/definition.ts";
import type { Registry } from "../definitions/registry.ts";
import { taughtBy } from "../meaning/taught.ts";
import type { Account } from "../schema/account.ts";
import type { EventKind } from "../schema/inbound-event.ts";
import type { MeaningModel } from "../schema/meaning.ts";
import type { Rule } from "../schema/rule.ts";
import type { AreaIndex } from "./areas.ts";
import { makeAreas } from "./areas.ts";
import type { Entries, KeyList } from "./collect-entries.ts";
import { collectEntries } from "./collect-entries.ts";
import type { ExactIndex } from "./exact.ts";
import type { Given } from "./given.ts";
import { nothingGiven } from "./given.ts";
import type { KeywordIndex } from "./keywords.ts";
import { makeKeywords } from "./keywords.ts";
import type { RankLists } from "./lists.ts";
import { makeLists } from "./lists.ts";
import type { MeaningIndex } from "./meanings.ts";
import { makeMeanings } from "./meanings.ts";
import type { PrefixIndex } from "./prefixes.ts";
import { makePrefixes } from "./prefixes.ts";
import { ranksOf } from "./rank-filed.ts";

/** Where every trigger of a rule set is filed. A rank is one filed key; 0 is the best of all. */
export interface RuleIndex {
  readonly registry: Registry;
  readonly settings: Account;
  readonly rules: readonly Rule[];
  /** By rank: twice the place of the rule, and one more if the trigger's `match` decides. */
  readonly owners: Int32Array;
  /** By rank: the place of the row in the rule's `when`. */
  readonly rowOf: Int32Array;
  /** By rule, 1: some trigger of it may capture. */
  readonly captures: Uint8Array;
  readonly given: Given;
  readonly exact: ExactIndex;
  readonly names: ExactIndex;
  readonly starts: PrefixIndex | null;
  readonly prefixed: PrefixIndex | null;
  readonly keywords: KeywordIndex | null;
  readonly areas: AreaIndex | null;
  readonly meanings: MeaningIndex | null;
  /** Ranks that every event tries, best first. */
  readonly always: Int32Array;
  /** The triggers that name an event, by its kind. */
  readonly naming: ReadonlyMap<EventKind, readonly TriggerDefinition[]>;
}

/** Entries in the order of their ranks, so that every list comes out best first. */
const filledLists = (
  { texts, entries }: KeyList,
  ranks: Int32Array,
  numbers: ReadonlyMap<string, number>,
): RankLists => {
  const order = Int32Array.from(entries.keys()).sort(
    (a, b) => (ranks[entries[a] as number] as number) - (ranks[entries[b] as number] as number),
  );
  const keys = order.map((place) => numbers.get(texts[place] as string) as number);
  return makeLists(
    numbers.size,
    keys,
    order.map((place) => ranks[entries[place] as number] as number),
  );
};
const numbered = (texts: Iterable<string>): ReadonlyMap<string, number> =>
  new Map([...texts].map((text, number) => [text, number]));

/** Files whole texts. */
export const exactOf = (list: KeyList, ranks: Int32Array): ExactIndex => {
  const keys = numbered(new Set(list.texts));
  return { keys, lists: filledLists(list, ranks, keys) };
};
const sortedOf = (list: KeyList, ranks: Int32Array) => {
  const keys = [...new Set(list.texts)].sort();
  return { keys, lists: filledLists(list, ranks, numbered(keys)) };
};
/** Files beginnings; `null` if there are none. */
export const prefixesOf = (list: KeyList, ranks: Int32Array): PrefixIndex | null => {
  if (list.texts.length === 0) return null;
  const { keys, lists } = sortedOf(list, ranks);
  return makePrefixes(keys, lists);
};
/** Files keywords; `null` if there are none. */
export const keywordsOf = (list: KeyList, ranks: Int32Array): KeywordIndex | null => {
  if (list.texts.length === 0) return null;
  const { keys, lists } = sortedOf(list, ranks);
  return makeKeywords(keys, lists);
};
const areasOf = ({ boxes }: Entries, ranks: Int32Array): AreaIndex | null =>
  boxes.boxes.length === 0
    ? null
    : makeAreas(
        boxes.boxes,
        boxes.entries.map((entry) => ranks[entry] as number),
      );

const namingOf = (registry: Registry): ReadonlyMap<EventKind, readonly TriggerDefinition[]> => {
  const naming = new Map<EventKind, TriggerDefinition[]>();
  for (const trigger of registry.triggers.values()) {
    if (trigger.names === undefined) continue;
    for (const kind of trigger.on) naming.set(kind, [...(naming.get(kind) ?? []), trigger]);
  }
  return naming;
};

/** Puts a value of each entry at the entry's rank. */
const byRank = (into: Int32Array, values: readonly number[], ranks: Int32Array): Int32Array => {
  values.forEach((value, entry) => {
    into[ranks[entry] as number] = value;
  });
  return into;
};

/** Files the enabled rules of an account, which are given in stored position; `model` is what their examples were trained to. */
export const buildIndex = (
  rules: readonly Rule[],
  registry: Registry,
  settings: Account,
  model: MeaningModel | null = null,
): RuleIndex => {
  const entries = collectEntries(rules, registry, settings);
  const ranks = ranksOf(entries.orders);
  const { keys } = entries;
  const size = ranks.length;
  const ruleOf = byRank(new Int32Array(size), entries.rules, ranks);
  const rowOf = byRank(new Int32Array(size), entries.rows, ranks);
  return {
    registry,
    settings,
    rules,
    owners: byRank(
      new Int32Array(size),
      entries.rules.map((rule, entry) => rule * 2 + (entries.unsure[entry] as number)),
      ranks,
    ),
    rowOf,
    captures: entries.captures,
    given: nothingGiven(size, rules.length),
    exact: exactOf(keys.exact, ranks),
    names: exactOf(keys.name, ranks),
    starts: prefixesOf(keys.prefix, ranks),
    prefixed: prefixesOf(keys.prefixed, ranks),
    keywords: keywordsOf(keys.part, ranks),
    areas: areasOf(entries, ranks),
    meanings: makeMeanings({
      ranks: entries.meanings.map((entry) => ranks[entry] as number),
      rules,
      ruleOf,
      taught: () => taughtBy(rules, registry, settings),
      model,
    }),
    always: Int32Array.from(entries.always, (entry) => ranks[entry] as number).sort(),
    naming: namingOf(registry),
  };
};
