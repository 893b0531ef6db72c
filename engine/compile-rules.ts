import type { TriggerDefinition } from "./definitions/definition.ts";
import type { Registry } from "./definitions/registry.ts";
import type { Account } from "./schema/account.ts";
import type { Candidate, CompiledRules } from "./schema/compiled-rules.ts";
import type { InboundEvent } from "./schema/inbound-event.ts";
import type { Limit, Rule, TriggerRow } from "./schema/rule.ts";
import type { RuleSet } from "./schema/rule-set.ts";
import type { Names } from "./schema/words.ts";
import { foldText, stripEnds } from "./text/fold.ts";
import { spokenText } from "./text/spoken-text.ts";
import { NOTHING_MATCHED } from "./triggers/nothing-matched.ts";

interface Row {
  readonly row: TriggerRow;
  readonly trigger: TriggerDefinition;
}

const rowsOf = (rule: Rule, registry: Registry): readonly Row[] =>
  rule.when.flatMap((row) => {
    const trigger = registry.triggers.get(row.use);
    return trigger === undefined ? [] : [{ row, trigger }];
  });

/** The limit of a rule that has none of its own: that of its triggers, if they all have one. */
const withLimit = (rule: Rule, registry: Registry): Rule => {
  if (rule.limit !== null) return rule;
  const limits = rowsOf(rule, registry).map(
    ({ row, trigger }): Limit | null => trigger.limit?.(row.params as never) ?? null,
  );
  const [limit] = limits;
  return limit && limits.every((one) => one !== null) ? { ...rule, limit } : rule;
};

/** Kind, length and lateness of the best way in which a row holds. */
const rankOf = ({ row, trigger }: Row, event: InboundEvent, settings: Account): number => {
  const raw = spokenText(event) ?? "";
  const folded = foldText(raw, settings.foldTraditional);
  const names = trigger.names?.(event) ?? [];
  const ranks = trigger.index(row.params as never, settings).map(({ key, kind, length, late }) => {
    const holds =
      key.in === "name"
        ? names.includes(key.text)
        : key.in === "prefixed"
          ? names.some((name) => name.startsWith(key.text))
          : key.in === "exact"
            ? key.text === folded || key.text === stripEnds(folded)
            : key.in === "prefix"
              ? folded.startsWith(key.text)
              : key.in !== "part" || folded.includes(key.text);
    return holds ? kind * 1e6 - length * 2 + (late === true ? 1 : 0) : Number.POSITIVE_INFINITY;
  });
  return Math.min(...ranks);
};

/** Makes an account's rules ready to answer. */
export const compileRules = (ruleSet: RuleSet, registry: Registry): CompiledRules => {
  const settings = ruleSet.account;
  const rules = ruleSet.rules
    .filter((rule) => rule.enabled)
    .map((rule) => withLimit(rule, registry));
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const held = (rule: Rule, event: InboundEvent) =>
    rowsOf(rule, registry).flatMap((row) => {
      const captured = row.trigger.match(row.row.params as never, event, settings);
      return captured === null ? [] : [{ row, captured, rank: rankOf(row, event, settings) }];
    });
  const candidates = (event: InboundEvent): readonly Candidate[] =>
    rules
      .flatMap((rule) => {
        const rows = held(rule, event);
        const best = rows.reduce((a, b) => (b.rank < a.rank ? b : a), rows[0] as never);
        if (rows.length === 0) return [];
        const captured = rows.reduceRight<Names>((all, one) => ({ ...all, ...one.captured }), {});
        const candidate = { rule: rule.id, trigger: best.row.row.path, captured };
        return [{ candidate, rank: best.rank, priority: rule.priority }];
      })
      .sort((a, b) => b.priority - a.priority || a.rank - b.rank)
      .map(({ candidate }) => candidate);
  const fallbacks = (): readonly Candidate[] =>
    rules
      .flatMap((rule) =>
        rule.when
          .filter((row) => row.use === NOTHING_MATCHED)
          .slice(0, 1)
          .map(({ path }) => ({
            priority: rule.priority,
            rule: rule.id,
            trigger: path,
            captured: {},
          })),
      )
      .sort((a, b) => b.priority - a.priority);
  return {
    account: settings.id,
    version: ruleSet.version,
    settings,
    rules,
    rule: (id) => byId.get(id),
    candidates,
    fallbacks,
  };
};
