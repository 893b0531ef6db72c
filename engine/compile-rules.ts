import type { Registry } from "./definitions/registry.ts";
import { buildIndex } from "./index/build-index.ts";
import { candidatesNamed, findCandidates } from "./index/find-candidates.ts";
import type { ReadyRules } from "./run/asked.ts";
import type { RuleSet } from "./schema/rule-set.ts";
import { NOTHING_MATCHED } from "./triggers/nothing-matched.ts";
import { seesPictures } from "./triggers/sees-pictures.ts";
import { topicsOf } from "./triggers/topic.ts";

/**
 * Makes an account's rules ready to answer: immutable, swapped as a whole. A rule that is switched off is
 * absent but from `rules`. Takes what the reader has checked; a row of an unknown trigger is as if absent.
 */
export const compileRules = (ruleSet: RuleSet, registry: Registry): ReadyRules => {
  const { account, version, rules } = ruleSet;
  const ready = rules.filter((rule) => rule.enabled);
  const byId = new Map(ready.map((rule) => [rule.id, rule]));
  const index = buildIndex(ready, registry, account, ruleSet.meaning);
  const fallbacks = candidatesNamed(index, NOTHING_MATCHED);
  return {
    account: account.id,
    version,
    settings: account,
    rules,
    rule: (id) => byId.get(id),
    candidates: (event) => findCandidates(index, event),
    fallbacks: () => fallbacks,
    topics: topicsOf(ready),
    seesPictures: seesPictures(ready, account),
    named: (name) => candidatesNamed(index, name),
    meanings: index.meanings,
    registry,
  };
};
