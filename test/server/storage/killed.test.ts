import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import SqliteDatabase from "better-sqlite3";
import { expect, it } from "vitest";
import { openSqliteStore } from "../../../server/storage/sqlite-store.ts";
import { NOW_MS, newDatabaseFile, SECRET_KEYS } from "./folder.ts";

const KILLS = 20;
const WRITER = fileURLToPath(new URL("./killed-writer.ts", import.meta.url));

/** Starts a writer and kills it `ms` after its first durable commit; gives all keys it said were durable. */
const killAfter = (file: string, run: number, ms: number): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [WRITER, file, String(run)]);
    let said = "";
    let complaint = "";
    child.stderr.on("data", (chunk) => {
      complaint += chunk;
    });
    child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), ms));
    child.stdout.on("data", (chunk) => {
      said += chunk;
    });
    child.on("close", (_, signal) => {
      if (signal === "SIGKILL") resolve(said.split("\n").slice(0, -1));
      else reject(new Error(`the writer ended by itself: ${complaint}`));
    });
  });

it("loses nothing it said was durable, and tears nothing, however often it is killed", async () => {
  const file = newDatabaseFile();
  const acked: string[] = [];
  for (let run = 0; run < KILLS; run += 1) {
    // Spread over the first hundredths of a second: mostly within a transaction.
    acked.push(...(await killAfter(file, run, (run * 37) % 120)));
    await openSqliteStore({ file, nowMs: () => NOW_MS, secretKeys: SECRET_KEYS }).close();
  }
  const looked = new SqliteDatabase(file);
  const keys = (table: string, column: string) =>
    looked.prepare(`select ${column} from ${table} order by 1`).pluck().all();
  const stored = keys("delivery", "key");
  expect(looked.pragma("integrity_check", { simple: true })).toBe("ok");
  expect(acked.length).toBeGreaterThan(KILLS * 32);
  const known = new Set(stored);
  expect(acked.filter((key) => !known.has(key))).toEqual([]);
  expect(keys("follower", "openid")).toEqual(stored);
  expect(keys("effect", "key")).toEqual(stored);
  expect(keys("lane", "openid")).toEqual(stored);
  expect(keys("timer", "openid")).toEqual(stored);
  looked.close();
}, 60_000);
