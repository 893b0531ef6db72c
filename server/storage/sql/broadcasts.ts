import type { BroadcastContent, BroadcastTarget, Json } from "../../../engine/index.ts";
import type { Clock } from "../../clock.ts";
import type { Broadcast, BroadcastChange, Broadcasts } from "../broadcasts.ts";
import type { Database } from "../database.ts";
import type { SqlValue } from "../statement.ts";
import type { Step } from "../unit-of-work.ts";
import { step } from "../unit-of-work.ts";
import { broadcastParts } from "./broadcast-parts.ts";
import type { BroadcastRow } from "./broadcast-statements.ts";
import { broadcastReads, broadcastWrites } from "./broadcast-statements.ts";
import { expectDone } from "./expect-done.ts";
import { readDue } from "./moved-accounts.ts";

const toBroadcast = (row: BroadcastRow): Broadcast => ({
  ...{ id: row.id, state: row.state, author: row.author, code: row.code },
  target: JSON.parse(row.target) as BroadcastTarget,
  content: JSON.parse(row.content) as BroadcastContent,
  body: JSON.parse(row.body) as Json,
  ...{ createdAtMs: row.created_at_ms, dueAtMs: row.due_at_ms, sentAtMs: row.sent_at_ms },
  ...{ retryAtMs: row.retry_at_ms, receivers: row.receivers },
});

const columnsOf = ({ state, body, sentAtMs, code, retryAtMs, receivers }: BroadcastChange) => ({
  ...(state === undefined ? {} : { state }),
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  ...(sentAtMs === undefined ? {} : { sent_at_ms: sentAtMs }),
  ...(code === undefined ? {} : { code }),
  ...(retryAtMs === undefined ? {} : { retry_at_ms: retryAtMs }),
  ...(receivers === undefined ? {} : { receivers }),
});

/** Broadcasts, from the wish to the platform's last word. */
export const broadcasts = (
  context: { readonly db: Database } & Pick<Clock, "nowMs"> & Partial<Pick<Clock, "moved">>,
): Broadcasts => {
  const { db, nowMs } = context;
  const statements = { ...broadcastReads(db.sql), ...broadcastWrites(db.sql) };
  return {
    ...broadcastParts(context),
    add: async (account, { id, target, content, author, dueAtMs }) => {
      const row: BroadcastRow = {
        ...{ account, id, state: "scheduled", author, code: "" },
        ...{ target: JSON.stringify(target), content: JSON.stringify(content), body: "null" },
        ...{ created_at_ms: nowMs(account), due_at_ms: dueAtMs },
        ...{ sent_at_ms: 0, retry_at_ms: 0, receivers: 0 },
      };
      expectDone(await db.write([step(statements.add, row, "any")]));
    },
    find: async (account, id) => {
      const [row] = await db.read(statements.find, { account, id });
      return row === undefined ? null : toBroadcast(row);
    },
    list: async (account, limit) =>
      (await db.read(statements.list, { account, limit })).map(toBroadcast),
    sentSince: async (account, sinceMs) =>
      (await db.read(statements.sentSince, { account, since_ms: sinceMs })).map(toBroadcast),
    due: (now, limit) =>
      readDue(
        context,
        { now_ms: now, limit },
        {
          all: (at) => db.read(statements.due, at),
          of: (at) => db.read(statements.dueOf, at),
        },
      ),
    change: async (account, id, from, change) => {
      const columns = columnsOf(change);
      if (Object.keys(columns).length === 0) return "done";
      const query = db.sql
        .updateTable("broadcast")
        .set(columns)
        .where("account", "=", account)
        .where("id", "=", id)
        .where("state", "in", from)
        .compile();
      const values = query.parameters as readonly SqlValue[];
      const written: Step = { name: "changeBroadcast", sql: query.sql, values, rows: 1 };
      return (await db.write([written])).done ? "done" : "stale";
    },
  };
};
