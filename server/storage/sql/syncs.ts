import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Database } from "../database.ts";
import type { Schema, SyncTable } from "../schema.ts";
import { prepare } from "../statement.ts";
import type { SyncState, Syncs } from "../syncs.ts";
import { step } from "../unit-of-work.ts";
import { expectDone } from "./expect-done.ts";

type Account = { readonly account: string };
type Row = { readonly [K in keyof SyncTable]: SyncTable[K] };
type Member = Account & { readonly openid: string };

const statesOf = (db: Kysely<Schema>) => ({
  find: prepare<Account, Row>("sync", (v) =>
    db.selectFrom("sync").selectAll().where("account", "=", v.account),
  ),
  due: prepare<{ readonly now_ms: number }, Account>("dueSyncs", (v) =>
    db
      .selectFrom("sync")
      .select("account")
      .where("phase", "not in", [sql.lit("done" as const), sql.lit("failed" as const)])
      .where("retry_at_ms", "<=", v.now_ms)
      .orderBy("account"),
  ),
  begin: prepare<Row>("beginSync", (v) =>
    db
      .insertInto("sync")
      .values({
        account: v.account,
        id: v.id,
        kind: v.kind,
        phase: v.phase,
        position: v.position,
        anchor: v.anchor,
        total: v.total,
        listed: v.listed,
        read: v.read,
        gone: v.gone,
        started_at_ms: v.started_at_ms,
        updated_at_ms: v.updated_at_ms,
        code: v.code,
        retry_at_ms: v.retry_at_ms,
      })
      .onConflict((conflict) =>
        conflict
          .column("account")
          .doUpdateSet((eb) => ({
            id: eb.ref("excluded.id"),
            kind: eb.ref("excluded.kind"),
            phase: eb.ref("excluded.phase"),
            position: eb.ref("excluded.position"),
            total: eb.ref("excluded.total"),
            listed: eb.ref("excluded.listed"),
            read: eb.ref("excluded.read"),
            gone: eb.ref("excluded.gone"),
            started_at_ms: eb.ref("excluded.started_at_ms"),
            updated_at_ms: eb.ref("excluded.updated_at_ms"),
            code: eb.ref("excluded.code"),
            retry_at_ms: eb.ref("excluded.retry_at_ms"),
          }))
          .where("sync.phase", "in", [sql.lit("done" as const), sql.lit("failed" as const)]),
      ),
  ),
});
const changesOf = (db: Kysely<Schema>) => ({
  change: prepare<Row>("changeSync", (v) =>
    db
      .updateTable("sync")
      .set({
        kind: v.kind,
        phase: v.phase,
        position: v.position,
        anchor: v.anchor,
        total: v.total,
        listed: v.listed,
        read: v.read,
        gone: v.gone,
        updated_at_ms: v.updated_at_ms,
        code: v.code,
        retry_at_ms: v.retry_at_ms,
      })
      .where("account", "=", v.account)
      .where("id", "=", v.id),
  ),
});
const membersOf = (db: Kysely<Schema>) => ({
  add: prepare<Member>("addSyncMember", (v) =>
    db
      .insertInto("sync_member")
      .values({ account: v.account, openid: v.openid })
      .onConflict((conflict) => conflict.columns(["account", "openid"]).doNothing()),
  ),
  page: prepare<Account & { readonly after: string; readonly limit: number }, Member>(
    "syncMembers",
    (v) =>
      db
        .selectFrom("sync_member")
        .selectAll()
        .where("account", "=", v.account)
        .where("openid", ">", v.after)
        .orderBy("openid")
        .limit(v.limit),
  ),
  missing: prepare<
    Account & { readonly after: string; readonly since_ms: number; readonly limit: number },
    { readonly openid: string }
  >("missingMembers", (v) =>
    db
      .selectFrom("follower")
      .select("openid")
      .where("account", "=", v.account)
      .where("openid", ">", v.after)
      .where("followed_at_ms", ">", 0)
      .where("followed_at_ms", "<", v.since_ms)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("sync_member as seen")
              .select("seen.openid")
              .whereRef("seen.account", "=", "follower.account")
              .whereRef("seen.openid", "=", "follower.openid"),
          ),
        ),
      )
      .orderBy("openid")
      .limit(v.limit),
  ),
  clear: prepare<Account & { readonly limit: number }>("clearSyncMembers", (v) =>
    db
      .deleteFrom("sync_member")
      .where("account", "=", v.account)
      .where("openid", "in", (from) =>
        from
          .selectFrom("sync_member as old")
          .select("old.openid")
          .where("old.account", "=", v.account)
          .orderBy("old.openid")
          .limit(v.limit),
      ),
  ),
});

