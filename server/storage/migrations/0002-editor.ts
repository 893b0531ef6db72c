import type { CreateTableBuilder } from "kysely";
import type { Migration, MigrationContext } from "./migration.ts";

const table = (
  { db }: MigrationContext,
  name: string,
  columns: { readonly text: readonly string[]; readonly whole: readonly string[] },
  key: readonly string[],
): CreateTableBuilder<string, string> => {
  const begun: CreateTableBuilder<string, string> = db.schema.createTable(name);
  const texts = columns.text.reduce(
    (t, column) => t.addColumn(column, "text", (c) => c.notNull()),
    begun,
  );
  return columns.whole
    .reduce((t, column) => t.addColumn(column, "bigint", (c) => c.notNull()), texts)
    .addPrimaryKeyConstraint(`${name}_key`, [...key] as [string, ...string[]]);
};

const people = (context: MigrationContext) => [
  table(
    context,
    "member",
    {
      text: ["id", "name", "shown_name", "role", "accounts", "password", "invite", "addresses"],
      whole: ["is_active", "invite_until_ms", "revision", "created_at_ms", "seen_at_ms"],
    },
    ["id"],
  ),
  context.db.schema.createIndex("member_name").on("member").column("name").unique(),
  table(
    context,
    "session",
    { text: ["id", "member", "address", "agent"], whole: ["created_at_ms", "seen_at_ms"] },
    ["id"],
  ),
  context.db.schema.createIndex("session_member").on("session").column("member"),
  table(context, "login_try", { text: ["id", "name", "address"], whole: ["at_ms"] }, ["id"]),
  context.db.schema.createIndex("login_try_name").on("login_try").columns(["name", "at_ms"]),
];
const drafts = (context: MigrationContext) => [
  table(
    context,
    "draft",
    {
      text: ["account", "copy", "kind", "id", "file", "after_kind", "after_id", "author"],
      whole: ["is_placed", "seq", "at_ms"],
    },
    ["account", "copy", "kind", "id"],
  )
    .addColumn("text", "text")
    .addColumn("base", "text"),
  table(context, "draft_copy", { text: ["account", "copy"], whole: ["revision"] }, [
    "account",
    "copy",
  ]),
  table(context, "tester", { text: ["account", "openid", "name", "copy"], whole: [] }, [
    "account",
    "openid",
  ]),
  table(context, "signal", { text: ["account", "name"], whole: ["at_ms"] }, ["account", "name"]),
];
const audit = (context: MigrationContext) => [
  table(
    context,
    "audit",
    {
      text: ["account", "id", "member", "member_name", "what", "subject", "address", "details"],
      whole: ["at_ms"],
    },
    ["id"],
  ),
  context.db.schema.createIndex("audit_list").on("audit").columns(["at_ms", "id"]),
];

/** What the editor keeps: people, sessions, working copies, testers, who did what. */
export const editor: Migration = {
  name: "0002-editor",
  up: (context) => [...people(context), ...drafts(context), ...audit(context)],
};
