import type { Registry } from "../../definitions/registry.ts";
import type { Diagnostic } from "../../schema/diagnostic.ts";
import type { Names, RuleId } from "../../schema/words.ts";
import { suggest } from "../read/suggest.ts";
import type { CheckedRule } from "./checked-rule.ts";
import { diagnosticAt } from "./checked-rule.ts";
import { WAITED } from "./names.ts";

interface Arrival {
  readonly from: CheckedRule;
  readonly available: readonly string[];
}
/** Which rules go to a rule, and what they have captured by then. */
export type Arrivals = ReadonlyMap<RuleId, readonly Arrival[]>;

export const arrivalsOf = (rules: readonly CheckedRule[]): Arrivals => {
  const arrivals = new Map<RuleId, Arrival[]>();
  for (const from of rules)
    for (const { to, available } of from.found.jumps) {
      const known = arrivals.get(to);
      if (known === undefined) arrivals.set(to, [{ from, available }]);
      else known.push({ from, available });
    }
  return arrivals;
};

/** Every name that can be set when a rule begins, over all ways that lead to it. */
const namesOnArrival = (id: RuleId, arrivals: Arrivals): ReadonlySet<string> => {
  const names = new Set<string>();
  const seen = new Set<RuleId>([id]);
  const waiting = [id];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
    for (const { from, available } of arrivals.get(at) ?? []) {
      for (const name of available) names.add(name);
      if (from.id === null || seen.has(from.id)) continue;
      seen.add(from.id);
      waiting.push(from.id);
    }
  return names;
};

const firstOf = (name: string): string => name.split(".")[0] ?? name;

/** Refuses the names that nothing can have set: no fact, no var, no way through this rule or to it. */
export const linkNames = (
  checked: CheckedRule,
  context: { readonly arrivals: Arrivals; readonly vars: Names; readonly registry: Registry },
): readonly Diagnostic[] => {
  const { unknownNames } = checked.found;
  if (unknownNames.length === 0) return [];
  const { arrivals, vars, registry } = context;
  const arrived = checked.id === null ? new Set<string>() : namesOnArrival(checked.id, arrivals);
  return unknownNames
    .filter(({ name }) => !arrived.has(firstOf(name)) && !Object.hasOwn(vars, firstOf(name)))
    .flatMap(({ name, at, available }) => {
      const facts = [...registry.facts.keys()].filter((fact) => !fact.endsWith("*"));
      const set = [...available, ...arrived].filter((one) => one !== WAITED);
      const suggestion = suggest(name, [...set, ...Object.keys(vars), ...facts]);
      // A row that was left out may have set it: that row's own message is enough.
      if (suggestion === null && checked.rule === null) return [];
      const params = { name, ...(suggestion === null ? {} : { suggestion }) };
      return [diagnosticAt(checked.where, "unknown-name", { at, params })];
    });
};
