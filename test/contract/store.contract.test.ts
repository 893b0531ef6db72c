import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "../../server/storage/database.ts";
import { makeSecretBox } from "../../server/storage/secret-box.ts";
import { makeLibrary } from "../../server/storage/sql/library.ts";
import { makeStore } from "../../server/storage/sql/store.ts";
import { openSqlite } from "../../server/storage/sqlite.ts";
import { storeContract } from "./store.contract.ts";

const secretBox = makeSecretBox([Buffer.alloc(32, 7)]);

storeContract("SQLite", async () => {
  const folder = await mkdtemp(join(tmpdir(), "yingda-contract-"));
  const opened: Database[] = [];
  return {
    open: async ({ nowMs, moved, wrap = (db) => db }) => {
      const db = openSqlite({ file: join(folder, "store.db"), nowMs });
      opened.push(db);
      const wrapped = wrap(db);
      return {
        store: makeStore({ db: wrapped, nowMs, moved, holder: randomUUID(), secretBox }),
        library: makeLibrary({ db: wrapped, nowMs, moved, secretBox }),
        db: wrapped,
      };
    },
    destroy: async () => {
      await Promise.all(opened.map((db) => db.close()));
      await rm(folder, { recursive: true });
    },
  };
});
