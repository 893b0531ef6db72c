import SqliteDatabase from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { GroupCommit } from "../../../server/storage/group-commit.ts";
import type { Step } from "../../../server/storage/unit-of-work.ts";

const step = (sql: string, values: Step["values"] = [], rows: Step["rows"] = 1): Step => ({
  name: sql.split(" ").slice(0, 2).join(" "),
  sql,
  values,
  rows,
});
const add = (id: number | string | null) => step("insert into cup values (?)", [id]);
const empty = step("delete from cup where id = 'none'");

/** A writer on a database in memory, with every statement it ran. */
const setUp = (limits?: ConstructorParameters<typeof GroupCommit>[1]) => {
  const ran: string[] = [];
  const connection = new SqliteDatabase(":memory:", {
    verbose: (sql) => ran.push(String(sql)),
  });
  onTestFinished(() => {
    connection.close();
  });
  connection.exec("create table cup (id integer primary key not null) strict");
  ran.length = 0;
  const cups = () => connection.prepare("select id from cup order by id").pluck().all();
  return { connection, writer: new GroupCommit(connection, limits), ran, cups };
};
const count = (list: readonly string[], value: string): number =>
  list.filter((one) => one === value).length;

describe("group commit", () => {
  it("makes one transaction of what arrives in one turn, and another of the next", async () => {
    const { writer, ran } = setUp();
    await Promise.all([1, 2, 3].map((id) => writer.write([add(id)])));
    await writer.write([add(4)]);
    expect(count(ran, "begin immediate")).toBe(2);
    expect(count(ran, "commit")).toBe(2);
  });

  it("pays for savepoints only when a unit fails that had written something", async () => {
    const { writer, ran, cups } = setUp();
    await Promise.all([writer.write([add(1)]), writer.write([empty, add(2)])]);
    expect(count(ran, "savepoint unit")).toBe(0);
    await Promise.all([writer.write([add(3)]), writer.write([add(4), empty])]);
    expect(count(ran, "savepoint unit")).toBe(2);
    expect(count(ran, "commit")).toBe(2);
    expect(cups()).toEqual([1, 3]);
  });

  it("says how many rows each statement changed", async () => {
    const { writer } = setUp();
    const unit = [add(1), add(2), step("delete from cup", [], "any")];
    expect(await writer.write(unit)).toEqual({ done: true, rows: [1, 1, 2] });
    expect(await writer.write([])).toEqual({ done: true, rows: [] });
  });

  it("takes a unit back when a statement changes another number of rows, and names it", async () => {
    const { writer, cups } = setUp();
    const results = await Promise.all([
      writer.write([add(1)]),
      writer.write([add(2), empty, add(3)]),
      writer.write([add(4)]),
    ]);
    expect(results[1]).toEqual({ done: false, failed: "delete from" });
    expect(cups()).toEqual([1, 4]);
  });

  it("takes a unit back when a statement fails, and lets its neighbours be", async () => {
    const { writer, cups } = setUp();
    const results = await Promise.allSettled([
      writer.write([add(1)]),
      writer.write([add(2), add(1)]),
      writer.write([add(3), add("no number")]),
      writer.write([add(4), step("select from nothing")]),
      writer.write([add(5), step("insert into cup values (?)", [])]),
      writer.write([add(6)]),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      "fulfilled",
      ...["rejected", "rejected", "rejected", "rejected"],
      "fulfilled",
    ]);
    expect(cups()).toEqual([1, 6]);
  });

  it("refuses everybody when the disk does, and serves the next ones", async () => {
    const { connection, writer, cups } = setUp();
    connection.pragma("max_page_count = 2");
    const many = Array.from({ length: 2000 }, (_, n) => add(n));
    const results = await Promise.allSettled([writer.write([add(-1)]), writer.write(many)]);
    for (const result of results)
      expect(result).toMatchObject({ status: "rejected", reason: { code: "storage-full" } });
    expect(await writer.write([add(1)])).toMatchObject({ done: true });
    expect(cups()).toEqual([1]);
  });

  it("commits at most so many units at a time, all of them in their order", async () => {
    const { writer, ran } = setUp({ unitsPerCommit: 2, waiting: 10 });
    await Promise.all([1, 2, 3, 4, 5].map((id) => writer.write([add(id)])));
    expect(count(ran, "commit")).toBe(3);
  });

  it("refuses more than may wait", async () => {
    const { writer, cups } = setUp({ unitsPerCommit: 2, waiting: 3 });
    const results = await Promise.allSettled([1, 2, 3, 4].map((id) => writer.write([add(id)])));
    expect(results[3]).toMatchObject({ reason: { code: "storage-busy" } });
    expect(cups()).toEqual([1, 2, 3]);
  });

  it("finishes what waits when it is closed, and takes nothing more", async () => {
    const { writer, cups } = setUp();
    const waiting = writer.write([add(1)]);
    writer.close();
    expect(cups()).toEqual([1]);
    expect(await waiting).toMatchObject({ done: true });
    await expect(writer.write([add(2)])).rejects.toMatchObject({ code: "storage-closed" });
  });

  it("does not tell the values in an error", async () => {
    const { writer } = setUp();
    const refused = writer.write([add(4711), add(4711)]);
    await expect(refused).rejects.toThrow(/SQLITE_CONSTRAINT/);
    await expect(refused).rejects.not.toThrow(/4711/);
  });
});
