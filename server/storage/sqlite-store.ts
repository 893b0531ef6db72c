import { randomUUID } from "node:crypto";
import type { Database } from "./database.ts";
import type { Library } from "./library.ts";
import { makeSecretBox } from "./secret-box.ts";
import type { StoreContext } from "./sql/deliveries.ts";
import { makeLibrary } from "./sql/library.ts";
import { makeStore } from "./sql/store.ts";
import type { SqliteOptions } from "./sqlite.ts";
import { openSqlite } from "./sqlite.ts";
import type { Store } from "./store.ts";

export interface SqliteStoreOptions extends SqliteOptions, Pick<StoreContext, "moved"> {
  /** 32 bytes each; the first one encrypts, all of them decrypt. */
  readonly secretKeys: readonly [Uint8Array, ...Uint8Array[]];
}
export interface OpenStore {
  readonly store: Store;
  readonly library: Library;
  /** For the process lock; everything else goes through the two above. */
  readonly db: Database;
  /** Writes a consistent copy to a new file while this one serves. */
  readonly backup: (file: string) => Promise<void>;
  /** Finishes what was begun. */
  readonly close: () => Promise<void>;
}

/** Opens the embedded default: one file, one process. Throws `StorageError`. */
export const openSqliteStore = (options: SqliteStoreOptions): OpenStore => {
  const { nowMs, moved = () => [] } = options;
  const secretBox = makeSecretBox(options.secretKeys);
  const db = openSqlite(options);
  return {
    store: makeStore({ db, nowMs, moved, holder: randomUUID(), secretBox }),
    library: makeLibrary({ db, nowMs, moved, secretBox }),
    db,
    backup: db.backup,
    close: db.close,
  };
};
