import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Clock } from "../../clock.ts";
import type { BroadcastPart, Broadcasts, PartToSend } from "../broadcasts.ts";
import type { Database } from "../database.ts";
import type { BroadcastPartTable, BroadcastResultTable, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import { step } from "../unit-of-work.ts";
import { broadcastWrites } from "./broadcast-statements.ts";
import { expectDone } from "./expect-done.ts";

type Row = { readonly [K in keyof BroadcastPartTable]: BroadcastPartTable[K] };
type ResultRow = { readonly [K in keyof BroadcastResultTable]: BroadcastResultTable[K] };
type Part = { readonly account: string; readonly broadcast: string };
type PartId = Part & { readonly seq: number };
/** A part without its receivers, and its result if there is one. */
type Shown = Omit<Row, "openids"> & {
  readonly result_code: string | null;
  readonly is_sent: number | null;
  readonly total: number | null;
  readonly sent: number | null;
  readonly errors: number | null;
};

const readsOf = (db: Kysely<Schema>) => ({
  next: prepare<Part, Row>("nextBroadcastPart", (v) =>
    db
      .selectFrom("broadcast_part")
      .selectAll()
      .where("account", "=", v.account)
      .where("broadcast", "=", v.broadcast)
      .where("state", "in", [sql.lit("waiting" as const), sql.lit("sending" as const)])
      .orderBy("seq")
      .limit(1),
  ),
  all: prepare<Part, Shown>("broadcastParts", (v) =>
    db
      .selectFrom("broadcast_part as part")
      .leftJoin("broadcast_result as result", (join) =>
        join
          .onRef("result.account", "=", "part.account")
          .onRef("result.message_id", "=", "part.message_id"),
      )
      .select([
        ...(["part.account", "part.broadcast", "part.seq", "part.state"] as const),
        ...(["part.receivers", "part.message_id", "part.code", "part.at_ms"] as const),
        ...(["result.is_sent", "result.total", "result.sent", "result.errors"] as const),
        "result.code as result_code",
      ])
      .where("part.account", "=", v.account)
      .where("part.broadcast", "=", v.broadcast)
      .orderBy("part.seq"),
  ),
  ofMessage: prepare<
    { readonly account: string; readonly message_id: string },
    { readonly broadcast: string }
  >("broadcastOfMessage", (v) =>
    db
      .selectFrom("broadcast_part")
      .select("broadcast")
      .where("account", "=", v.account)
      .where("message_id", "=", v.message_id)
      .limit(1),
  ),
});
const writesOf = (db: Kysely<Schema>) => ({
  add: prepare<Row>("addBroadcastPart", (v) =>
    db.insertInto("broadcast_part").values({
      account: v.account,
      broadcast: v.broadcast,
      seq: v.seq,
      state: v.state,
      openids: v.openids,
      receivers: v.receivers,
      message_id: v.message_id,
      code: v.code,
      at_ms: v.at_ms,
    }),
  ),
  clear: prepare<Part>("clearBroadcastParts", (v) =>
    db
      .deleteFrom("broadcast_part")
      .where("account", "=", v.account)
      .where("broadcast", "=", v.broadcast),
  ),
  /** The time at which it was first tried stays: the platform remembers its name only so long. */
  begin: prepare<PartId & { readonly at_ms: number }>("beginBroadcastPart", (v) =>
    db
      .updateTable("broadcast_part")
      .set((eb) => ({
        state: sql.lit("sending" as const),
        at_ms: eb
          .case()
          .when("state", "=", sql.lit("sending" as const))
          .then(eb.ref("at_ms"))
          .else(v.at_ms)
          .end(),
      }))
      .where("account", "=", v.account)
      .where("broadcast", "=", v.broadcast)
      .where("seq", "=", v.seq)
      .where("state", "in", [sql.lit("waiting" as const), sql.lit("sending" as const)]),
  ),
});
const changesOf = (db: Kysely<Schema>) => ({
  change: prepare<PartId & Pick<Row, "state" | "message_id" | "code" | "at_ms">>(
    "changeBroadcastPart",
    (v) =>
      db
        .updateTable("broadcast_part")
        .set({ state: v.state, message_id: v.message_id, code: v.code, at_ms: v.at_ms })
        .where("account", "=", v.account)
        .where("broadcast", "=", v.broadcast)
        .where("seq", "=", v.seq),
  ),
  narrow: prepare<PartId & Pick<Row, "openids" | "receivers">>("narrowBroadcastPart", (v) =>
    db
      .updateTable("broadcast_part")
      .set({ openids: v.openids, receivers: v.receivers })
      .where("account", "=", v.account)
      .where("broadcast", "=", v.broadcast)
      .where("seq", "=", v.seq),
  ),
  forget: prepare<Part>("forgetReceivers", (v) =>
    db
      .updateTable("broadcast_part")
      .set({ openids: sql.lit("[]") })
      .where("account", "=", v.account)
      .where("broadcast", "=", v.broadcast),
  ),
  result: prepare<ResultRow>("noteBroadcastResult", (v) =>
    db
      .insertInto("broadcast_result")
      .values({
        account: v.account,
        message_id: v.message_id,
        code: v.code,
        is_sent: v.is_sent,
        total: v.total,
        sent: v.sent,
        errors: v.errors,
        at_ms: v.at_ms,
      })
      .onConflict((conflict) =>
        conflict.columns(["account", "message_id"]).doUpdateSet((eb) => ({
          code: eb.ref("excluded.code"),
          is_sent: eb.ref("excluded.is_sent"),
          total: eb.ref("excluded.total"),
          sent: eb.ref("excluded.sent"),
          errors: eb.ref("excluded.errors"),
        })),
      ),
  ),
});

const resultOf = (row: Shown): BroadcastPart["result"] =>
  row.is_sent === null
    ? null
    : {
        ...{ isSent: row.is_sent === 1, code: row.result_code ?? "" },
        ...{ total: row.total ?? 0, sent: row.sent ?? 0, errors: row.errors ?? 0 },
      };
const toPart = (row: Omit<Row, "openids">, result: BroadcastPart["result"]): BroadcastPart => ({
  ...{ broadcast: row.broadcast, seq: row.seq, state: row.state, receivers: row.receivers },
  ...{ messageId: row.message_id, code: row.code, atMs: row.at_ms, result },
});

/** The jobs that broadcasts are made of, and what the platform told of jobs. */
export const broadcastParts = ({
  db,
  nowMs,
}: { readonly db: Database } & Pick<Clock, "nowMs">): Omit<
  Broadcasts,
  "add" | "find" | "list" | "sentSince" | "due" | "change"
> => {
  const whole = broadcastWrites(db.sql);
  const reads = readsOf(db.sql);
  const writes = { ...writesOf(db.sql), ...changesOf(db.sql) };
  return {
    addPart: async (account, { broadcast, seq, openids }) => {
      const row: Row = {
        ...{ account, broadcast, seq, state: "waiting", openids: JSON.stringify(openids) },
        ...{ receivers: openids.length, message_id: "", code: "", at_ms: nowMs(account) },
      };
      expectDone(await db.write([step(writes.add, row)]));
    },
    clearParts: async (account, id) => {
      expectDone(await db.write([step(writes.clear, { account, broadcast: id }, "any")]));
    },
    nextPart: async (account, id) => {
      const [row] = await db.read(reads.next, { account, broadcast: id });
      if (row === undefined) return null;
      const openids = JSON.parse(row.openids) as readonly string[];
      return { ...toPart(row, null), openids } satisfies PartToSend;
    },
    parts: async (account, id) =>
      (await db.read(reads.all, { account, broadcast: id })).map((row) =>
        toPart(row, resultOf(row)),
      ),
    beginPart: async (account, { broadcast, seq }) => {
      const written = await db.write([
        step(whole.stillSending, { account, id: broadcast }),
        step(writes.begin, { account, broadcast, seq, at_ms: nowMs(account) }),
      ]);
      return written.done ? "done" : "stale";
    },
    changePart: async (account, { broadcast, seq }, { state, messageId = "", code = "" }) => {
      const change = { state, message_id: messageId, code, at_ms: nowMs(account) };
      expectDone(await db.write([step(writes.change, { account, broadcast, seq, ...change })]));
    },
    narrowPart: async (account, { broadcast, seq }, openids) => {
      const left = { openids: JSON.stringify(openids), receivers: openids.length };
      expectDone(await db.write([step(writes.narrow, { account, broadcast, seq, ...left })]));
    },
    forgetReceivers: async (account, id) => {
      expectDone(
        await db.write([
          step(writes.forget, { account, broadcast: id }, "any"),
          step(whole.forgetList, { account, id }, "any"),
        ]),
      );
    },
    noteResult: async (account, { messageId, isSent, total, sent, errors, code }) => {
      const row = {
        ...{ account, message_id: messageId, code, is_sent: isSent ? 1 : 0 },
        ...{ total, sent, errors, at_ms: nowMs(account) },
      };
      expectDone(await db.write([step(writes.result, row, "any")]));
      const [part] = await db.read(reads.ofMessage, { account, message_id: messageId });
      if (part === undefined) return null;
      expectDone(await db.write([step(whole.wake, { account, id: part.broadcast }, "any")]));
      return part.broadcast;
    },
  };
};
