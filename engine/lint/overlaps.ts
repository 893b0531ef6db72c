import type { Lint } from "../compiler/compile-folder.ts";
import { makeDiagnostic } from "../errors.ts";
import type { Diagnostic } from "../schema/diagnostic.ts";
import type { Condition, Rule } from "../schema/rule.ts";
import type { Names, RuleId } from "../schema/words.ts";
import { makeCoverage } from "./coverage.ts";
import type { Way } from "./ways.ts";
import { exampleOf, waysOf } from "./ways.ts";

/** Whether a rule ends the search whenever its turn comes. */
const alwaysAnswers = ({ if: condition, else: other, active, limit, continue: goesOn }: Rule) =>
  (condition === null || other !== null) && active === null && limit === null && !goesOn;

/** Positions that the phone reports have a limit of their own. */
const isLimited = ({ row }: Way): boolean =>
  (row.params as { readonly reported?: boolean }).reported === true;

const byRule = (ways: readonly Way[]): ReadonlyMap<RuleId, readonly Way[]> => {
  const grouped = new Map<RuleId, Way[]>();
  for (const way of ways) {
    const known = grouped.get(way.rule.id);
    if (known === undefined) grouped.set(way.rule.id, [way]);
    else known.push(way);
  }
  return grouped;
};

interface Loser {
  readonly way: Way;
  readonly winner: Way;
}

/**
 * A rule never wins if around each of its ways there is a better one of a rule that always answers: for
 * whatever message, the way that ranks it best has somebody before it.
 */
const losers = (ways: readonly Way[]): ReadonlyMap<RuleId, Loser> => {
  const answering = ways.filter((way) => alwaysAnswers(way.rule) && !isLimited(way));
  const bestAround = makeCoverage(answering, ways.length);
  const byRank: Way[] = [];
  for (const way of answering) byRank[way.rank] = way;
  const found = new Map<RuleId, Loser>();
  for (const [id, own] of byRule(ways)) {
    if (!own.every((way) => bestAround(way) < way.rank)) continue;
    const best = own.reduce((a, b) => (b.rank < a.rank ? b : a));
    const winner = byRank[bestAround(best)];
    if (winner !== undefined) found.set(id, { way: best, winner });
  }
  return found;
};

/** A condition without its paths. */
const bare = (condition: Condition | null): unknown =>
  JSON.stringify(condition, (name, value) => (name === "path" ? undefined : value));

/** What two rules must have in common to be each other's double. */
const doubleKey = ({ rule, row, filed }: Way): string => {
  const key = filed.key.in === "area" ? row.params : filed.key;
  return JSON.stringify([row.use, key, rule.priority, bare(rule.if), rule.active]);
};

/** Later rules that have a trigger of an earlier one, which neither goes on nor ever stops answering. */
const doubles = (ways: readonly Way[]): readonly Loser[] => {
  const firsts = new Map<string, Way>();
  const found = new Map<string, Loser>();
  for (const way of ways) {
    const key = doubleKey(way);
    const winner = firsts.get(key);
    if (winner === undefined) {
      if (!way.rule.continue && way.rule.limit === null) firsts.set(key, way);
      continue;
    }
    const pair = `${winner.rule.id}/${way.rule.id}`;
    if (winner.rule !== way.rule && !found.has(pair)) found.set(pair, { way, winner });
  }
  return [...found.values()];
};

const paramsOf = ({ way, winner }: Loser): Names => ({
  rule: way.rule.id,
  other: winner.rule.name === "" ? winner.rule.id : winner.rule.name,
  otherRule: winner.rule.id,
  otherPath: winner.row.path,
  example: exampleOf(way),
});

/**
 * Proves, under the order of language.md §3, which rules can never win and which have a double; says nothing
 * that it cannot prove. Both rules are named (`rule`, `otherRule`), with an example message.
 */
export const findOverlaps: Lint = ({ ruleSet, registry, spotOf }) => {
  const ways = waysOf(ruleSet, registry);
  const never = losers(ways);
  const report = (code: "never-wins" | "same-trigger", loser: Loser): Diagnostic =>
    makeDiagnostic(code, spotOf(loser.way.row.path), paramsOf(loser));
  return [
    ...[...never.values()].map((loser) => report("never-wins", loser)),
    ...doubles(ways)
      .filter(({ way }) => !never.has(way.rule.id))
      .map((loser) => report("same-trigger", loser)),
  ];
};
