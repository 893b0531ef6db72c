import { exactOf, keywordsOf, prefixesOf } from "../index/build-index.ts";
import type { KeyList } from "../index/collect-entries.ts";
import type { ExactIndex } from "../index/exact.ts";
import { bestExact } from "../index/exact.ts";
import type { KeywordIndex } from "../index/keywords.ts";
import { bestKeyword, readKeywords } from "../index/keywords.ts";
import { NO_RANK } from "../index/lists.ts";
import type { PrefixIndex } from "../index/prefixes.ts";
import { bestPrefix } from "../index/prefixes.ts";
import { stripEnds } from "../text/fold.ts";
import type { Way } from "./ways.ts";

/** The ways of rules that always answer, filed so that the best one around another way is found at once. */
interface Covers {
  readonly exact: ExactIndex;
  readonly names: ExactIndex;
  readonly starts: PrefixIndex | null;
  readonly prefixed: PrefixIndex | null;
  readonly keywords: KeywordIndex | null;
  /** Patterns and areas by their text: only the same one is known to cover. */
  readonly same: ReadonlyMap<string, number>;
}

type Where = "exact" | "prefix" | "part" | "name" | "prefixed";
const keyList = (ways: readonly Way[], where: Where): KeyList => {
  const found = ways.flatMap(({ filed: { key }, rank }) =>
    key.in === where ? [{ text: key.text, rank }] : [],
  );
  return { texts: found.map(({ text }) => text), entries: found.map(({ rank }) => rank) };
};

/** What only its equal covers, as text. */
const sameText = ({ row, filed: { key } }: Way): string | null => {
  if (key.in === "pattern") return `pattern ${key.source}`;
  return key.in === "area" ? `area ${row.use} ${JSON.stringify(row.params)}` : null;
};

const fileCovers = (ways: readonly Way[], count: number): Covers => {
  // Entries are ranks already.
  const ranks = Int32Array.from({ length: count }, (_, rank) => rank);
  const same = new Map<string, number>();
  for (const way of ways) {
    const text = sameText(way);
    if (text !== null) same.set(text, Math.min(way.rank, same.get(text) ?? NO_RANK));
  }
  return {
    exact: exactOf(keyList(ways, "exact"), ranks),
    names: exactOf(keyList(ways, "name"), ranks),
    starts: prefixesOf(keyList(ways, "prefix"), ranks),
    prefixed: prefixesOf(keyList(ways, "prefixed"), ranks),
    keywords: keywordsOf(keyList(ways, "part"), ranks),
    same,
  };
};

const bestPart = ({ keywords }: Covers, text: string): number =>
  keywords === null ? NO_RANK : bestKeyword(keywords, readKeywords(keywords, text) ?? []);
const bestStart = (starts: PrefixIndex | null, text: string): number =>
  starts === null ? NO_RANK : bestPrefix(starts, text);

/** Around a name: itself, names it begins with, and `any` of its trigger. Around the beginning of names: the last two. */
const aroundName = ({ names, prefixed }: Covers, name: string, isWhole: boolean): number =>
  Math.min(
    isWhole ? bestExact(names, name) : NO_RANK,
    bestExact(names, name.split(":")[0] ?? name),
    bestStart(prefixed, name),
  );

/** A follow through a channel's code is also a scan of it; a scan need not be a follow. */
const aroundNames = (covers: Covers, name: string, isWhole: boolean): number => {
  const own = aroundName(covers, name, isWhole);
  if (!name.startsWith("follow:")) return own;
  return Math.min(own, aroundName(covers, name.replace("follow:", "scan:"), isWhole));
};

const aroundArea = (covers: Covers, way: Way): number => {
  const { reported } = way.row.params as { readonly reported?: boolean };
  const any = reported === true ? "location:reported" : "location:sent";
  const same = covers.same.get(sameText(way) ?? "") ?? NO_RANK;
  return Math.min(same, bestExact(covers.names, any));
};

const aroundText = (covers: Covers, way: Way): number => {
  const { key } = way.filed;
  const any = bestExact(covers.names, "text");
  switch (key.in) {
    case "exact":
      // Every message that is this text, stripped or not, contains it; one that begins with it need not, since marks may stand before it.
      return Math.min(
        any,
        bestExact(covers.exact, key.text),
        bestExact(covers.exact, stripEnds(key.text)),
        bestPart(covers, key.text),
      );
    case "part":
      return Math.min(any, bestPart(covers, key.text));
    case "prefix":
      return Math.min(any, bestPart(covers, key.text), bestStart(covers.starts, key.text));
    case "pattern": {
      // One of the literals stands in whatever the pattern matches, so each needs somebody who answers it.
      const parts = key.literals.map((literal) => bestPart(covers, literal));
      const literals = parts.length === 0 ? NO_RANK : Math.max(...parts);
      return Math.min(any, literals, covers.same.get(sameText(way) ?? "") ?? NO_RANK);
    }
    default:
      return any;
  }
};

/** Makes a question of the ways of rules that always answer: the best rank among those that hold for every event that comes in by a given way. */
export const makeCoverage = (ways: readonly Way[], count: number): ((way: Way) => number) => {
  const covers = fileCovers(ways, count);
  return (way) => {
    const { key } = way.filed;
    if (key.in === "always") return NO_RANK;
    if (key.in === "name" || key.in === "prefixed")
      return aroundNames(covers, key.text, key.in === "name");
    return key.in === "area" ? aroundArea(covers, way) : aroundText(covers, way);
  };
};
