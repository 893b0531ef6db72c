import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { DeliveryState, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";

type Key = { readonly account: string; readonly key: string };
/** Up to two rows: the delivery's, and the follower's (told by `state` being `""`). */
export interface RecallRow {
  readonly state: DeliveryState | "";
  /** The stored answer, or the follower's data. */
  readonly text: string;
  readonly version: number;
  readonly rule_set_version: number;
}
export interface OpenRow {
  readonly account: string;
  readonly key: string;
  readonly event: string;
  readonly state: DeliveryState;
  readonly lease_until_ms: number;
  readonly attempt: number;
}
type Begun = Key & {
  readonly at_ms: number;
  readonly openid: string | null;
  readonly kind: string;
  readonly event: string;
  readonly state: DeliveryState;
  readonly holder: string;
  readonly lease_until_ms: number;
};
type Committed = Key & {
  readonly at_ms: number;
  readonly openid: string | null;
  readonly kind: string;
  readonly event: string;
  readonly answer: string;
  readonly rule_set_version: number;
  readonly rule: string;
  readonly outcome: string;
  readonly body: string;
  readonly trace: string | null;
  /** 1: the reply is among the effects, so that the mark `late` may be there. */
  readonly late: number;
};

const NOTHING_DECIDED = {
  attempt: 0,
  answer: "",
  rule_set_version: 0,
  rule: "",
  outcome: "",
  body: "",
};

const begunRow = (v: Begun) => ({
  account: v.account,
  key: v.key,
  at_ms: v.at_ms,
  openid: v.openid,
  kind: v.kind,
  event: v.event,
  state: v.state,
  holder: v.holder,
  lease_until_ms: v.lease_until_ms,
  ...NOTHING_DECIDED,
});

const reads = (db: Kysely<Schema>) => ({
  /** One read as a union: a third of the time that two outer joins take on SQLite. */
  recall: prepare<Key & { readonly openid: string | null }, RecallRow>("recall", (v) =>
    db
      .selectFrom("delivery")
      .select(["state", "answer as text", sql.lit(0).as("version"), "rule_set_version"])
      .where("account", "=", v.account)
      .where("key", "=", v.key)
      .unionAll(
        db
          .selectFrom("follower")
          .select([
            sql<DeliveryState>`''`.as("state"),
            "data as text",
            "version",
            "rule_set_version",
          ])
          .where("account", "=", v.account)
          .where("openid", "=", v.openid ?? ""),
      ),
  ),
  state: prepare<Key, { readonly state: DeliveryState; readonly answer: string }>("state", (v) =>
    db
      .selectFrom("delivery")
      .select(["state", "answer"])
      .where("account", "=", v.account)
      .where("key", "=", v.key),
  ),
  abandoned: prepare<{ readonly now_ms: number; readonly limit: number }, OpenRow>(
    "abandoned",
    (v) =>
      db
        .selectFrom("delivery")
        .select(["account", "key", "event", "state", "lease_until_ms", "attempt"])
        // A literal, or SQLite would not see that the partial index fits.
        .where("state", "!=", sql.lit("done" as const))
        .where("lease_until_ms", "<=", v.now_ms)
        .orderBy("lease_until_ms")
        .limit(v.limit),
  ),
});

const claims = (db: Kysely<Schema>) => ({
  claim: prepare<Begun & { readonly now_ms: number }>("claim", (v) =>
    db
      .insertInto("delivery")
      .values(begunRow(v))
      .onConflict((conflict) =>
        conflict
          .columns(["account", "key"])
          .doUpdateSet((eb) => ({
            holder: eb.ref("excluded.holder"),
            lease_until_ms: eb.ref("excluded.lease_until_ms"),
          }))
          .where("delivery.state", "!=", "done")
          .where((eb) =>
            eb.or([
              eb("delivery.lease_until_ms", "<=", v.now_ms),
              eb("delivery.holder", "=", eb.ref("excluded.holder")),
            ]),
          ),
      ),
  ),
  goLate: prepare<Begun>("goLate", (v) =>
    db
      .insertInto("delivery")
      .values(begunRow(v))
      .onConflict((conflict) =>
        conflict
          .columns(["account", "key"])
          .doUpdateSet({ state: "late" })
          .where("delivery.state", "=", "claimed"),
      ),
  ),
  lendAgain: prepare<
    Key & { readonly was_ms: number; readonly until_ms: number; readonly holder: string }
  >("lendAgain", (v) =>
    db
      .updateTable("delivery")
      .set((eb) => ({
        holder: v.holder,
        lease_until_ms: v.until_ms,
        attempt: eb("attempt", "+", 1),
      }))
      .where("account", "=", v.account)
      .where("key", "=", v.key)
      .where("state", "!=", "done")
      .where("lease_until_ms", "=", v.was_ms),
  ),
  giveUp: prepare<Key & { readonly was_ms: number }>("giveUp", (v) =>
    db
      .updateTable("delivery")
      .set({ state: "done", outcome: "failed" })
      .where("account", "=", v.account)
      .where("key", "=", v.key)
      .where("state", "!=", "done")
      .where("lease_until_ms", "=", v.was_ms),
  ),
});

const commits = (db: Kysely<Schema>) => ({
  commit: prepare<Committed>("commitDelivery", (v) =>
    db
      .insertInto("delivery")
      .values({
        account: v.account,
        key: v.key,
        at_ms: v.at_ms,
        openid: v.openid,
        kind: v.kind,
        event: v.event,
        // Literals: each bound value costs as much as storing it.
        state: sql.lit("done" as const),
        holder: sql.lit(""),
        lease_until_ms: sql.lit(0),
        attempt: sql.lit(0),
        answer: v.answer,
        rule_set_version: v.rule_set_version,
        rule: v.rule,
        outcome: v.outcome,
        body: v.body,
        trace: v.trace,
      })
      .onConflict((conflict) =>
        conflict
          .columns(["account", "key"])
          .doUpdateSet((eb) => ({
            state: sql.lit("done" as const),
            lease_until_ms: sql.lit(0),
            event: eb.ref("excluded.event"),
            answer: eb.ref("excluded.answer"),
            rule_set_version: eb.ref("excluded.rule_set_version"),
            rule: eb.ref("excluded.rule"),
            outcome: eb.ref("excluded.outcome"),
            body: eb.ref("excluded.body"),
            trace: eb.ref("excluded.trace"),
          }))
          .where((eb) =>
            eb.or([
              eb("delivery.state", "=", sql.lit("claimed" as const)),
              eb.and([
                eb("delivery.state", "=", sql.lit("late" as const)),
                eb(eb.val(v.late), "=", sql.lit(1)),
              ]),
            ]),
          ),
      ),
  ),
});

/** Everything said to the table of deliveries on the way of a message. */
export const deliveryStatements = (db: Kysely<Schema>) => ({
  ...reads(db),
  ...claims(db),
  ...commits(db),
});
