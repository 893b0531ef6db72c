import type { CreateTableBuilder } from "kysely";
import type { Migration } from "./migration.ts";

const columns = (
  table: CreateTableBuilder<string, string>,
  of: { readonly text: readonly string[]; readonly whole: readonly string[] },
): CreateTableBuilder<string, string> => {
  const texts = of.text.reduce((t, name) => t.addColumn(name, "text", (c) => c.notNull()), table);
  return of.whole.reduce((t, name) => t.addColumn(name, "bigint", (c) => c.notNull()), texts);
};

/** Bringing followers from the platform: where it stands, and whom it saw. */
export const followerTables: Migration = {
  name: "0007-followers",
  up: ({ db, clustered }) => [
    columns(db.schema.createTable("sync"), {
      text: ["account", "id", "kind", "phase", "position", "anchor", "code"],
      whole: [
        ...["total", "listed", "read", "gone"],
        ...["started_at_ms", "updated_at_ms", "retry_at_ms"],
      ],
    }).addPrimaryKeyConstraint("sync_key", ["account"] as [string]),
    clustered(
      columns(db.schema.createTable("sync_member"), {
        text: ["account", "openid"],
        whole: [],
      }).addPrimaryKeyConstraint("sync_member_key", ["account", "openid"] as [string, string]),
    ),
    columns(db.schema.createTable("segment"), {
      text: ["account", "id", "name", "condition", "author"],
      whole: ["at_ms"],
    }).addPrimaryKeyConstraint("segment_key", ["account", "id"] as [string, string]),
    columns(db.schema.createTable("consent"), {
      text: ["account", "openid", "what", "source"],
      whole: ["is_given", "at_ms"],
    }).addPrimaryKeyConstraint("consent_key", ["account", "openid", "what", "at_ms"] as [
      string,
      ...string[],
    ]),
  ],
};
