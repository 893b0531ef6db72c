import { RE2JS } from "re2js";

/** What a pattern may cost (reliability.md S-09). `subjectUnits`: a longer message is cut before the search. */
export const PATTERN_LIMITS = {
  sourceUnits: 200,
  repeats: 100,
  programSize: 500,
  subjectUnits: 2_048,
  patterns: 2_000,
  withoutLiteral: 50,
} as const;

/** Why a pattern cannot stand in a rule; `syntax` carries what RE2 says in `detail`. */
export interface PatternProblem {
  readonly reason:
    | "too-long"
    | "look-around"
    | "back-reference"
    | "repeat-too-big"
    | "too-costly"
    | "syntax";
  readonly detail: string;
}

const escaped = (character: string): string =>
  /^[!-/:-@[-`{-~]$/.test(character) ? `\\${character}` : character;

const normalCharacter = (character: string, isInClass: boolean): string => {
  const normal = character.normalize("NFKC");
  if (normal === character || normal.trim() === "") return normal === character ? normal : " ";
  const written = [...normal].map(escaped).join("");
  return isInClass || [...normal].length === 1 ? written : `(?:${written})`;
};

/**
 * The pattern in the form messages have: a message is NFKC before it is searched, so a `，` or `（` in the
 * pattern must become `,` and `\(` or could never match. Only single characters outside escapes change.
 */
export const normalPattern = (source: string): string => {
  if (source === source.normalize("NFKC")) return source;
  let normal = "";
  let isInClass = false;
  let isEscaped = false;
  for (const character of source) {
    if (isEscaped || character === "\\") {
      normal += character;
      isEscaped = !isEscaped;
      continue;
    }
    if (character === "[") isInClass = true;
    else if (character === "]") isInClass = false;
    normal += character < "\u0080" ? character : normalCharacter(character, isInClass);
  }
  return normal;
};

/** A pattern ready to search, with its named groups in the order they open. */
export interface CompiledPattern {
  readonly search: RE2JS;
  readonly groups: readonly string[];
}
const KEPT = 4_096;
const kept = new Map<string, CompiledPattern | null>();

const compiled = (source: string): CompiledPattern | null => {
  try {
    const search = RE2JS.compile(normalPattern(source));
    const places = search.namedGroups();
    const groups = Object.keys(places).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
    return { search, groups };
  } catch {
    return null;
  }
};

/** The compiled pattern, `null` if RE2 refuses it (the check of the file has said so). Kept: the same source gives the same object, so a re-published rule set costs nothing. */
export const compilePattern = (source: string): CompiledPattern | null => {
  const known = kept.get(source);
  if (known !== undefined) return known;
  if (kept.size >= KEPT) kept.clear();
  const fresh = compiled(source);
  kept.set(source, fresh);
  return fresh;
};

/** Searches the plain text, cut at 2,048 units; gives the named groups that took part, or `null`. */
export const searchPattern = (
  source: string,
  plain: string,
): Readonly<Record<string, string>> | null => {
  const pattern = compilePattern(source);
  const subject = plain.slice(0, PATTERN_LIMITS.subjectUnits);
  if (pattern === null || !pattern.search.test(subject)) return null;
  if (pattern.groups.length === 0) return {};
  const match = pattern.search.matcher(subject);
  if (!match.find()) return null;
  const found: Record<string, string> = {};
  for (const name of pattern.groups) {
    const value = match.group(name);
    if (value !== null) found[name] = value;
  }
  return found;
};

/** The named groups of a pattern, in the order they open; none if RE2 refuses it. */
export const groupNames = (source: string): readonly string[] =>
  compilePattern(source)?.groups ?? [];

const biggestRepeat = (source: string): number =>
  Math.max(
    0,
    ...[...source.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].flatMap(([, min, max]) => [
      Number(min),
      Number(max ?? 0),
    ]),
  );

/** Why RE2 refuses a pattern: the two things people bring from elsewhere have a name of their own. */
const refusal = (bare: string): PatternProblem["reason"] => {
  if (/\(\?<?[=!]/.test(bare)) return "look-around";
  return /\\[1-9]|\\k|\(\?P=/.test(bare) ? "back-reference" : "syntax";
};

/** Checks a pattern as an author wrote it; `null` if it may stand. */
export const patternProblem = (source: string): PatternProblem | null => {
  const problem = (reason: PatternProblem["reason"], detail = ""): PatternProblem => ({
    reason,
    detail,
  });
  if (source.length > PATTERN_LIMITS.sourceUnits) return problem("too-long");
  const bare = source
    .replaceAll(/\\\\/g, "")
    .replaceAll(/\\[^1-9k]/g, "")
    .replaceAll(/\[\^?\]?[^\]]*\]/g, "[]");
  if (biggestRepeat(bare) > PATTERN_LIMITS.repeats) return problem("repeat-too-big");
  try {
    const pattern = RE2JS.compile(normalPattern(source));
    return pattern.programSize() > PATTERN_LIMITS.programSize ? problem("too-costly") : null;
  } catch (error) {
    return problem(refusal(bare), error instanceof Error ? error.message : String(error));
  }
};
