import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { PayBillTable, PayNoticeTable, PayOrderTable, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import type { DueOf } from "./moved-accounts.ts";
import { isUnmoved } from "./moved-accounts.ts";

type Row<T> = { readonly [P in keyof T]: T[P] };
export type OrderTableRow = Row<PayOrderTable>;
export type NoticeTableRow = Row<PayNoticeTable>;
export type BillTableRow = Row<PayBillTable>;
type Account = { readonly account: string };
type Key = Account & { readonly no: string };
type Most = { readonly limit: number };

const reads = (db: Kysely<Schema>) => ({
  find: prepare<Key, OrderTableRow>("order", (v) =>
    db.selectFrom("pay_order").selectAll().where("account", "=", v.account).where("no", "=", v.no),
  ),
  byCode: prepare<Account & { readonly code: string }, OrderTableRow>("orderByCode", (v) =>
    db
      .selectFrom("pay_order")
      .selectAll()
      .where("account", "=", v.account)
      .where("code", "=", v.code)
      .limit(1),
  ),
  ofFollower: prepare<Account & Most & { readonly openid: string }, OrderTableRow>(
    "ordersOfFollower",
    (v) =>
      db
        .selectFrom("pay_order")
        .selectAll()
        .where("account", "=", v.account)
        .where("openid", "=", v.openid)
        .orderBy("created_at_ms", "desc")
        .limit(v.limit),
  ),
  shownAt: prepare<Account & { readonly channel: string; readonly product: string }, OrderTableRow>(
    "orderShownAt",
    (v) =>
      db
        .selectFrom("pay_order")
        .selectAll()
        .where("account", "=", v.account)
        .where("channel", "=", v.channel)
        .where("product", "=", v.product)
        .where("way", "=", sql.lit("native"))
        .orderBy("created_at_ms", "desc")
        .limit(1),
  ),
});

const spans = (db: Kysely<Schema>) => ({
  due: prepare<Most & { readonly now_ms: number; readonly moved: string }, OrderTableRow>(
    "dueOrders",
    (v) =>
      db
        .selectFrom("pay_order")
        .selectAll()
        .where("check_at_ms", ">", sql.lit(0))
        .where("check_at_ms", "<=", v.now_ms)
        .where((eb) => isUnmoved(eb.ref("account"), v.moved))
        .orderBy("check_at_ms")
        .limit(v.limit),
  ),
  dueOf: prepare<DueOf, OrderTableRow>("dueOrdersOf", (v) =>
    db
      .selectFrom("pay_order")
      .selectAll()
      .where("account", "=", v.account)
      .where("check_at_ms", ">", sql.lit(0))
      .where("check_at_ms", "<=", v.at_ms)
      .orderBy("check_at_ms")
      .limit(v.limit),
  ),
  traded: prepare<Account & { readonly from_ms: number; readonly until_ms: number }, OrderTableRow>(
    "tradedOrders",
    (v) =>
      db
        .selectFrom("pay_order")
        .selectAll()
        .where("account", "=", v.account)
        .where("paid_at_ms", ">=", v.from_ms)
        .where("paid_at_ms", "<", v.until_ms)
        .union(
          db
            .selectFrom("pay_order")
            .selectAll()
            .where("account", "=", v.account)
            .where("refunded_at_ms", ">=", v.from_ms)
            .where("paid_at_ms", "<", v.until_ms),
        ),
  ),
});

const writes = (db: Kysely<Schema>) => ({
  add: prepare<OrderTableRow>("addOrder", (v) =>
    db
      .insertInto("pay_order")
      .values({
        account: v.account,
        no: v.no,
        state: v.state,
        way: v.way,
        openid: v.openid,
        product: v.product,
        title: v.title,
        channel: v.channel,
        code: v.code,
        transaction_id: v.transaction_id,
        data: v.data,
        amount_fen: v.amount_fen,
        refunded_fen: v.refunded_fen,
        created_at_ms: v.created_at_ms,
        paid_at_ms: v.paid_at_ms,
        refunded_at_ms: v.refunded_at_ms,
        version: v.version,
        check_at_ms: v.check_at_ms,
      })
      .onConflict((conflict) => conflict.columns(["account", "no"]).doNothing()),
  ),
  change: prepare<
    Omit<
      OrderTableRow,
      "way" | "product" | "title" | "channel" | "code" | "amount_fen" | "created_at_ms"
    > & { readonly was: number }
  >("changeOrder", (v) =>
    db
      .updateTable("pay_order")
      .set({
        state: v.state,
        openid: v.openid,
        transaction_id: v.transaction_id,
        data: v.data,
        refunded_fen: v.refunded_fen,
        paid_at_ms: v.paid_at_ms,
        refunded_at_ms: v.refunded_at_ms,
        version: v.version,
        check_at_ms: v.check_at_ms,
      })
      .where("account", "=", v.account)
      .where("no", "=", v.no)
      .where("version", "=", v.was),
  ),
  lend: prepare<Key & { readonly was_ms: number; readonly until_ms: number }>("lendOrder", (v) =>
    db
      .updateTable("pay_order")
      .set({ check_at_ms: v.until_ms })
      .where("account", "=", v.account)
      .where("no", "=", v.no)
      .where("check_at_ms", "=", v.was_ms),
  ),
});

type Piece = Account & { readonly product: string };
const stock = (db: Kysely<Schema>) => ({
  stocked: prepare<Piece>("beginStock", (v) =>
    db
      .insertInto("pay_stock")
      .values({ account: v.account, product: v.product, taken: sql.lit(0) })
      .onConflict((conflict) => conflict.columns(["account", "product"]).doNothing()),
  ),
  takeUpTo: prepare<Piece & { readonly takes: number; readonly most: number }>("takeStock", (v) =>
    db
      .updateTable("pay_stock")
      .set((eb) => ({ taken: eb("taken", "+", v.takes) }))
      .where("account", "=", v.account)
      .where("product", "=", v.product)
      .where("taken", "<", v.most),
  ),
  take: prepare<Piece & { readonly takes: number }>("moveStock", (v) =>
    db
      .updateTable("pay_stock")
      .set((eb) => ({ taken: eb("taken", "+", v.takes) }))
      .where("account", "=", v.account)
      .where("product", "=", v.product),
  ),
  taken: prepare<Account, { readonly product: string; readonly taken: number }>("stock", (v) =>
    db.selectFrom("pay_stock").select(["product", "taken"]).where("account", "=", v.account),
  ),
});

const told = (db: Kysely<Schema>) => ({
  keep: prepare<NoticeTableRow>("keepPayNotice", (v) =>
    db
      .insertInto("pay_notice")
      .values({
        account: v.account,
        id: v.id,
        no: v.no,
        kind: v.kind,
        state: v.state,
        code: v.code,
        data: v.data,
        at_ms: v.at_ms,
      })
      .onConflict((conflict) => conflict.columns(["account", "id"]).doNothing()),
  ),
  of: prepare<Key, NoticeTableRow>("payNoticesOf", (v) =>
    db
      .selectFrom("pay_notice")
      .selectAll()
      .where("account", "=", v.account)
      .where("no", "=", v.no)
      .orderBy("at_ms"),
  ),
  troubles: prepare<Account & Most & { readonly state: string }, NoticeTableRow>(
    "payTroubles",
    (v) =>
      db
        .selectFrom("pay_notice")
        .selectAll()
        .where("account", "=", v.account)
        .where("state", "=", v.state)
        .orderBy("at_ms", "desc")
        .limit(v.limit),
  ),
});

const compared = (db: Kysely<Schema>) => ({
  keepBill: prepare<BillTableRow>("keepBill", (v) =>
    db
      .insertInto("pay_bill")
      .values({
        account: v.account,
        day: v.day,
        mchid: v.mchid,
        state: v.state,
        code: v.code,
        differences: v.differences,
        trades: v.trades,
        paid_fen: v.paid_fen,
        refund_fen: v.refund_fen,
        at_ms: v.at_ms,
      })
      .onConflict((conflict) =>
        conflict.columns(["account", "day", "mchid"]).doUpdateSet((eb) => ({
          state: eb.ref("excluded.state"),
          code: eb.ref("excluded.code"),
          differences: eb.ref("excluded.differences"),
          trades: eb.ref("excluded.trades"),
          paid_fen: eb.ref("excluded.paid_fen"),
          refund_fen: eb.ref("excluded.refund_fen"),
          at_ms: eb.ref("excluded.at_ms"),
        })),
      ),
  ),
  bills: prepare<Account & Most, BillTableRow>("bills", (v) =>
    db
      .selectFrom("pay_bill")
      .selectAll()
      .where("account", "=", v.account)
      .orderBy("day", "desc")
      .orderBy("mchid")
      .limit(v.limit),
  ),
});

/** Everything said to the tables of orders. */
export const orderStatements = (db: Kysely<Schema>) => ({
  ...reads(db),
  ...spans(db),
  ...writes(db),
  ...stock(db),
  ...told(db),
  ...compared(db),
});
