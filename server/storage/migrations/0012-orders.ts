import type { CreateTableBuilder } from "kysely";
import type { Migration, MigrationContext } from "./migration.ts";

const table = (
  { db }: MigrationContext,
  name: string,
  columns: { readonly text: readonly string[]; readonly whole: readonly string[] },
) => {
  const begun: CreateTableBuilder<string, string> = db.schema.createTable(name);
  const texts = columns.text.reduce(
    (made, column) => made.addColumn(column, "text", (c) => c.notNull()),
    begun,
  );
  return columns.whole.reduce(
    (made, column) => made.addColumn(column, "bigint", (c) => c.notNull()),
    texts,
  );
};

/** Orders, what WeChat Pay told of them, what is taken from the stock, and days compared with the bill. */
export const orders: Migration = {
  name: "0012-orders",
  up: (context) => {
    const { db, clustered } = context;
    const index = (name: string, columns: readonly string[]) =>
      db.schema
        .createIndex(name)
        .on("pay_order")
        .columns([...columns]);
    return [
      table(context, "pay_order", {
        text: [
          ...["account", "no", "state", "way", "openid", "product", "title", "channel"],
          ...["code", "transaction_id", "data"],
        ],
        whole: [
          ...["amount_fen", "refunded_fen", "created_at_ms", "paid_at_ms", "refunded_at_ms"],
          ...["version", "check_at_ms"],
        ],
      }).addPrimaryKeyConstraint("pay_order_key", ["account", "no"]),
      index("pay_order_list", ["account", "created_at_ms", "no"]),
      index("pay_order_buyer", ["account", "openid", "created_at_ms"]),
      index("pay_order_code", ["account", "code"]),
      index("pay_order_place", ["account", "channel", "product", "created_at_ms"]),
      index("pay_order_paid", ["account", "paid_at_ms"]),
      index("pay_order_refunded", ["account", "refunded_at_ms"]),
      index("pay_order_due", ["check_at_ms"]),
      index("pay_order_due_of", ["account", "check_at_ms"]),
      table(context, "pay_notice", {
        text: ["account", "id", "no", "kind", "state", "code", "data"],
        whole: ["at_ms"],
      }).addPrimaryKeyConstraint("pay_notice_key", ["account", "id"]),
      db.schema.createIndex("pay_notice_of").on("pay_notice").columns(["account", "no"]),
      db.schema
        .createIndex("pay_notice_list")
        .on("pay_notice")
        .columns(["account", "state", "at_ms"]),
      clustered(
        table(context, "pay_stock", { text: ["account", "product"], whole: ["taken"] }),
      ).addPrimaryKeyConstraint("pay_stock_key", ["account", "product"]),
      table(context, "pay_bill", {
        text: ["account", "day", "mchid", "state", "code", "differences"],
        whole: ["trades", "paid_fen", "refund_fen", "at_ms"],
      }).addPrimaryKeyConstraint("pay_bill_key", ["account", "day", "mchid"]),
    ];
  },
};
