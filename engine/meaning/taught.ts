import type { Registry } from "../definitions/registry.ts";
import type { Account } from "../schema/account.ts";
import type { Rule } from "../schema/rule.ts";
import type { RuleId, RulePath } from "../schema/words.ts";

/** An example sentence, and its place in the rule. */
export interface Example {
  readonly text: string;
  readonly path: RulePath;
}
/** A rule and the sentences that say what it is for. */
export interface Taught {
  readonly rule: RuleId;
  /** The first row that has examples. */
  readonly path: RulePath;
  readonly examples: readonly Example[];
}

const examplesOf = (rule: Rule, registry: Registry, settings: Account): readonly Example[] =>
  rule.when.flatMap((row) =>
    (registry.triggers.get(row.use)?.index(row.params as never, settings) ?? []).flatMap(
      ({ key }) =>
        key.in === "meaning"
          ? key.examples.map((text, place) => ({
              text,
              path: `${row.path}/${row.use}/means/${place}`,
            }))
          : [],
    ),
  );

/** The rules that are switched on and triggered by what a message means, in stored order. */
export const taughtBy = (
  rules: readonly Rule[],
  registry: Registry,
  settings: Account,
): readonly Taught[] =>
  rules.flatMap((rule) => {
    const examples = rule.enabled ? examplesOf(rule, registry, settings) : [];
    const path = rule.when.find((row) => examples[0]?.path.startsWith(`${row.path}/`))?.path;
    return path === undefined ? [] : [{ rule: rule.id, path, examples }];
  });
