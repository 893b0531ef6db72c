import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Place } from "../../../engine/index.ts";
import type { Database } from "../database.ts";
import type { PlaceTable, PlaceTables } from "../place-tables.ts";
import type { PlaceRowTable, PlaceTableTable, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import { step } from "../unit-of-work.ts";
import { expectDone } from "./expect-done.ts";

type Row = { readonly [P in keyof PlaceRowTable]: PlaceRowTable[P] };
type Table = { readonly [P in keyof PlaceTableTable]: PlaceTableTable[P] };

const tableStatements = (db: Kysely<Schema>) => ({
  all: prepare<Record<never, never>, Table>("placeTables", () =>
    db.selectFrom("place_table").selectAll().orderBy("account").orderBy("list"),
  ),
  serve: prepare<Table>("servePlaceTable", (v) =>
    db
      .insertInto("place_table")
      .values({ account: v.account, list: v.list, batch: v.batch, n: v.n, at_ms: v.at_ms })
      .onConflict((conflict) =>
        conflict.columns(["account", "list"]).doUpdateSet((eb) => ({
          batch: eb.ref("excluded.batch"),
          n: eb.ref("excluded.n"),
          at_ms: eb.ref("excluded.at_ms"),
        })),
      ),
  ),
  drop: prepare<Pick<Table, "account" | "list">>("dropPlaceTable", (v) =>
    db.deleteFrom("place_table").where("account", "=", v.account).where("list", "=", v.list),
  ),
});
const rowStatements = (db: Kysely<Schema>) => ({
  read: prepare<
    {
      readonly account: string;
      readonly batch: string;
      readonly after_id: string;
      readonly limit: number;
    },
    Row
  >("placeRows", (v) =>
    db
      .selectFrom("place_row")
      .selectAll()
      .where("account", "=", v.account)
      .where("batch", "=", v.batch)
      .where("id", ">", v.after_id)
      .orderBy("id")
      .limit(v.limit),
  ),
  add: prepare<Row>("addPlaceRow", (v) =>
    db.insertInto("place_row").values({
      account: v.account,
      batch: v.batch,
      id: v.id,
      lat: v.lat,
      lng: v.lng,
      fields: v.fields,
    }),
  ),
  sweep: prepare<{ readonly account: string; readonly keep: string; readonly limit: number }>(
    "sweepPlaceRows",
    (v) =>
      db
        .deleteFrom("place_row")
        .where("account", "=", v.account)
        .where((eb) =>
          eb(
            eb.refTuple("batch", "id"),
            "in",
            db
              .selectFrom("place_row as old")
              .select(["old.batch", "old.id"])
              .where("old.account", "=", v.account)
              .where(sql<boolean>`instr(${v.keep}, old.batch) = 0`)
              .limit(v.limit)
              .$asTuple("batch", "id"),
          ),
        ),
  ),
});

const toTable = ({ account, list, batch, n, at_ms }: Table): PlaceTable => ({
  ...{ account, list, batch, count: n, atMs: at_ms },
});
type Fields = Omit<Place, "id" | "lat" | "lng">;

/** Rows are inserted so many in a unit of work, so that others get their turn in between. */
const AT_ONCE = 500;

/** Lists of places beyond what a file holds. */
export const placeTables = (db: Database): PlaceTables => {
  const statements = { ...tableStatements(db.sql), ...rowStatements(db.sql) };
  return {
    all: async () => (await db.read(statements.all, {})).map(toTable),
    read: async (account, { batch }, { afterId, limit }) => {
      const rows = await db.read(statements.read, { account, batch, after_id: afterId, limit });
      return rows.map(({ id, lat, lng, fields }) => ({
        id,
        lat,
        lng,
        ...(JSON.parse(fields) as Fields),
      }));
    },
    add: async (account, batch, places) => {
      for (let from = 0; from < places.length; from += AT_ONCE) {
        const steps = places
          .slice(from, from + AT_ONCE)
          .map(({ id, lat, lng, ...fields }) =>
            step(statements.add, { account, batch, id, lat, lng, fields: JSON.stringify(fields) }),
          );
        expectDone(await db.write(steps));
      }
    },
    serve: async ({ account, list, batch, count, atMs }) => {
      const row = { account, list, batch, n: count, at_ms: atMs };
      expectDone(await db.write([step(statements.serve, row)]));
    },
    drop: async (account, list) => {
      expectDone(await db.write([step(statements.drop, { account, list }, "any")]));
    },
    sweep: async (account, keep, limit) => {
      const asked = { account, keep: keep.join(" "), limit };
      return expectDone(await db.write([step(statements.sweep, asked, "any")]))[0] ?? 0;
    },
  };
};
