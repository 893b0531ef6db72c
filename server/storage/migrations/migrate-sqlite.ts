import type SqliteDatabase from "better-sqlite3";
import { sql } from "kysely";
import { sqliteSql } from "../sqlite-sql.ts";
import { StorageError } from "../storage-error.ts";
import type { Migration, MigrationContext } from "./migration.ts";
import { MIGRATIONS } from "./migrations.ts";

type Connection = SqliteDatabase.Database;

/** "ying" in the file's header: tells our databases from other programs'. */
const APPLICATION_ID = 0x79_69_6e_67;

const context = (): MigrationContext => ({
  db: sqliteSql<unknown>(),
  serial: "integer",
  clustered: (table) => table.modifyEnd(sql`without rowid`),
});

/** Throws `storage-foreign` for a database that another program made. */
export const refuseForeign = (connection: Connection): void => {
  const id = connection.pragma("application_id", { simple: true });
  if (id === APPLICATION_ID) return;
  const tables = connection
    .prepare<[], { n: number }>("select count(*) n from sqlite_schema")
    .get();
  if (id !== 0 || (tables?.n ?? 0) > 0) throw new StorageError("storage-foreign", "open.");
};

const applied = (connection: Connection): readonly string[] =>
  connection
    .prepare<[], { name: string }>("select name from migration order by name")
    .all()
    .map(({ name }) => name);

const apply = (connection: Connection, migration: Migration, nowMs: number): void => {
  for (const query of migration.up(context())) {
    const { sql: text, parameters } = query.compile();
    connection.prepare(text).run(parameters);
  }
  connection
    .prepare("insert into migration (name, at_ms) values (?, ?)")
    .run(migration.name, nowMs);
};

/**
 * Brings the schema to the newest version in one transaction. `begin immediate` is the lock: of several processes that
 * start at once one migrates, the others wait for it and find nothing to do. Throws `storage-newer`.
 */
export const migrateSqlite = (
  connection: Connection,
  nowMs: number,
  migrations: readonly Migration[] = MIGRATIONS,
): void => {
  connection
    .transaction(() => {
      connection.pragma(`application_id = ${APPLICATION_ID}`);
      connection.exec(
        "create table if not exists migration (name text primary key not null, at_ms bigint not null)",
      );
      const done = applied(connection);
      const unknown = done.filter((name) => !migrations.some((each) => each.name === name));
      if (unknown.length > 0)
        throw new StorageError("storage-newer", `It has ${unknown.join(", ")}.`);
      for (const migration of migrations)
        if (!done.includes(migration.name)) apply(connection, migration, nowMs);
    })
    .immediate();
};
