import type { Registry } from "./definitions/registry.ts";
import { buildIndex } from "./index/build-index.ts";
import { candidatesNamed, findCandidates } from "./index/find-candidates.ts";
import type { ReadyRules } from "./run/asked.ts";
import type { Limit, Rule } from "./schema/rule.ts";
import type { RuleSet } from "./schema/rule-set.ts";
import { NOTHING_MATCHED } from "./triggers/nothing-matched.ts";

/** The limit of a rule that has none of its own: that of its triggers, if they all have one. */
const withLimit = (rule: Rule, registry: Registry): Rule => {
  if (rule.limit !== null || rule.when.length === 0) return rule;
  let first: Limit | null = null;
  for (const { use, params } of rule.when) {
    const limit = registry.triggers.get(use)?.limit?.(params as never) ?? null;
    if (limit === null) return rule;
    first ??= limit;
  }
  return { ...rule, limit: first };
};

/**
 * Makes an account's rules ready to answer: immutable, swapped as a whole. A rule that is switched off is
 * absent but from `rules`. Takes what the reader has checked; a row of an unknown trigger is as if absent.
 */
export const compileRules = (ruleSet: RuleSet, registry: Registry): ReadyRules => {
  const { account, version, rules } = ruleSet;
  const ready = rules.filter((rule) => rule.enabled).map((rule) => withLimit(rule, registry));
  const byId = new Map(ready.map((rule) => [rule.id, rule]));
  const index = buildIndex(ready, registry, account);
  const fallbacks = candidatesNamed(index, NOTHING_MATCHED);
  return {
    account: account.id,
    version,
    settings: account,
    rules,
    rule: (id) => byId.get(id),
    candidates: (event) => findCandidates(index, event),
    fallbacks: () => fallbacks,
    registry,
  };
};
