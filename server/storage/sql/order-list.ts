import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import type { Database } from "../database.ts";
import type { OrderCursor, OrderFilter, Orders } from "../orders.ts";
import type { Schema } from "../schema.ts";
import { containsText } from "./contains-text.ts";
import { toOrder } from "./order-rows.ts";

type Builder = ExpressionBuilder<Schema, "pay_order">;
const SEARCHED = ["no", "product", "title", "channel", "transaction_id"] as const;

const conditions = (eb: Builder, account: string, filter: OrderFilter): Expression<SqlBool> => {
  const { state, product, channel, openid, search, fromMs, untilMs } = filter;
  return eb.and([
    eb("account", "=", account),
    ...(state === undefined ? [] : [eb("state", "=", state)]),
    ...(product === undefined ? [] : [eb("product", "=", product)]),
    ...(channel === undefined ? [] : [eb("channel", "=", channel)]),
    ...(openid === undefined ? [] : [eb("openid", "=", openid)]),
    ...(fromMs === undefined ? [] : [eb("created_at_ms", ">=", fromMs)]),
    ...(untilMs === undefined ? [] : [eb("created_at_ms", "<", untilMs)]),
    ...(search === undefined || search === ""
      ? []
      : [eb.or(SEARCHED.map((column) => containsText(eb.ref(column), search)))]),
  ]);
};
const isBehind = (eb: Builder, { createdAtMs, no }: OrderCursor): Expression<SqlBool> =>
  eb.or([
    eb("created_at_ms", "<", createdAtMs),
    eb.and([eb("created_at_ms", "=", createdAtMs), eb("no", "<", no)]),
  ]);

/** Lists with filters: written when they are asked for. */
export const orderList = (db: Database): Pick<Orders, "list" | "sums"> => ({
  list: async (account, filter, { after, limit }) => {
    const query = db.sql
      .selectFrom("pay_order")
      .selectAll()
      .where((eb) => conditions(eb, account, filter))
      .$if(after !== null, (of) =>
        of.where((eb) => isBehind(eb, after ?? { createdAtMs: 0, no: "" })),
      )
      .orderBy("created_at_ms", "desc")
      .orderBy("no", "desc")
      .limit(limit);
    return (await db.find(query)).map(toOrder);
  },
  sums: async (account, filter) => {
    const paid = db.sql
      .selectFrom("pay_order")
      .select((eb) => [
        eb.fn.countAll<number>().as("orders"),
        eb.fn
          .sum<number | null>(
            eb.case().when("paid_at_ms", ">", 0).then(eb.ref("amount_fen")).else(0).end(),
          )
          .as("paid"),
        eb.fn.sum<number | null>("refunded_fen").as("refunded"),
      ])
      .where((eb) => conditions(eb, account, filter));
    const [row] = await db.find(paid);
    return {
      orders: Number(row?.orders ?? 0),
      paidFen: Number(row?.paid ?? 0),
      refundedFen: Number(row?.refunded ?? 0),
    };
  },
});
