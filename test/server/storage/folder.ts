import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A path for a database in a new folder, which goes away with the test. */
export const newDatabaseFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "yingda-storage-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "store.db");
};
export const SECRET_KEYS = [Buffer.alloc(32, 7)] as const;
export const NOW_MS = 1_795_000_000_000;
