import type { Kysely } from "kysely";
import type { Schema, TimerTable } from "../schema.ts";
import { prepare } from "../statement.ts";
import type { DueOf } from "./moved-accounts.ts";
import { isUnmoved } from "./moved-accounts.ts";

type Follower = { readonly account: string; readonly openid: string };
type TimerKey = Follower & { readonly kind: TimerTable["kind"]; readonly id: string };
export type TimerValues = TimerKey & {
  readonly path: string;
  readonly version: number;
  readonly due_at_ms: number;
  readonly captured: string;
};
export interface TimerRow extends TimerValues {
  readonly lease_until_ms: number;
}

const asking = (db: Kysely<Schema>) => ({
  due: prepare<
    { readonly now_ms: number; readonly moved: string; readonly limit: number },
    TimerRow
  >("dueTimers", (v) =>
    db
      .selectFrom("timer")
      .selectAll()
      .where("due_at_ms", "<=", v.now_ms)
      .where("lease_until_ms", "<=", v.now_ms)
      .where((eb) => isUnmoved(eb.ref("account"), v.moved))
      .orderBy("due_at_ms")
      .limit(v.limit),
  ),
  dueOf: prepare<DueOf, TimerRow>("dueTimersOf", (v) =>
    db
      .selectFrom("timer")
      .selectAll()
      .where("account", "=", v.account)
      .where("due_at_ms", "<=", v.at_ms)
      .where("lease_until_ms", "<=", v.now_ms)
      .orderBy("due_at_ms")
      .limit(v.limit),
  ),
  schedules: prepare<{ readonly account: string }, TimerRow>("schedules", (v) =>
    db
      .selectFrom("timer")
      .selectAll()
      .where("account", "=", v.account)
      .where("openid", "=", "")
      .where("kind", "=", "schedule"),
  ),
});
const setting = (db: Kysely<Schema>) => ({
  set: prepare<TimerValues>("setTimer", (v) =>
    db
      .insertInto("timer")
      .values({
        account: v.account,
        openid: v.openid,
        kind: v.kind,
        id: v.id,
        path: v.path,
        version: v.version,
        due_at_ms: v.due_at_ms,
        captured: v.captured,
        lease_until_ms: 0,
      })
      .onConflict((conflict) =>
        conflict.columns(["account", "openid", "kind", "id"]).doUpdateSet((eb) => ({
          path: eb.ref("excluded.path"),
          version: eb.ref("excluded.version"),
          due_at_ms: eb.ref("excluded.due_at_ms"),
          captured: eb.ref("excluded.captured"),
          lease_until_ms: 0,
        })),
      ),
  ),
  lend: prepare<
    TimerKey & { readonly due_at_ms: number; readonly was_ms: number; readonly until_ms: number }
  >("lendTimer", (v) =>
    db
      .updateTable("timer")
      .set({ lease_until_ms: v.until_ms })
      .where("account", "=", v.account)
      .where("openid", "=", v.openid)
      .where("kind", "=", v.kind)
      .where("id", "=", v.id)
      .where("due_at_ms", "=", v.due_at_ms)
      .where("lease_until_ms", "=", v.was_ms),
  ),
});
const stopping = (db: Kysely<Schema>) => {
  const one = (v: TimerKey) =>
    db
      .deleteFrom("timer")
      .where("account", "=", v.account)
      .where("openid", "=", v.openid)
      .where("kind", "=", v.kind)
      .where("id", "=", v.id);
  return {
    /** Only the tick that fired: one that was set anew meanwhile stays. */
    fired: prepare<TimerKey & { readonly due_at_ms: number }>("firedTimer", (v) =>
      one(v).where("due_at_ms", "=", v.due_at_ms),
    ),
    stop: prepare<TimerKey>("stopTimer", one),
    stopDialogs: prepare<Follower>("stopDialogs", (v) =>
      db
        .deleteFrom("timer")
        .where("account", "=", v.account)
        .where("openid", "=", v.openid)
        .where("kind", "=", "timeout"),
    ),
    stopAll: prepare<Follower>("stopTimers", (v) =>
      db.deleteFrom("timer").where("account", "=", v.account).where("openid", "=", v.openid),
    ),
  };
};

/** Dialog timeouts, reminders and cron ticks. */
export const timerStatements = (db: Kysely<Schema>) => ({
  ...asking(db),
  ...setting(db),
  ...stopping(db),
});
