import type { Kysely } from "kysely";
import type { Schema } from "../schema.ts";
import { prepare } from "../statement.ts";

type RulesRow = { readonly rules: string };

/** What the serving process asks of the rule sets. */
export const servedStatements = (db: Kysely<Schema>) => ({
  version: prepare<{ readonly account: string; readonly version: number }, RulesRow>(
    "ruleSet",
    (v) =>
      db
        .selectFrom("rule_set")
        .select("rules")
        .where("account", "=", v.account)
        .where("version", "=", v.version),
  ),
  active: prepare<{ readonly account: string }, RulesRow>("activeRuleSet", (v) =>
    db
      .selectFrom("active_rule_set")
      .innerJoin("rule_set", (join) =>
        join
          .onRef("rule_set.account", "=", "active_rule_set.account")
          .onRef("rule_set.version", "=", "active_rule_set.version"),
      )
      .select("rule_set.rules")
      .where("active_rule_set.account", "=", v.account),
  ),
});
