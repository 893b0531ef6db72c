import type { Kysely } from "kysely";
import type { BindCodeTable, BindingTable, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";

type Owner = { readonly account: string; readonly openid: string };
type NumberKey = {
  readonly account: string;
  readonly kind: BindingTable["kind"];
  readonly number_key: string;
};
export type BindingRow = { readonly [P in keyof BindingTable]: BindingTable[P] };
export type WaitingRow = { readonly [P in keyof BindCodeTable]: BindCodeTable[P] };

const bound = (db: Kysely<Schema>) => ({
  find: prepare<Owner, BindingRow>("binding", (v) =>
    db
      .selectFrom("binding")
      .selectAll()
      .where("account", "=", v.account)
      .where("openid", "=", v.openid),
  ),
  holder: prepare<NumberKey, { readonly openid: string }>("bindingHolder", (v) =>
    db
      .selectFrom("binding")
      .select("openid")
      .where("account", "=", v.account)
      .where("kind", "=", v.kind)
      .where("number_key", "=", v.number_key),
  ),
  count: prepare<{ readonly account: string }, { readonly n: number }>("bindings", (v) =>
    db
      .selectFrom("binding")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("account", "=", v.account),
  ),
  /** No row when the number, or the follower, is bound already. */
  bind: prepare<BindingRow>("bind", (v) =>
    db
      .insertInto("binding")
      .values({
        account: v.account,
        kind: v.kind,
        number_key: v.number_key,
        openid: v.openid,
        tail: v.tail,
        customer: v.customer,
        at_ms: v.at_ms,
      })
      .onConflict((conflict) => conflict.doNothing()),
  ),
  unbind: prepare<Owner>("unbind", (v) =>
    db.deleteFrom("binding").where("account", "=", v.account).where("openid", "=", v.openid),
  ),
});

const waiting = (db: Kysely<Schema>) => ({
  ask: prepare<WaitingRow>("askBindCode", (v) =>
    db
      .insertInto("bind_code")
      .values({
        account: v.account,
        openid: v.openid,
        kind: v.kind,
        number_key: v.number_key,
        tail: v.tail,
        customer: v.customer,
        phone: v.phone,
        code: v.code,
        tries: v.tries,
        until_ms: v.until_ms,
      })
      .onConflict((conflict) =>
        conflict.columns(["account", "openid"]).doUpdateSet((eb) => ({
          kind: eb.ref("excluded.kind"),
          number_key: eb.ref("excluded.number_key"),
          tail: eb.ref("excluded.tail"),
          customer: eb.ref("excluded.customer"),
          phone: eb.ref("excluded.phone"),
          code: eb.ref("excluded.code"),
          tries: eb.ref("excluded.tries"),
          until_ms: eb.ref("excluded.until_ms"),
        })),
      ),
  ),
  waiting: prepare<Owner, WaitingRow>("bindCode", (v) =>
    db
      .selectFrom("bind_code")
      .selectAll()
      .where("account", "=", v.account)
      .where("openid", "=", v.openid),
  ),
  countTry: prepare<Owner & { readonly most: number; readonly now_ms: number }>(
    "countBindTry",
    (v) =>
      db
        .updateTable("bind_code")
        .set((eb) => ({ tries: eb("tries", "+", 1) }))
        .where("account", "=", v.account)
        .where("openid", "=", v.openid)
        .where("tries", "<", v.most)
        .where("until_ms", ">", v.now_ms),
  ),
  /** What nobody finished: a waiting phone number is kept no longer than its code serves. */
  forgetOld: prepare<{ readonly account: string; readonly now_ms: number }>(
    "forgetOldBindCodes",
    (v) =>
      db.deleteFrom("bind_code").where("account", "=", v.account).where("until_ms", "<=", v.now_ms),
  ),
  forget: prepare<Owner>("forgetBindCode", (v) =>
    db.deleteFrom("bind_code").where("account", "=", v.account).where("openid", "=", v.openid),
  ),
  spend: prepare<Owner & { readonly code: string }>("spendBindCode", (v) =>
    db
      .deleteFrom("bind_code")
      .where("account", "=", v.account)
      .where("openid", "=", v.openid)
      .where("code", "=", v.code),
  ),
});

/** Everything said to the tables of bindings. */
export const bindingStatements = (db: Kysely<Schema>) => ({ ...bound(db), ...waiting(db) });
