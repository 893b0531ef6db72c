import type { Kysely } from "kysely";
import type { Schema, ShareTable } from "../schema.ts";
import { prepare } from "../statement.ts";

type Code = { readonly account: string; readonly code: string };
type PageOf = { readonly account: string; readonly page: string };
export type ShareRow = { readonly [P in keyof ShareTable]: ShareTable[P] };

const reads = (db: Kysely<Schema>) => ({
  find: prepare<Code, ShareRow>("share", (v) =>
    db.selectFrom("share").selectAll().where("account", "=", v.account).where("code", "=", v.code),
  ),
  best: prepare<PageOf & { readonly limit: number }, ShareRow>("bestShares", (v) =>
    db
      .selectFrom("share")
      .selectAll()
      .where("account", "=", v.account)
      .where("page", "=", v.page)
      .orderBy("opens", "desc")
      .orderBy("shares", "desc")
      .orderBy("code")
      .limit(v.limit),
  ),
  byChannel: prepare<
    PageOf,
    {
      readonly channel: string;
      readonly sharers: number;
      readonly shares: number;
      readonly opens: number;
    }
  >("sharesByChannel", (v) =>
    db
      .selectFrom("share")
      .select((eb) => [
        "channel",
        eb.fn.countAll<number>().as("sharers"),
        eb.fn.sum<number>("shares").as("shares"),
        eb.fn.sum<number>("opens").as("opens"),
      ])
      .where("account", "=", v.account)
      .where("page", "=", v.page)
      .groupBy("channel")
      .orderBy("opens", "desc")
      .orderBy("channel"),
  ),
});

const writes = (db: Kysely<Schema>) => ({
  add: prepare<ShareRow>("addShare", (v) =>
    db
      .insertInto("share")
      .values({
        account: v.account,
        code: v.code,
        page: v.page,
        openid: v.openid,
        channel: v.channel,
        shares: v.shares,
        opens: v.opens,
        at_ms: v.at_ms,
      })
      .onConflict((conflict) => conflict.columns(["account", "code"]).doNothing()),
  ),
  shared: prepare<Code & { readonly was: number }>("countShare", (v) =>
    db
      .updateTable("share")
      .set((eb) => ({ shares: eb("shares", "+", 1) }))
      .where("account", "=", v.account)
      .where("code", "=", v.code)
      .where("shares", "=", v.was),
  ),
  opened: prepare<Code & { readonly was: number }>("countOpen", (v) =>
    db
      .updateTable("share")
      .set((eb) => ({ opens: eb("opens", "+", 1) }))
      .where("account", "=", v.account)
      .where("code", "=", v.code)
      .where("opens", "=", v.was),
  ),
  /** No row for who opened it before. */
  opener: prepare<Code & { readonly opener: string; readonly at_ms: number }>("addOpener", (v) =>
    db
      .insertInto("share_open")
      .values({ account: v.account, code: v.code, opener: v.opener, at_ms: v.at_ms })
      .onConflict((conflict) => conflict.columns(["account", "code", "opener"]).doNothing()),
  ),
});

/** Everything said to the tables of shares. */
export const shareStatements = (db: Kysely<Schema>) => ({ ...reads(db), ...writes(db) });
