import type { Kysely } from "kysely";
import type { Json } from "../../../engine/index.ts";
import type { Database } from "../database.ts";
import type { AnalyticsRecord, Records } from "../library.ts";
import type { RecordTable, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import { step } from "../unit-of-work.ts";
import { expectDone } from "./expect-done.ts";

type Name = { readonly account: string; readonly name: string };

const recordStatements = (db: Kysely<Schema>) => ({
  add: prepare<Name & Pick<RecordTable, "key" | "value" | "openid" | "at_ms">>("addRecord", (v) =>
    db
      .insertInto("record")
      .values({
        account: v.account,
        key: v.key,
        name: v.name,
        value: v.value,
        openid: v.openid,
        at_ms: v.at_ms,
      })
      .onConflict((conflict) => conflict.columns(["account", "key"]).doNothing()),
  ),
  list: prepare<
    Name & { readonly before_ms: number; readonly before_key: string; readonly limit: number },
    RecordTable
  >("records", (v) =>
    db
      .selectFrom("record")
      .selectAll()
      .where("account", "=", v.account)
      .where("name", "=", v.name)
      .where((eb) =>
        eb.or([
          eb("at_ms", "<", v.before_ms),
          eb.and([eb("at_ms", "=", v.before_ms), eb("key", "<", v.before_key)]),
        ]),
      )
      .orderBy("at_ms", "desc")
      .orderBy("key", "desc")
      .limit(v.limit),
  ),
  names: prepare<{ readonly account: string }, { readonly name: string; readonly count: number }>(
    "recordNames",
    (v) =>
      db
        .selectFrom("record")
        .select((eb) => ["name", eb.fn.countAll<number>().as("count")])
        .where("account", "=", v.account)
        .groupBy("name")
        .orderBy("name"),
  ),
});

const toRecord = (row: RecordTable): AnalyticsRecord => ({
  key: row.key,
  name: row.name,
  value: JSON.parse(row.value) as Json,
  follower: row.openid,
  atMs: row.at_ms,
});

/** What the action `record` kept, once an effect. */
export const records = (db: Database): Records => {
  const statements = recordStatements(db.sql);
  return {
    add: async (account, { key, name, value, follower, atMs }) => {
      const values = { account, key, name, value: JSON.stringify(value) };
      expectDone(
        await db.write([step(statements.add, { ...values, openid: follower, at_ms: atMs }, "any")]),
      );
    },
    list: async (account, name, { before, limit }) => {
      const from = {
        before_ms: before?.atMs ?? Number.MAX_SAFE_INTEGER,
        before_key: before?.key ?? "",
      };
      return (await db.read(statements.list, { account, name, ...from, limit })).map(toRecord);
    },
    names: (account) => db.read(statements.names, { account }),
  };
};
