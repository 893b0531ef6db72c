import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Json } from "../../../engine/index.ts";
import type { NowMs } from "../../clock.ts";
import type { Database } from "../database.ts";
import type { DeadEffect, DeadEffects } from "../library.ts";
import type { EffectTable, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import { step } from "../unit-of-work.ts";
import { followerOf } from "./effect-lane.ts";
import { effectStatements } from "./effect-statements.ts";

type Key = { readonly account: string; readonly key: string };
type Row = Omit<EffectTable, "seq" | "account" | "state" | "retry_at_ms">;
const COLUMNS = ["key", "openid", "kind", "data", "due_at_ms", "attempt", "code"] as const;

type FailedRow = Row & { readonly seq: number; readonly retry_at_ms: number };
/** As the index `effect_failed` says it. */
const hasFailed = sql<boolean>`code <> ''`;

const failedStatements = (db: Kysely<Schema>) => ({
  recent: prepare<
    {
      readonly account: string;
      readonly state: "dead" | "waiting";
      readonly before: number;
      readonly limit: number;
    },
    FailedRow
  >("failedEffects", (v) =>
    db
      .selectFrom("effect")
      .select([...COLUMNS, "seq", "retry_at_ms"])
      .where("account", "=", v.account)
      .where("state", "=", v.state)
      .where(hasFailed)
      .where("seq", "<", v.before)
      .orderBy("seq", "desc")
      .limit(v.limit),
  ),
  counts: prepare<
    { readonly account: string },
    { readonly state: "dead" | "waiting"; readonly n: number }
  >("failedEffectCounts", (v) =>
    db
      .selectFrom("effect")
      .select((eb) => ["state", eb.fn.countAll<number>().as("n")])
      .where("account", "=", v.account)
      .where(hasFailed)
      .groupBy("state"),
  ),
});
const deadStatements = (db: Kysely<Schema>) => ({
  wakeLane: effectStatements(db).wakeLane,
  list: prepare<{ readonly account: string; readonly after: string; readonly limit: number }, Row>(
    "deadEffects",
    (v) =>
      db
        .selectFrom("effect")
        .select(COLUMNS)
        .where("account", "=", v.account)
        .where("state", "=", "dead")
        .where("key", ">", v.after)
        .orderBy("key")
        .limit(v.limit),
  ),
  find: prepare<Key, Row>("deadEffect", (v) =>
    db
      .selectFrom("effect")
      .select(COLUMNS)
      .where("account", "=", v.account)
      .where("key", "=", v.key)
      .where("state", "=", "dead"),
  ),
  revive: prepare<Key & { readonly due_at_ms: number }>("reviveEffect", (v) =>
    db
      .updateTable("effect")
      .set({ state: "waiting", attempt: 0, retry_at_ms: 0, code: "", due_at_ms: v.due_at_ms })
      .where("account", "=", v.account)
      .where("key", "=", v.key)
      .where("state", "=", "dead"),
  ),
  drop: prepare<Key>("dropEffect", (v) =>
    db
      .deleteFrom("effect")
      .where("account", "=", v.account)
      .where("key", "=", v.key)
      .where("state", "=", "dead"),
  ),
});

const toDead = (row: Row): DeadEffect => ({
  key: row.key,
  follower: followerOf(row.openid),
  kind: row.kind,
  dueAtMs: row.due_at_ms,
  attempts: row.attempt,
  code: row.code,
  effect: JSON.parse(row.data) as Json,
});

/** Effects that were given up, to be looked at and tried again by hand. */
export const deadEffects = ({
  db,
  nowMs,
}: {
  readonly db: Database;
  readonly nowMs: NowMs;
}): DeadEffects => {
  const statements = { ...deadStatements(db.sql), ...failedStatements(db.sql) };
  return {
    list: async (account, { afterKey, limit }) =>
      (await db.read(statements.list, { account, after: afterKey ?? "", limit })).map(toDead),
    recent: async (account, { state, beforeSeq, limit }) => {
      const before = beforeSeq ?? Number.MAX_SAFE_INTEGER;
      const rows = await db.read(statements.recent, { account, state, before, limit });
      return rows.map((row) => ({ ...toDead(row), seq: row.seq, retryAtMs: row.retry_at_ms }));
    },
    counts: async (account) => {
      const rows = await db.read(statements.counts, { account });
      const of = (state: "dead" | "waiting"): number =>
        rows.find((row) => row.state === state)?.n ?? 0;
      return { dead: of("dead"), waiting: of("waiting") };
    },
    retry: async (account, key) => {
      const [row] = await db.read(statements.find, { account, key });
      if (row === undefined) return "gone";
      const due = nowMs(account);
      const result = await db.write([
        step(statements.revive, { account, key, due_at_ms: due }),
        step(statements.wakeLane, { account, openid: row.openid, next_due_ms: due }),
      ]);
      return result.done ? "done" : "gone";
    },
    drop: async (account, key) =>
      (await db.write([step(statements.drop, { account, key })])).done ? "done" : "gone",
  };
};
