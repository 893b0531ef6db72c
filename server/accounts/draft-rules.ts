import type { Definitions, OpenId, ReadyRules, RuleSet } from "../../engine/index.ts";
import { compileRules, makeRegistry, withBuiltIn } from "../../engine/index.ts";
import type { Copies } from "../rules/copies.ts";
import type { Library } from "../storage/library.ts";
import type { WebhookAccount } from "../webhook/deps.ts";
import { withoutSwitchedOff } from "./accounts.ts";

export interface DraftRulesDeps {
  readonly library: { readonly ruleSets: Pick<Library["ruleSets"], "rulesOff"> };
  readonly copies: Pick<Copies, "view" | "check">;
  /** The account's plugins. */
  readonly definitions: (account: string) => Definitions;
}
/** The rules that a tester's draft stands for now; `null` when it holds no change or nothing of it can be compiled. */
export type DraftRules = (account: WebhookAccount, tester: OpenId) => Promise<ReadyRules | null>;

/** Compiles drafts for those who try them on the real account; what was compiled last is kept as long as its check is. */
export const createDraftRules = ({ library, copies, definitions }: DraftRulesDeps): DraftRules => {
  // The check of a draft is made anew when the draft, what is served, or an emergency changes.
  const ready = new WeakMap<RuleSet, ReadyRules>();
  return async ({ id, rules, testers }, tester) => {
    const copy = testers?.get(tester);
    if (copy === undefined) return null;
    const view = await copies.view({ account: id, copy });
    if (view === null || view.draft.parts.length === 0) return null;
    const { ruleSet } = (await copies.check(view)).compiled;
    if (ruleSet === null) return null;
    const known = ready.get(ruleSet);
    if (known?.version === rules.version) return known;
    const off = await library.ruleSets.rulesOff(id);
    // It goes by the number of what is served: what waits for this follower finds its way through either.
    const served = { ...withoutSwitchedOff(ruleSet, off), version: rules.version };
    const compiled = compileRules(served, makeRegistry(withBuiltIn(definitions(id))));
    ready.set(ruleSet, compiled);
    return compiled;
  };
};
