import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { BroadcastTable, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import type { DueOf } from "./moved-accounts.ts";
import { isUnmoved } from "./moved-accounts.ts";

export type BroadcastRow = { readonly [K in keyof BroadcastTable]: BroadcastTable[K] };
type Id = { readonly account: string; readonly id: string };

/** In these something is to be done. */
const WORKING = ["scheduled", "collecting", "sending", "sent"] as const;
const working = WORKING.map((state) => sql.lit(state));

/** What is written of broadcasts as a whole. */
export const broadcastWrites = (db: Kysely<Schema>) => ({
  add: prepare<BroadcastRow>("addBroadcast", (v) =>
    db
      .insertInto("broadcast")
      .values({
        account: v.account,
        id: v.id,
        state: v.state,
        target: v.target,
        content: v.content,
        body: v.body,
        author: v.author,
        code: v.code,
        created_at_ms: v.created_at_ms,
        due_at_ms: v.due_at_ms,
        sent_at_ms: v.sent_at_ms,
        retry_at_ms: v.retry_at_ms,
        receivers: v.receivers,
      })
      .onConflict((conflict) => conflict.columns(["account", "id"]).doNothing()),
  ),
  /** Changes nothing; finds out whether it is still wanted. */
  stillSending: prepare<Id>("stillSending", (v) =>
    db
      .updateTable("broadcast")
      .set({ retry_at_ms: 0 })
      .where("account", "=", v.account)
      .where("id", "=", v.id)
      .where("state", "=", sql.lit("sending" as const)),
  ),
  /** Of a list that somebody wrote. */
  forgetList: prepare<Id>("forgetBroadcastList", (v) =>
    db
      .updateTable("broadcast")
      .set({ target: sql.lit('{"kind":"list","openids":[]}') })
      .where("account", "=", v.account)
      .where("id", "=", v.id)
      .where("target", "like", sql.lit('{"kind":"list",%')),
  ),
  wake: prepare<Id>("wakeBroadcast", (v) =>
    db
      .updateTable("broadcast")
      .set({ retry_at_ms: 0 })
      .where("account", "=", v.account)
      .where("id", "=", v.id)
      .where("state", "=", sql.lit("sent" as const)),
  ),
});

/** What is asked of broadcasts as a whole. */
export const broadcastReads = (db: Kysely<Schema>) => ({
  find: prepare<Id, BroadcastRow>("broadcast", (v) =>
    db.selectFrom("broadcast").selectAll().where("account", "=", v.account).where("id", "=", v.id),
  ),
  list: prepare<{ readonly account: string; readonly limit: number }, BroadcastRow>(
    "broadcasts",
    (v) =>
      db
        .selectFrom("broadcast")
        .selectAll()
        .where("account", "=", v.account)
        .orderBy("created_at_ms", "desc")
        .orderBy("id", "desc")
        .limit(v.limit),
  ),
  sentSince: prepare<{ readonly account: string; readonly since_ms: number }, BroadcastRow>(
    "broadcastsSent",
    (v) =>
      db
        .selectFrom("broadcast")
        .selectAll()
        .where("account", "=", v.account)
        .where((eb) =>
          eb.or([
            eb("sent_at_ms", ">=", v.since_ms),
            eb("state", "in", [sql.lit("collecting" as const), sql.lit("sending" as const)]),
          ]),
        ),
  ),
  due: prepare<{ readonly now_ms: number; readonly moved: string; readonly limit: number }, Id>(
    "dueBroadcasts",
    (v) =>
      db
        .selectFrom("broadcast")
        .select(["account", "id"])
        .where("state", "in", working)
        .where("due_at_ms", "<=", v.now_ms)
        .where("retry_at_ms", "<=", v.now_ms)
        .where((eb) => isUnmoved(eb.ref("account"), v.moved))
        .orderBy("retry_at_ms")
        .limit(v.limit),
  ),
  dueOf: prepare<DueOf, Id>("dueBroadcastsOf", (v) =>
    db
      .selectFrom("broadcast")
      .select(["account", "id"])
      .where("account", "=", v.account)
      .where("state", "in", working)
      .where("due_at_ms", "<=", v.at_ms)
      .where("retry_at_ms", "<=", v.at_ms)
      .orderBy("retry_at_ms")
      .limit(v.limit),
  ),
});
