import type { Candidate } from "../schema/compiled-rules.ts";
import type { Rule } from "../schema/rule.ts";

/**
 * What searches gave before, to be given again. Among 100,000 rules those that answer lie far apart in memory,
 * and reading one costs more than finding it: so what an answer needs of a rule is copied when it first answers,
 * its parts side by side, and the few that answer often lie together.
 */
export interface Given {
  /** By rank, where the key alone decides and nothing may be captured. */
  readonly candidates: (Candidate | undefined)[];
  /** By place. */
  readonly rules: (Rule | undefined)[];
}

export const nothingGiven = (ranks: number, rules: number): Given => ({
  candidates: new Array<undefined>(ranks).fill(undefined),
  rules: new Array<undefined>(rules).fill(undefined),
});

/** A rule as it is given: the same text, its rows beside it. */
export const giveRule = ({ rules }: Given, place: number, rule: Rule): Rule => {
  const before = rules[place];
  if (before !== undefined) return before;
  const copy = { ...rule, then: rule.then.map((row) => ({ ...row })) };
  rules[place] = copy;
  return copy;
};
