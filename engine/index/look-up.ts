import type { InboundEvent } from "../schema/inbound-event.ts";
import { foldText, stripEnds } from "../text/fold.ts";
import { spokenText } from "../text/spoken-text.ts";
import { collectAreas } from "./areas.ts";
import type { RuleIndex } from "./build-index.ts";
import { bestExact, collectExact } from "./exact.ts";
import { bestKeyword, collectKeywords, isSingle, readKeywords } from "./keywords.ts";
import { NO_RANK } from "./lists.ts";
import { bestPrefix, collectPrefixes } from "./prefixes.ts";

/** What the index sees of an event, read once. */
export interface Seen {
  readonly names: readonly string[];
  /** Folded; `null` without a text. */
  readonly text: string | null;
  /** The same object as `text` if nothing stood at its ends. */
  readonly stripped: string;
  readonly keywords: readonly number[] | null;
  /** Ranks of areas around the position. */
  readonly areas: readonly number[];
}
const NONE: readonly never[] = [];

const namesOf = (index: RuleIndex, event: InboundEvent): readonly string[] => {
  if (index.names.keys.size === 0 && index.prefixed === null) return NONE;
  const naming = index.naming.get(event.kind);
  if (naming === undefined) return NONE;
  return naming.length === 1
    ? (naming[0]?.names?.(event) ?? NONE)
    : naming.flatMap((trigger) => trigger.names?.(event) ?? NONE);
};

const areasOf = (index: RuleIndex, event: InboundEvent): readonly number[] => {
  if (event.kind !== "location" || index.areas === null) return NONE;
  const areas: number[] = [];
  collectAreas(index.areas, event, areas);
  return areas;
};

/** Reads an event once for the index. */
export const lookUp = (index: RuleIndex, event: InboundEvent): Seen => {
  const raw = spokenText(event);
  const text = raw === null ? null : foldText(raw, index.settings.foldTraditional);
  return {
    names: namesOf(index, event),
    text,
    stripped: text === null || index.exact.keys.size === 0 ? (text ?? "") : stripEnds(text),
    keywords: text === null || index.keywords === null ? null : readKeywords(index.keywords, text),
    areas: areasOf(index, event),
  };
};

const bestName = ({ names, prefixed }: RuleIndex, name: string): number => {
  const best = bestExact(names, name);
  return prefixed === null ? best : Math.min(best, bestPrefix(prefixed, name));
};

const bestText = ({ exact, starts }: RuleIndex, text: string, stripped: string): number => {
  let best = bestExact(exact, text);
  if (stripped !== text) best = Math.min(best, bestExact(exact, stripped));
  return starts === null ? best : Math.min(best, bestPrefix(starts, text));
};

/** The best rank that may hold by anything but keywords. */
const bestElsewhere = (index: RuleIndex, seen: Seen): number => {
  let best = index.always[0] ?? NO_RANK;
  for (const name of seen.names) best = Math.min(best, bestName(index, name));
  for (const rank of seen.areas) best = Math.min(best, rank);
  return seen.text === null ? best : Math.min(best, bestText(index, seen.text, seen.stripped));
};

/** The best rank that may hold, found without listing the others; `NO_RANK` if none can. */
export const bestRank = (index: RuleIndex, seen: Seen): number => {
  const best = bestElsewhere(index, seen);
  return index.keywords === null || seen.keywords === null
    ? best
    : Math.min(best, bestKeyword(index.keywords, seen.keywords));
};

/** Whether the best rank is one keyword's and nothing else may hold, as for most messages: then nothing need be listed. */
export const isOnlyOne = (index: RuleIndex, seen: Seen): boolean =>
  index.keywords !== null &&
  seen.keywords !== null &&
  isSingle(index.keywords, seen.keywords) &&
  bestElsewhere(index, seen) === NO_RANK;

/** Every rank that may hold, best first; one may come twice. */
export const allRanks = (index: RuleIndex, seen: Seen): ArrayLike<number> => {
  const { exact, names, starts, prefixed, keywords, always } = index;
  const found: number[] = always.length === 0 ? [] : [...always];
  if (seen.areas.length > 0) found.push(...seen.areas);
  for (const name of seen.names) {
    collectExact(names, name, found);
    if (prefixed !== null) collectPrefixes(prefixed, name, found);
  }
  if (seen.text !== null) {
    collectExact(exact, seen.text, found);
    if (seen.stripped !== seen.text) collectExact(exact, seen.stripped, found);
    if (starts !== null) collectPrefixes(starts, seen.text, found);
  }
  if (keywords !== null && seen.keywords !== null) collectKeywords(keywords, seen.keywords, found);
  return found.length < 2 ? found : Int32Array.from(found).sort();
};
