import type { CreateTableBuilder } from "kysely";
import type { Migration } from "./migration.ts";

const columns = (
  table: CreateTableBuilder<string, string>,
  of: { readonly text: readonly string[]; readonly whole: readonly string[] },
): CreateTableBuilder<string, string> => {
  const texts = of.text.reduce((t, name) => t.addColumn(name, "text", (c) => c.notNull()), table);
  return of.whole.reduce((t, name) => t.addColumn(name, "bigint", (c) => c.notNull()), texts);
};

/** Broadcasts, the jobs each is made of, and what the platform told of its jobs. */
export const broadcasts: Migration = {
  name: "0011-broadcasts",
  up: ({ db }) => [
    columns(db.schema.createTable("broadcast"), {
      text: ["account", "id", "state", "target", "content", "body", "author", "code"],
      whole: ["created_at_ms", "due_at_ms", "sent_at_ms", "retry_at_ms", "receivers"],
    }).addPrimaryKeyConstraint("broadcast_key", ["account", "id"] as [string, string]),
    db.schema
      .createIndex("broadcast_due")
      .on("broadcast")
      .columns(["state", "due_at_ms", "retry_at_ms"]),
    columns(db.schema.createTable("broadcast_part"), {
      text: ["account", "broadcast", "state", "openids", "message_id", "code"],
      whole: ["seq", "receivers", "at_ms"],
    }).addPrimaryKeyConstraint("broadcast_part_key", ["account", "broadcast", "seq"] as [
      string,
      ...string[],
    ]),
    db.schema
      .createIndex("broadcast_part_message")
      .on("broadcast_part")
      .columns(["account", "message_id"]),
    columns(db.schema.createTable("broadcast_result"), {
      text: ["account", "message_id", "code"],
      whole: ["is_sent", "total", "sent", "errors", "at_ms"],
    }).addPrimaryKeyConstraint("broadcast_result_key", ["account", "message_id"] as [
      string,
      string,
    ]),
  ],
};
