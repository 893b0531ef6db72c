import type { TriggerDefinition } from "../definitions/definition.ts";
import type { Registry } from "../definitions/registry.ts";
import { orderOf, ranksOf } from "../index/rank-filed.ts";
import type { Filed } from "../schema/compiled-rules.ts";
import type { Rule, TriggerRow } from "../schema/rule.ts";
import type { RuleSet } from "../schema/rule-set.ts";

/** One way into a rule: a filed key of one of its triggers, and its rank among all (0 is the best). */
export interface Way {
  readonly rule: Rule;
  readonly row: TriggerRow;
  readonly trigger: TriggerDefinition;
  readonly filed: Filed;
  readonly rank: number;
}

/** Every way into every rule that is switched on, in stored order; ranked as the index ranks them. */
export const waysOf = ({ rules, account }: RuleSet, registry: Registry): readonly Way[] => {
  const ways: Omit<Way, "rank">[] = [];
  for (const rule of rules) {
    if (!rule.enabled) continue;
    for (const row of rule.when) {
      const trigger = registry.triggers.get(row.use);
      for (const filed of trigger?.index(row.params as never, account) ?? [])
        if (trigger !== undefined) ways.push({ rule, row, trigger, filed });
    }
  }
  const ranks = ranksOf(ways.map(({ rule, filed }, at) => orderOf(rule.priority, filed, at)));
  return ways.map((way, at) => ({ ...way, rank: ranks[at] as number }));
};

const sampled = (value: unknown): string => {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .map(([name, inner]) =>
      typeof inner === "object" ? `${name}: ${JSON.stringify(inner)}` : `${name}: ${inner}`,
    )
    .join(" ");
};

/** A message that comes in this way, as an author would send it in a test. */
export const exampleOf = ({ row, trigger, filed }: Way): string => {
  const { key } = filed;
  if (key.in === "exact" || key.in === "prefix" || key.in === "part") return key.text;
  if (key.in === "pattern") return sampled(trigger.sample?.(row.params as never)) || key.source;
  if (key.in === "name" && key.text.includes(":")) return key.text.replace(":", ": ");
  if (key.in === "prefixed") return `${key.text.replace(":", ": ")}1`;
  return sampled(trigger.sample?.(row.params as never)) || `${row.use}: any`;
};
