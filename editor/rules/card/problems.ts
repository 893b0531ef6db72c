import type { RulePath } from "../../../engine/index.ts";
import type { CardProblem } from "./card-context.ts";

const isAt = (path: RulePath, at: RulePath): boolean => path === at || path.startsWith(`${at}/`);

/** What is wrong at a place or inside of it. */
export const problemsWithin = (
  problems: readonly CardProblem[],
  at: RulePath,
): readonly CardProblem[] => problems.filter(({ path }) => isAt(path, at));

/** What is wrong with a row itself: rows of lists inside of it say their own. */
export const ownProblems = (
  problems: readonly CardProblem[],
  at: RulePath,
): readonly CardProblem[] =>
  problemsWithin(problems, at).filter(
    ({ path }) => !/\/(?:then|else)\/\d/.test(path.slice(at.length)),
  );

/** What is wrong with the rule outside of its rows. */
export const headProblems = (
  problems: readonly CardProblem[],
  rule: RulePath,
): readonly CardProblem[] =>
  problems.filter(({ path }) => !/^\/(?:when|if|then|else)(?:\/|$)/.test(path.slice(rule.length)));
