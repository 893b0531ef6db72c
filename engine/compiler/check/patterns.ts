import type { DiagnosticCode } from "../../errors.ts";
import type { Names } from "../../schema/words.ts";
import type { PatternProblem } from "../../text/pattern.ts";
import { groupNames, PATTERN_LIMITS, patternProblem } from "../../text/pattern.ts";

/** What an author gets to hear of a pattern, or the names of its groups. */
export type PatternVerdict =
  | { readonly groups: readonly string[] }
  | { readonly code: DiagnosticCode; readonly params: Names };

const codes: Readonly<Record<PatternProblem["reason"], DiagnosticCode>> = {
  "too-long": "pattern-too-long",
  "look-around": "pattern-look-around",
  "back-reference": "pattern-back-reference",
  "repeat-too-big": "pattern-repeats",
  "too-costly": "pattern-too-costly",
  syntax: "pattern-broken",
};
const limits: Readonly<Partial<Record<PatternProblem["reason"], number>>> = {
  "too-long": PATTERN_LIMITS.sourceUnits,
  "repeat-too-big": PATTERN_LIMITS.repeats,
};

/** Tries a pattern as RE2 reads it; back-references and look-around have a message of their own. */
export const tryPattern = (pattern: string): PatternVerdict => {
  const problem = patternProblem(pattern);
  if (problem === null) return { groups: groupNames(pattern) };
  const { reason, detail } = problem;
  const said = detail.replace(/^error parsing regexp: /, "");
  return { code: codes[reason], params: { reason: said, max: limits[reason] ?? null } };
};
