import type { Migration } from "./migration.ts";

/** Which message of the platform was of which template. */
export const notices: Migration = {
  name: "0005-notices",
  up: ({ db, clustered }) => [
    clustered(
      db.schema
        .createTable("notice")
        .addColumn("account", "text", (c) => c.notNull())
        .addColumn("message_id", "text", (c) => c.notNull())
        .addColumn("template", "text", (c) => c.notNull())
        .addColumn("openid", "text", (c) => c.notNull())
        .addColumn("at_ms", "bigint", (c) => c.notNull())
        .addPrimaryKeyConstraint("notice_key", ["account", "message_id"]),
    ),
    db.schema.createIndex("notice_age").on("notice").columns(["account", "at_ms"]),
  ],
};
