import { execFile } from "node:child_process";
import { readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import SqliteDatabase from "better-sqlite3";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { Database } from "../../../server/storage/database.ts";
import { MIGRATIONS } from "../../../server/storage/migrations/migrations.ts";
import { openSqlite } from "../../../server/storage/sqlite.ts";
import { openSqliteStore } from "../../../server/storage/sqlite-store.ts";
import { delivery } from "../../contract/stored.ts";
import { NOW_MS, newDatabaseFile, SECRET_KEYS } from "./folder.ts";

const open = (file: string, of: { readonly checkUpToBytes?: number } = {}): Database =>
  openSqlite({ file, nowMs: () => NOW_MS, ...of });
const setting = async (db: Database, name: string): Promise<unknown> => {
  const [row] = await db.find<Record<string, unknown>>({
    compile: () => sql.raw<Record<string, unknown>>(`pragma ${name}`).compile(db.sql),
  });
  return Object.values(row ?? {})[0];
};
const filled = async (file: string): Promise<void> => {
  const opened = openSqliteStore({ file, nowMs: () => NOW_MS, secretKeys: SECRET_KEYS });
  await Promise.all(
    Array.from({ length: 200 }, (_, n) => {
      const event = { ...delivery().event, key: `k${n}`, follower: `o${n}` };
      return opened.store.commit(delivery({ event, answer: "好".repeat(500) }));
    }),
  );
  await opened.close();
};
const opening = (file: string) => () => open(file).close();

describe("opening a SQLite database", () => {
  it("sets FULL durability at the first open and at every later one", async () => {
    const file = newDatabaseFile();
    for (let times = 0; times < 3; times += 1) {
      const db = open(file);
      expect(await setting(db, "synchronous")).toBe(2);
      expect(await setting(db, "journal_mode")).toBe("wal");
      expect(await setting(db, "foreign_keys")).toBe(1);
      expect(await setting(db, "trusted_schema")).toBe(0);
      expect(await setting(db, "busy_timeout")).toBe(5000);
      await db.close();
    }
  });

  it("lets nobody but its owner read the file", async () => {
    const file = newDatabaseFile();
    await open(file).close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("migrates once, however many processes start at a time", async () => {
    const file = newDatabaseFile();
    const module = new URL("../../../server/storage/sqlite.ts", import.meta.url).href;
    const script = `import { openSqlite } from ${JSON.stringify(module)};
      await openSqlite({ file: ${JSON.stringify(file)}, nowMs: Date.now }).close();`;
    const start = () =>
      promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
    await Promise.all(Array.from({ length: 6 }, start));
    const looked = new SqliteDatabase(file);
    expect(looked.prepare("select name from migration").pluck().all()).toEqual(
      MIGRATIONS.map(({ name }) => name),
    );
    looked.close();
  });

  it("begins every table with the account, but for the people of the editor", async () => {
    const file = newDatabaseFile();
    await open(file).close();
    const looked = new SqliteDatabase(file);
    const first = looked
      .prepare(
        `select t.name || '.' || c.name from sqlite_schema t, pragma_table_info(t.name) c
         where t.type = 'table' and c.cid = 0 and t.name != 'migration' and c.name != 'account'`,
      )
      .pluck()
      .all();
    looked.close();
    expect(first).toEqual(["member.id", "session.id", "login_try.id"]);
  });

  it("refuses a database of a newer version", async () => {
    const file = newDatabaseFile();
    await open(file).close();
    const newer = new SqliteDatabase(file);
    newer.exec("insert into migration values ('9999-from-the-future', 1)");
    newer.close();
    expect(opening(file)).toThrow(/storage-newer.*9999-from-the-future/);
  });

  it("refuses another program's database, and leaves it as it is", () => {
    const file = newDatabaseFile();
    const foreign = new SqliteDatabase(file);
    foreign.exec("create table song (title text)");
    foreign.close();
    const before = readFileSync(file);
    expect(opening(file)).toThrow(/storage-foreign/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it("refuses a file that is no database", () => {
    const file = newDatabaseFile();
    writeFileSync(file, "这不是数据库".repeat(1000));
    expect(opening(file)).toThrow(/storage-damaged/);
  });

  it("refuses a file that was cut", async () => {
    const file = newDatabaseFile();
    await filled(file);
    truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096);
    expect(opening(file)).toThrow(/storage-damaged/);
  });

  it("refuses a file in which a page was lost, whichever it is", async () => {
    const file = newDatabaseFile();
    await filled(file);
    const whole = readFileSync(file);
    const pages = whole.length / 4096;
    for (let page = 0; page < pages; page += 7) {
      const damaged = Buffer.from(whole);
      damaged.fill(0, page * 4096, (page + 1) * 4096);
      writeFileSync(file, damaged);
      expect(opening(file), `page ${page} of ${pages}`).toThrow(/storage-/);
    }
    writeFileSync(file, whole);
    await open(file).close();
  });

  it("copies itself while it serves, to a file that opens by itself", async () => {
    const file = newDatabaseFile();
    const options = { file, nowMs: () => NOW_MS, secretKeys: SECRET_KEYS };
    await filled(file);
    const { store, backup, close } = openSqliteStore(options);
    const event = { ...delivery().event, key: "meanwhile", follower: "meanwhile" };
    await Promise.all([backup(`${file}.copy`), store.commit(delivery({ event }))]);
    await close();
    const copy = openSqliteStore({ ...options, file: `${file}.copy` });
    for (const key of ["k0", "k199"])
      expect(await copy.store.recall({ ...event, key, follower: key })).toHaveProperty("answered");
    await copy.close();
  });

  it("says which file it could not open", () => {
    expect(opening("/nowhere/at/all.db")).toThrow(/nowhere/);
  });

  it("refuses work after it was closed", async () => {
    const db = open(newDatabaseFile());
    await db.close();
    await db.close();
    await expect(db.write([])).rejects.toMatchObject({ code: "storage-closed" });
    await expect(db.find(db.sql.selectFrom("lane").selectAll())).rejects.toMatchObject({
      code: "storage-closed",
    });
  });
});
