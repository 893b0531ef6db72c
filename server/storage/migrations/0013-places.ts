import type { Migration } from "./migration.ts";

/** Lists of places that were brought in; which batch of rows a list is, and the rows. */
export const placeTables: Migration = {
  name: "0013-places",
  up: ({ db }) => [
    db.schema
      .createTable("place_table")
      .addColumn("account", "text", (c) => c.notNull())
      .addColumn("list", "text", (c) => c.notNull())
      .addColumn("batch", "text", (c) => c.notNull())
      .addColumn("n", "bigint", (c) => c.notNull())
      .addColumn("at_ms", "bigint", (c) => c.notNull())
      .addPrimaryKeyConstraint("place_table_key", ["account", "list"]),
    db.schema
      .createTable("place_row")
      .addColumn("account", "text", (c) => c.notNull())
      .addColumn("batch", "text", (c) => c.notNull())
      .addColumn("id", "text", (c) => c.notNull())
      .addColumn("lat", "double precision", (c) => c.notNull())
      .addColumn("lng", "double precision", (c) => c.notNull())
      .addColumn("fields", "text", (c) => c.notNull())
      .addPrimaryKeyConstraint("place_row_key", ["account", "batch", "id"]),
  ],
};
