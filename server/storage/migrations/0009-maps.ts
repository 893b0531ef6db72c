import type { Migration } from "./migration.ts";

/** What the map services answered, so that the same is not asked twice. */
export const maps: Migration = {
  name: "0009-maps",
  up: ({ db }) => [
    db.schema
      .createTable("map_answer")
      .addColumn("account", "text", (c) => c.notNull())
      .addColumn("kind", "text", (c) => c.notNull())
      .addColumn("asked", "text", (c) => c.notNull())
      .addColumn("answer", "text", (c) => c.notNull())
      .addColumn("until_ms", "bigint", (c) => c.notNull())
      .addPrimaryKeyConstraint("map_answer_key", ["account", "kind", "asked"]),
    db.schema.createIndex("map_answer_age").on("map_answer").columns(["account", "until_ms"]),
  ],
};
