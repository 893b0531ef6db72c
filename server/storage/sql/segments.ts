import type { Kysely } from "kysely";
import type { Database } from "../database.ts";
import type { Schema, SegmentTable } from "../schema.ts";
import type { Segment, Segments } from "../segments.ts";
import { prepare } from "../statement.ts";
import { step } from "../unit-of-work.ts";
import { expectDone } from "./expect-done.ts";

type Account = { readonly account: string };
type Row = { readonly [K in keyof SegmentTable]: SegmentTable[K] };

const segmentStatements = (db: Kysely<Schema>) => ({
  list: prepare<Account, Row>("segments", (v) =>
    db
      .selectFrom("segment")
      .selectAll()
      .where("account", "=", v.account)
      .orderBy("name")
      .orderBy("id"),
  ),
  put: prepare<Row>("putSegment", (v) =>
    db
      .insertInto("segment")
      .values({
        account: v.account,
        id: v.id,
        name: v.name,
        condition: v.condition,
        author: v.author,
        at_ms: v.at_ms,
      })
      .onConflict((conflict) =>
        conflict.columns(["account", "id"]).doUpdateSet((eb) => ({
          name: eb.ref("excluded.name"),
          condition: eb.ref("excluded.condition"),
          author: eb.ref("excluded.author"),
          at_ms: eb.ref("excluded.at_ms"),
        })),
      ),
  ),
  remove: prepare<Account & { readonly id: string }>("removeSegment", (v) =>
    db.deleteFrom("segment").where("account", "=", v.account).where("id", "=", v.id),
  ),
});

const toSegment = ({ account: _, at_ms, ...row }: Row): Segment => ({ ...row, atMs: at_ms });

/** Saved conditions on an account's followers. */
export const segments = (db: Database): Segments => {
  const statements = segmentStatements(db.sql);
  const list = async (account: string) =>
    (await db.read(statements.list, { account })).map(toSegment);
  return {
    list,
    find: async (account, id) => (await list(account)).find((one) => one.id === id) ?? null,
    put: async (account, { atMs, ...segment }) => {
      expectDone(await db.write([step(statements.put, { account, ...segment, at_ms: atMs })]));
    },
    remove: async (account, id) =>
      (await db.write([step(statements.remove, { account, id })])).done ? "done" : "gone",
  };
};
