import { randomUUID } from "node:crypto";
import type { Database } from "./database.ts";
import { makeStore } from "./sql/store.ts";
import type { SqliteOptions } from "./sqlite.ts";
import { openSqlite } from "./sqlite.ts";
import type { Store } from "./store.ts";

export interface OpenStore {
  readonly store: Store;
  readonly db: Database;
  /** Finishes what was begun. */
  readonly close: () => Promise<void>;
}

/** Opens the embedded default: one file, one process. Throws `StorageError`. */
export const openSqliteStore = (options: SqliteOptions): OpenStore => {
  const db = openSqlite(options);
  const store = makeStore({ db, nowMs: options.nowMs, holder: randomUUID() });
  return { store, db, close: db.close };
};
