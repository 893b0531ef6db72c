import type { Migration } from "./migration.ts";

/** Menus that were replaced, to be put back. */
export const menus: Migration = {
  name: "0003-menus",
  up: ({ db }) => [
    db.schema
      .createTable("menu_backup")
      .addColumn("account", "text", (column) => column.notNull())
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("at_ms", "bigint", (column) => column.notNull())
      .addColumn("author", "text", (column) => column.notNull())
      .addColumn("menus", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("menu_backup_key", ["account", "id"]),
  ],
};
