import type { CreateTableBuilder } from "kysely";
import type { Migration } from "./migration.ts";

/** Conversations in a person's hands, for the inbox; one a follower, the last one. */
export const conversations: Migration = {
  name: "0008-conversations",
  up: ({ db }) => {
    const text = ["account", "openid", "desk", "agent", "state"];
    const whole = ["opened_at_ms", "last_at_ms", "unread"];
    const begun: CreateTableBuilder<string, string> = db.schema.createTable("conversation");
    const texts = text.reduce((t, name) => t.addColumn(name, "text", (c) => c.notNull()), begun);
    return [
      whole
        .reduce((t, name) => t.addColumn(name, "bigint", (c) => c.notNull()), texts)
        .addPrimaryKeyConstraint("conversation_key", ["account", "openid"]),
      db.schema
        .createIndex("conversation_list")
        .on("conversation")
        .columns(["account", "state", "last_at_ms", "openid"]),
    ];
  },
};
