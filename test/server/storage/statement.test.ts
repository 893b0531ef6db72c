import { describe, expect, it } from "vitest";
import type { Schema } from "../../../server/storage/schema.ts";
import { sqliteSql } from "../../../server/storage/sqlite-sql.ts";
import { prepare } from "../../../server/storage/statement.ts";
import { step } from "../../../server/storage/unit-of-work.ts";

const db = sqliteSql<Schema>();
const bump = prepare<{ readonly name: string; readonly by: number }>("bump", (v) =>
  db
    .updateTable("counter")
    .set((eb) => ({ n: eb("n", "+", v.by) }))
    .where("account", "=", "coffee")
    .where("name", "=", v.name)
    .where("bucket", "!=", v.name),
);

describe("a prepared statement", () => {
  it("puts values and constants where the SQL wants them, a value as often as it is used", () => {
    expect(bump.sql).toBe(
      'update "counter" set "n" = "n" + ? where "account" = ? and "name" = ? and "bucket" != ?',
    );
    expect(bump.fill({ name: "sent", by: 2 })).toEqual([2, "coffee", "sent", "sent"]);
    expect(bump.fill({ name: "'; drop table", by: 0 })).toEqual([
      0,
      "coffee",
      "'; drop table",
      "'; drop table",
    ]);
  });

  it("becomes a step that must change one row, unless it says otherwise", () => {
    expect(step(bump, { name: "a", by: 1 })).toMatchObject({ name: "bump", rows: 1 });
    expect(step(bump, { name: "a", by: 1 }, "any").rows).toBe("any");
  });
});
