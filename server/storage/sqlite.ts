import { chmodSync, statSync } from "node:fs";
import SqliteDatabase from "better-sqlite3";
import type { NowMs } from "../clock.ts";
import type { Database } from "./database.ts";
import { GroupCommit, toStorageError } from "./group-commit.ts";
import { migrateSqlite, refuseForeign } from "./migrations/migrate-sqlite.ts";
import type { Schema } from "./schema.ts";
import { sqliteSql } from "./sqlite-sql.ts";
import type { SqlValue } from "./statement.ts";
import { StorageError } from "./storage-error.ts";

type Connection = SqliteDatabase.Database;

export interface SqliteOptions {
  /** Made if it is missing; readable by its owner alone. */
  readonly file: string;
  readonly nowMs: NowMs;
  /** The database may not grow over this many pages of 4 kB; unlimited if absent. */
  readonly maxPages?: number;
  /** A larger file is opened without `quick_check`, which takes about 2 s a GB; 1 GB if absent. */
  readonly checkUpToBytes?: number;
}

/** Set and read back on every open: better-sqlite3 silently re-opens a WAL database with `synchronous=NORMAL`. */
const SETTINGS = [
  ["busy_timeout", 5000],
  ["journal_mode", "wal"],
  ["synchronous", 2],
  ["foreign_keys", 1],
  ["trusted_schema", 0],
  ["wal_autocheckpoint", 1000],
  ["journal_size_limit", 67_108_864],
  ["cache_size", -16_000],
] as const;
const ONE_GB = 1_073_741_824;

const applySettings = (connection: Connection): void => {
  for (const [name, value] of SETTINGS) {
    connection.pragma(`${name} = ${value}`);
    const is = connection.pragma(name, { simple: true });
    if (is !== value)
      throw new StorageError("storage-settings", `${name} is ${String(is)}, must be ${value}.`);
  }
};
const refuseDamaged = (connection: Connection, file: string, upToBytes: number): void => {
  if (statSync(file).size > upToBytes) return;
  const verdict = connection.pragma("quick_check(1)", { simple: true });
  if (verdict !== "ok") throw new StorageError("storage-damaged", "open.");
};

const prepareConnection = (connection: Connection, options: SqliteOptions): void => {
  // Looked at before anything is changed: it may be somebody else's file.
  refuseForeign(connection);
  refuseDamaged(connection, options.file, options.checkUpToBytes ?? ONE_GB);
  applySettings(connection);
  chmodSync(options.file, 0o600);
  if (options.maxPages !== undefined) connection.pragma(`max_page_count = ${options.maxPages}`);
  migrateSqlite(connection, options.nowMs());
};

/** SQLite can also copy itself while it serves. */
export interface SqliteEngine extends Database {
  /** Writes a consistent copy to a new file, a little each turn of the loop. */
  readonly backup: (file: string) => Promise<void>;
}

const serve = (connection: Connection): SqliteEngine => {
  const writer = new GroupCommit(connection);
  const prepared = new Map<string, SqliteDatabase.Statement<unknown[]>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const made = connection.prepare<unknown[]>(sql);
    prepared.set(sql, made);
    return made;
  };
  const guard = async <R>(work: () => readonly unknown[]): Promise<readonly R[]> => {
    if (!connection.open) throw new StorageError("storage-closed", "read.");
    try {
      writer.shareRead();
      return work() as readonly R[];
    } catch (error) {
      throw toStorageError(error, "read");
    }
  };
  return {
    sql: sqliteSql<Schema>(),
    read: (query, values) => guard(() => statement(query.sql).all(query.fill(values))),
    find: (query) =>
      guard(() => {
        const { sql, parameters } = query.compile();
        return connection.prepare(sql).all(parameters as readonly SqlValue[]);
      }),
    write: (unit) => writer.write(unit),
    backup: async (file) => {
      if (!connection.open) throw new StorageError("storage-closed", "backup.");
      try {
        await connection.backup(file);
        chmodSync(file, 0o600);
      } catch (error) {
        throw toStorageError(error, `back up to ${file}`);
      }
    },
    close: async () => {
      if (!connection.open) return;
      writer.close();
      connection.close();
    },
  };
};

/** Opens or makes a database: settings, health and schema are checked before anything is served. Throws `StorageError`. */
export const openSqlite = (options: SqliteOptions): SqliteEngine => {
  let connection: Connection | null = null;
  try {
    connection = new SqliteDatabase(options.file, { timeout: 5000 });
    prepareConnection(connection, options);
    return serve(connection);
  } catch (error) {
    connection?.close();
    throw toStorageError(error, `open ${options.file}`);
  }
};
