import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Database } from "../database.ts";
import type { Housekeeping } from "../library.ts";
import type { Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import { step } from "../unit-of-work.ts";
import { expectDone } from "./expect-done.ts";

type Old = { readonly account: string; readonly before_ms: number; readonly limit: number };
/** The platform repeats a push within seconds, its operators within a day. */
const KEEP_ANSWERS_MS = 86_400_000;

const purges = (db: Kysely<Schema>) => {
  const old = (v: Old) =>
    db
      .selectFrom("delivery as old")
      .select("old.key")
      .where("old.account", "=", v.account)
      .where("old.state", "=", "done")
      .where("old.at_ms", "<", v.before_ms)
      .orderBy("old.at_ms")
      .limit(v.limit);
  return {
    deliveries: prepare<Old>("purgeDeliveries", (v) =>
      db.deleteFrom("delivery").where("account", "=", v.account).where("key", "in", old(v)),
    ),
    traces: prepare<Old>("purgeTraces", (v) =>
      db
        .updateTable("delivery")
        .set({ trace: null })
        .where("account", "=", v.account)
        .where("key", "in", old(v).where("old.trace", "is not", null)),
    ),
    ruleSets: prepare<{ readonly account: string; readonly below: number }>("pruneRuleSets", (v) =>
      db
        .deleteFrom("rule_set")
        .where("account", "=", v.account)
        .where("version", "<", v.below)
        .where(
          sql<boolean>`version not in (select active.version from active_rule_set active where active.account = rule_set.account)`,
        )
        .where(
          sql<boolean>`version not in (select timer.version from timer where timer.account = rule_set.account)`,
        ),
    ),
    newest: prepare<
      { readonly account: string; readonly skip: number },
      { readonly version: number }
    >("keptRuleSets", (v) =>
      db
        .selectFrom("rule_set")
        .select("version")
        .where("account", "=", v.account)
        .orderBy("version", "desc")
        .limit(1)
        .offset(v.skip),
    ),
  };
};

/** What old data is thrown away, a little at a time. */
export const housekeeping = ({
  db,
  nowMs,
}: {
  readonly db: Database;
  readonly nowMs: () => number;
}): Housekeeping => {
  const statements = purges(db.sql);
  return {
    purgeDeliveries: async (account, { deliveriesBeforeMs, tracesBeforeMs, limit }) => {
      const before_ms = Math.min(deliveriesBeforeMs, nowMs() - KEEP_ANSWERS_MS);
      const rows = expectDone(
        await db.write([
          step(statements.deliveries, { account, before_ms, limit }, "any"),
          step(statements.traces, { account, before_ms: tracesBeforeMs, limit }, "any"),
        ]),
      );
      return { deleted: rows[0] ?? 0, isMore: rows.some((n) => n >= limit) };
    },
    pruneRuleSets: async (account, keep) => {
      const [oldestKept] = await db.read(statements.newest, {
        account,
        skip: Math.max(0, keep - 1),
      });
      if (oldestKept === undefined) return 0;
      const rows = expectDone(
        await db.write([step(statements.ruleSets, { account, below: oldestKept.version }, "any")]),
      );
      return rows[0] ?? 0;
    },
  };
};
