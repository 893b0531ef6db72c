import type { Migration, MigrationContext } from "./migration.ts";

const table = (
  { db }: MigrationContext,
  name: string,
  columns: { readonly text: readonly string[]; readonly whole: readonly string[] },
) => {
  const texts = columns.text.reduce(
    (made, column) => made.addColumn(column, "text", (c) => c.notNull()),
    db.schema.createTable(name),
  );
  return columns.whole.reduce(
    (made, column) => made.addColumn(column, "bigint", (c) => c.notNull()),
    texts,
  );
};

/** Parametric QR codes, and what came through them a day. */
export const channels: Migration = {
  name: "0006-channels",
  up: (context) => [
    table(context, "channel_code", {
      text: ["account", "id", "ticket", "url"],
      whole: ["is_permanent", "made_at_ms", "expires_at_ms"],
    }).addPrimaryKeyConstraint("channel_code_key", ["account", "id", "is_permanent"] as never),
    context.clustered(
      table(context, "channel_day", {
        text: ["account", "day", "channel"],
        whole: ["scans", "follows", "losses", "replies"],
      }).addPrimaryKeyConstraint("channel_day_key", ["account", "channel", "day"] as never),
    ),
    context.clustered(
      table(context, "channel_record", {
        text: ["account", "day", "channel", "name"],
        whole: ["n"],
      }).addPrimaryKeyConstraint("channel_record_key", [
        ...["account", "day", "channel", "name"],
      ] as never),
    ),
  ],
};
