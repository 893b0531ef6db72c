import { normalPattern } from "./pattern.ts";
import type { PatternNode } from "./pattern-tree.ts";
import { parsePattern } from "./pattern-tree.ts";

/** `exact`: every folded text the node can match, if they are few. `need`: one of these stands in whatever it matches. */
interface Known {
  readonly exact: readonly string[] | null;
  readonly need: readonly string[] | null;
}
const UNKNOWN: Known = { exact: null, need: null };
const MOST_EXACT = 16;
const MOST_NEEDED = 32;

const unique = (list: readonly string[]): readonly string[] => [...new Set(list)];
const shortest = (list: readonly string[]): number => Math.min(...list.map((one) => one.length));

const needOf = ({ exact, need }: Known): readonly string[] | null => {
  if (need !== null) return need;
  return exact !== null && exact.length > 0 && exact.every((one) => one.trim() !== "")
    ? exact
    : null;
};

/** Longer literals are rarer, and so are fewer. */
const rarer = (
  a: readonly string[] | null,
  b: readonly string[] | null,
): readonly string[] | null => {
  if (a === null || b === null) return a ?? b;
  const difference = shortest(a) - shortest(b);
  if (difference !== 0) return difference > 0 ? a : b;
  return a.length <= b.length ? a : b;
};

const sequence = (parts: readonly Known[]): Known => {
  let run: readonly string[] | null = [""];
  let need: readonly string[] | null = null;
  let isExact = true;
  for (const part of parts) {
    const joined: readonly string[] | null =
      run !== null && part.exact !== null && run.length * part.exact.length <= MOST_EXACT
        ? unique(run.flatMap((head) => (part.exact ?? []).map((tail) => head + tail)))
        : null;
    if (joined !== null) {
      run = joined;
      continue;
    }
    isExact = false;
    need = rarer(need, needOf({ exact: run, need: null }));
    need = rarer(need, part.need);
    run = part.exact ?? [""];
  }
  return isExact
    ? { exact: run, need: null }
    : { exact: null, need: rarer(need, needOf({ exact: run, need: null })) };
};

const either = (parts: readonly Known[]): Known => {
  const exact = parts.map((part) => part.exact);
  if (exact.every((list) => list !== null)) {
    const all = unique(exact.flat());
    if (all.length <= MOST_EXACT) return { exact: all, need: null };
  }
  const needs = parts.map(needOf);
  if (!needs.every((list) => list !== null)) return UNKNOWN;
  const all = unique(needs.flat());
  return all.length <= MOST_NEEDED ? { exact: null, need: all } : UNKNOWN;
};

const repeated = (part: Known, min: number, max: number | null): Known => {
  if (min === 0) {
    const isOptional = max === 1 && part.exact !== null && part.exact.length < MOST_EXACT;
    return isOptional ? { exact: unique(["", ...(part.exact ?? [])]), need: null } : UNKNOWN;
  }
  return min === 1 && max === 1 ? part : { exact: null, need: needOf(part) };
};

/**
 * In lower case if that is the same wherever the character stands: ASCII, and what has no case. The
 * others (Σ, İ) are left out of literals, so that folding a message cannot hide one.
 */
const foldedCharacter = (character: string): string | null => {
  if (character < "\u0080") return character.toLowerCase();
  return character.toLowerCase() === character.toUpperCase() ? character : null;
};

const knownOf = (node: PatternNode): Known => {
  switch (node.kind) {
    case "empty":
      return { exact: [""], need: null };
    case "characters": {
      const folded = node.characters.map(foldedCharacter);
      return folded.every((one) => one !== null) ? { exact: unique(folded), need: null } : UNKNOWN;
    }
    case "unknown":
      return UNKNOWN;
    case "sequence":
      return sequence(node.parts.map(knownOf));
    case "either":
      return either(node.parts.map(knownOf));
    case "repeat":
      return repeated(knownOf(node.part), node.min, node.max);
  }
};

/**
 * Folded literals of which at least one stands in every (folded) text the pattern matches; empty if none
 * is certain, then the pattern runs for every text. Anything not understood counts as "could be anything".
 */
export const requiredLiterals = (source: string): readonly string[] => {
  const tree = parsePattern(normalPattern(source));
  const need = tree === null ? null : needOf(knownOf(tree));
  return need === null ? [] : unique(need.map((literal) => literal.trim()));
};
