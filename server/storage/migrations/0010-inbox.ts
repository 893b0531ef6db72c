import { sql } from "kysely";
import type { Migration } from "./migration.ts";

/** What the inbox reads: who holds a conversation, its lists, and what was said in it. */
export const inbox: Migration = {
  name: "0010-inbox",
  up: ({ db }) => [
    db.schema
      .alterTable("conversation")
      .addColumn("member", "text", (c) => c.notNull().defaultTo("")),
    db.schema.dropIndex("conversation_list"),
    db.schema
      .createIndex("conversation_all")
      .on("conversation")
      .columns(["account", "desk", "last_at_ms", "openid"]),
    db.schema
      .createIndex("conversation_held")
      .on("conversation")
      .columns(["account", "desk", "state", "member", "last_at_ms", "openid"]),
    // Only of what people had in their hands: all other messages cost nothing more to store.
    db.schema
      .createIndex("delivery_talk")
      .on("delivery")
      .columns(["account", "openid", "at_ms", "key"])
      .where(sql<boolean>`outcome = 'agent' or kind = 'agent'`),
  ],
};
