import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import type { DueOf } from "./moved-accounts.ts";
import { isUnmoved } from "./moved-accounts.ts";

type Lane = { readonly account: string; readonly openid: string };
type Held = Lane & { readonly lease: string };
type EffectKey = { readonly account: string; readonly key: string };
/** A lane whose turn it is, with the first effect that waits in it (`null` if none does). */
export interface DueLane {
  readonly account: string;
  readonly openid: string;
  readonly next_due_ms: number;
  readonly lease_until_ms: number;
  readonly key: string | null;
  readonly data: string | null;
  readonly attempt: number | null;
  readonly due_at_ms: number | null;
  readonly retry_at_ms: number | null;
}

const readyAt = sql<number>`case when retry_at_ms > due_at_ms then retry_at_ms else due_at_ms end`;

/** Lanes, each with the first effect that waits in it. */
const lanesWithHeads = (db: Kysely<Schema>) =>
  db
    .selectFrom("lane")
    .leftJoin("effect", (join) =>
      join.on("effect.seq", "=", (eb) =>
        eb
          .selectFrom("effect as head")
          .select("head.seq")
          .whereRef("head.account", "=", "lane.account")
          .whereRef("head.openid", "=", "lane.openid")
          .where("head.state", "=", "waiting")
          .orderBy("head.due_at_ms")
          .orderBy("head.seq")
          .limit(1),
      ),
    )
    .select([
      "lane.account",
      "lane.openid",
      "lane.next_due_ms",
      "lane.lease_until_ms",
      "effect.key",
      "effect.data",
      "effect.attempt",
      "effect.due_at_ms",
      "effect.retry_at_ms",
    ]);

const waking = (db: Kysely<Schema>) => ({
  /** Sets the time forward or back to the earliest, without touching the lease: nobody misses what came meanwhile. */
  wakeLane: prepare<Lane & { readonly next_due_ms: number }>("wakeLane", (v) =>
    db
      .insertInto("lane")
      .values({
        account: v.account,
        openid: v.openid,
        next_due_ms: v.next_due_ms,
        lease_until_ms: 0,
        lease: "",
      })
      .onConflict((conflict) =>
        conflict.columns(["account", "openid"]).doUpdateSet({
          next_due_ms: sql<number>`case when excluded.next_due_ms < lane.next_due_ms then excluded.next_due_ms else lane.next_due_ms end`,
        }),
      ),
  ),
  due: prepare<
    { readonly now_ms: number; readonly moved: string; readonly limit: number },
    DueLane
  >("dueLanes", (v) =>
    lanesWithHeads(db)
      .where("lane.next_due_ms", "<=", v.now_ms)
      .where("lane.lease_until_ms", "<=", v.now_ms)
      .where((eb) => isUnmoved(eb.ref("lane.account"), v.moved))
      .orderBy("lane.next_due_ms")
      .limit(v.limit),
  ),
  dueOf: prepare<DueOf, DueLane>("dueLanesOf", (v) =>
    lanesWithHeads(db)
      .where("lane.account", "=", v.account)
      .where("lane.next_due_ms", "<=", v.at_ms)
      .where("lane.lease_until_ms", "<=", v.now_ms)
      .orderBy("lane.next_due_ms")
      .limit(v.limit),
  ),
});
const leasing = (db: Kysely<Schema>) => ({
  lease: prepare<Held & { readonly was_ms: number; readonly until_ms: number }>("leaseLane", (v) =>
    db
      .updateTable("lane")
      .set({ lease: v.lease, lease_until_ms: v.until_ms })
      .where("account", "=", v.account)
      .where("openid", "=", v.openid)
      .where("lease_until_ms", "=", v.was_ms),
  ),
  release: prepare<Held>("releaseLane", (v) =>
    db
      .updateTable("lane")
      .set({ lease: "", lease_until_ms: 0 })
      .where("account", "=", v.account)
      .where("openid", "=", v.openid)
      .where("lease", "=", v.lease),
  ),
});
const settling = (db: Kysely<Schema>) => ({
  dropEmpty: prepare<Lane>("dropEmptyLane", (v) =>
    db
      .deleteFrom("lane")
      .where("account", "=", v.account)
      .where("openid", "=", v.openid)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("effect")
              .select("effect.seq")
              .whereRef("effect.account", "=", "lane.account")
              .whereRef("effect.openid", "=", "lane.openid")
              .where("effect.state", "=", "waiting"),
          ),
        ),
      ),
  ),
  /** Only where something waits: `dropEmpty` ran before. */
  recompute: prepare<Lane>("recomputeLane", (v) =>
    db
      .updateTable("lane")
      .set((eb) => ({
        next_due_ms: eb
          .selectFrom("effect")
          .select(readyAt.as("ready"))
          .whereRef("effect.account", "=", "lane.account")
          .whereRef("effect.openid", "=", "lane.openid")
          .where("effect.state", "=", "waiting")
          .orderBy("effect.due_at_ms")
          .orderBy("effect.seq")
          .limit(1)
          .$asScalar()
          .$notNull(),
      }))
      .where("account", "=", v.account)
      .where("openid", "=", v.openid),
  ),
});

const effects = (db: Kysely<Schema>) => ({
  /** The same key twice is the same effect. */
  add: prepare<
    EffectKey & {
      readonly openid: string;
      readonly kind: string;
      readonly data: string;
      readonly due_at_ms: number;
    }
  >("addEffect", (v) =>
    db
      .insertInto("effect")
      .values({
        account: v.account,
        key: v.key,
        openid: v.openid,
        kind: v.kind,
        data: v.data,
        state: "waiting",
        due_at_ms: v.due_at_ms,
        retry_at_ms: 0,
        attempt: 0,
        code: "",
      })
      .onConflict((conflict) => conflict.columns(["account", "key"]).doNothing()),
  ),
  begin: prepare<EffectKey>("beginEffect", (v) =>
    db
      .updateTable("effect")
      .set((eb) => ({ attempt: eb("attempt", "+", 1) }))
      .where("account", "=", v.account)
      .where("key", "=", v.key)
      .where("state", "=", "waiting"),
  ),
  done: prepare<EffectKey>("doneEffect", (v) =>
    db.deleteFrom("effect").where("account", "=", v.account).where("key", "=", v.key),
  ),
  dead: prepare<EffectKey & { readonly code: string }>("deadEffect", (v) =>
    db
      .updateTable("effect")
      .set({ state: "dead", code: v.code })
      .where("account", "=", v.account)
      .where("key", "=", v.key),
  ),
  retry: prepare<EffectKey & { readonly code: string; readonly retry_at_ms: number }>(
    "retryEffect",
    (v) =>
      db
        .updateTable("effect")
        .set({ retry_at_ms: v.retry_at_ms, code: v.code })
        .where("account", "=", v.account)
        .where("key", "=", v.key),
  ),
});

/** The outbox: effects stand in lanes, one a follower, and lanes are what is leased. */
export const effectStatements = (db: Kysely<Schema>) => ({
  ...waking(db),
  ...leasing(db),
  ...settling(db),
  ...effects(db),
});
