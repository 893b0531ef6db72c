import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Database } from "../database.ts";
import type { Counters } from "../library.ts";
import type { Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import { step } from "../unit-of-work.ts";
import { expectDone } from "./expect-done.ts";

type Name = { readonly account: string; readonly name: string };
type Bucket = Name & { readonly bucket: string };

const counterStatements = (db: Kysely<Schema>) => ({
  bump: prepare<Bucket & { readonly by: number }>("bump", (v) =>
    db
      .insertInto("counter")
      .values({ account: v.account, name: v.name, bucket: v.bucket, n: v.by })
      .onConflict((conflict) =>
        conflict
          .columns(["account", "name", "bucket"])
          .doUpdateSet({ n: sql<number>`counter.n + excluded.n` }),
      ),
  ),
  read: prepare<Bucket, { readonly n: number }>("counter", (v) =>
    db
      .selectFrom("counter")
      .select("n")
      .where("account", "=", v.account)
      .where("name", "=", v.name)
      .where("bucket", "=", v.bucket),
  ),
  series: prepare<
    Name & { readonly from: string; readonly until: string },
    { readonly bucket: string; readonly n: number }
  >("counterSeries", (v) =>
    db
      .selectFrom("counter")
      .select(["bucket", "n"])
      .where("account", "=", v.account)
      .where("name", "=", v.name)
      .where("bucket", ">=", v.from)
      .where("bucket", "<=", v.until)
      .orderBy("bucket"),
  ),
});

/** Sums that are exact however many count at once. */
export const counters = (db: Database): Counters => {
  const statements = counterStatements(db.sql);
  return {
    bump: async (account, name, bucket, by) => {
      expectDone(await db.write([step(statements.bump, { account, name, bucket, by })]));
    },
    read: async (account, name, bucket) =>
      (await db.read(statements.read, { account, name, bucket }))[0]?.n ?? 0,
    series: (account, name, { from, until }) =>
      db.read(statements.series, { account, name, from, until }),
  };
};
