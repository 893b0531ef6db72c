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

const signIns = (context: MigrationContext) => [
  table(
    context,
    "page_state",
    { text: ["account", "id", "browser", "path", "recipient", "scope"], whole: ["until_ms"] },
    ["account", "id"],
  ),
  context.db.schema.createIndex("page_state_old").on("page_state").columns(["account", "until_ms"]),
  table(
    context,
    "page_session",
    { text: ["account", "id", "openid", "scope"], whole: ["created_at_ms", "seen_at_ms"] },
    ["account", "id"],
  ),
  context.db.schema
    .createIndex("page_session_old")
    .on("page_session")
    .columns(["account", "created_at_ms"]),
];

const bindings = (context: MigrationContext) => [
  context.clustered(
    table(
      context,
      "binding",
      {
        text: ["account", "kind", "number_key", "openid", "tail", "customer"],
        whole: ["at_ms"],
      },
      ["account", "kind", "number_key"],
    ),
  ),
  context.db.schema
    .createIndex("binding_follower")
    .on("binding")
    .columns(["account", "openid"])
    .unique(),
  table(
    context,
    "bind_code",
    {
      text: ["account", "openid", "kind", "number_key", "tail", "customer", "phone", "code"],
      whole: ["tries", "until_ms"],
    },
    ["account", "openid"],
  ),
];

const shares = (context: MigrationContext) => [
  table(
    context,
    "share",
    {
      text: ["account", "code", "page", "openid", "channel"],
      whole: ["shares", "opens", "at_ms"],
    },
    ["account", "code"],
  ),
  context.clustered(
    table(context, "share_open", { text: ["account", "code", "opener"], whole: ["at_ms"] }, [
      "account",
      "code",
      "opener",
    ]),
  ),
];

/** What the pages that followers open keep: sign-ins, bound cards and phone numbers, who passed what on. */
export const pages: Migration = {
  name: "0004-pages",
  up: (context) => [...signIns(context), ...bindings(context), ...shares(context)],
};
