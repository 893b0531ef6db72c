import SqliteDatabase from "better-sqlite3";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { openSqliteStore } from "../../../server/storage/sqlite-store.ts";
import { textEvent } from "../../builders.ts";
import { delivery } from "../../contract/stored.ts";
import { NOW_MS, newDatabaseFile, SECRET_KEYS } from "./folder.ts";

const PAGES = 200;
const options = (file: string, maxPages: number) => ({
  file,
  maxPages,
  nowMs: () => NOW_MS,
  secretKeys: SECRET_KEYS,
});
const long = (key: string) =>
  delivery({ event: textEvent({ key, follower: key }), answer: "满".repeat(3000) });

it("refuses what does not fit, loses nothing it accepted, and goes on when there is room again", async () => {
  const file = newDatabaseFile();
  const { store, db, close } = openSqliteStore(options(file, PAGES));
  const accepted: string[] = [];
  let refused: unknown = null;
  for (let n = 0; refused === null; n += 1) {
    await store.commit(long(`k${n}`)).then(
      () => accepted.push(`k${n}`),
      (error: unknown) => {
        refused = error;
      },
    );
  }
  expect(refused).toMatchObject({ code: "storage-full" });
  expect(accepted.length).toBeGreaterThan(20);

  // Everybody in the same transaction hears of it; reads go on.
  const batch = await Promise.allSettled(["a", "b", "c"].map((key) => store.commit(long(key))));
  expect(batch.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  for (const key of accepted)
    expect(await store.recall(textEvent({ key, follower: key }))).toHaveProperty("answered");
  for (const key of ["a", "b", "c"])
    expect(await store.recall(textEvent({ key, follower: key }))).toMatchObject({ follower: null });

  // Room again, without a restart: the limit is the connection's own.
  await db.find({ compile: () => sql.raw("pragma max_page_count = 100000").compile(db.sql) });
  expect(await store.commit(long("a"))).toBe("done");
  await close();

  const looked = new SqliteDatabase(file);
  expect(looked.pragma("integrity_check", { simple: true })).toBe("ok");
  expect(looked.prepare("select count(*) from delivery").pluck().get()).toBe(accepted.length + 1);
  looked.close();
});
