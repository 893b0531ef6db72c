import type { Migration } from "./migration.ts";

/** How notices ended, a template and day. */
export const noticeDays: Migration = {
  name: "0015-notice-days",
  up: ({ db, clustered }) => [
    clustered(
      db.schema
        .createTable("notice_day")
        .addColumn("account", "text", (c) => c.notNull())
        .addColumn("day", "text", (c) => c.notNull())
        .addColumn("template", "text", (c) => c.notNull())
        .addColumn("state", "text", (c) => c.notNull())
        .addColumn("reason", "text", (c) => c.notNull())
        .addColumn("n", "bigint", (c) => c.notNull())
        .addPrimaryKeyConstraint("notice_day_key", [
          "account",
          "day",
          "template",
          "state",
          "reason",
        ]),
    ),
  ],
};