const lanesOf = (db: Kysely<Schema>) => ({
  lane: prepare<Member, { readonly openid: string }>("memberLane", (v) =>
    db
      .selectFrom("lane")
      .select("openid")
      .where("account", "=", v.account)
      .where("openid", "=", v.openid),
  ),
});

const toState = ({ account: _, position, ...row }: Row): SyncState => ({
  ...{ id: row.id, kind: row.kind, phase: row.phase, cursor: position, anchor: row.anchor },
  ...{ total: row.total, listed: row.listed, read: row.read, gone: row.gone },
  ...{ startedAtMs: row.started_at_ms, updatedAtMs: row.updated_at_ms },
  ...{ code: row.code, retryAtMs: row.retry_at_ms },
});
const toRow = (account: string, state: SyncState): Row => ({
  ...{ account, id: state.id, kind: state.kind, phase: state.phase },
  ...{ position: state.cursor, anchor: state.anchor },
  ...{ total: state.total, listed: state.listed, read: state.read, gone: state.gone },
  ...{ started_at_ms: state.startedAtMs, updated_at_ms: state.updatedAtMs },
  ...{ code: state.code, retry_at_ms: state.retryAtMs },
});

/** Steps of one unit: a commit of these holds the loop for a few milliseconds. */
const MEMBERS_A_UNIT = 1_000;

/** Where each account's synchronisation stands, and whom it saw. */
export const syncs = ({
  db,
  nowMs,
}: {
  readonly db: Database;
  readonly nowMs: () => number;
}): Syncs => {
  const states = { ...statesOf(db.sql), ...changesOf(db.sql) };
  const members = { ...membersOf(db.sql), ...lanesOf(db.sql) };
  return {
    find: async (account) => {
      const [row] = await db.read(states.find, { account });
      return row === undefined ? null : toState(row);
    },
    due: async (now) => (await db.read(states.due, { now_ms: now })).map(({ account }) => account),
    begin: async (account, { id, kind }) => {
      const atMs = nowMs();
      const fresh: SyncState = {
        ...{ id, kind, phase: "list", cursor: "", anchor: "" },
        ...{ total: 0, listed: 0, read: 0, gone: 0, code: "", retryAtMs: 0 },
        ...{ startedAtMs: atMs, updatedAtMs: atMs },
      };
      const written = await db.write([step(states.begin, toRow(account, fresh))]);
      return written.done ? "done" : "running";
    },
    change: async (account, state, change) => {
      const row = toRow(account, { ...state, ...change, updatedAtMs: nowMs() });
      return (await db.write([step(states.change, row)])).done ? "done" : "stale";
    },
    addMembers: async (account, openids) => {
      for (let at = 0; at < openids.length; at += MEMBERS_A_UNIT) {
        const unit = openids.slice(at, at + MEMBERS_A_UNIT);
        expectDone(
          await db.write(unit.map((openid) => step(members.add, { account, openid }, "any"))),
        );
      }
    },
    members: async (account, after, limit) =>
      (await db.read(members.page, { account, after, limit })).map(({ openid }) => openid),
    missing: async (account, { after, sinceMs, limit }) => {
      const values = { account, after, since_ms: sinceMs, limit };
      return (await db.read(members.missing, values)).map(({ openid }) => openid);
    },
    clearMembers: async (account, limit) =>
      expectDone(await db.write([step(members.clear, { account, limit }, "any")]))[0] ?? 0,
    busy: async (account, openids) => {
      const found = await Promise.all(
        openids.map((openid) => db.read(members.lane, { account, openid })),
      );
      return new Set(found.flat().map(({ openid }) => openid));
    },
  };
};
