import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Trace } from "../../../engine/index.ts";
import type { Database } from "../database.ts";
import type { DeliveryLog, LogCursor, LogDetail, LogEntry, LogFilter } from "../library.ts";
import type { DeliveryTable, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import { containsText } from "./contains-text.ts";
import { unpackEvent } from "./delivery-digest.ts";

export type Entry = Omit<
  DeliveryTable,
  "event" | "trace" | "account" | "holder" | "lease_until_ms" | "attempt"
>;
/** The columns of an entry. */
export const ENTRY = [
  "key",
  "at_ms",
  "openid",
  "kind",
  "state",
  "answer",
  "rule_set_version",
  "rule",
  "outcome",
  "body",
] as const;

/** An entry with what came and how it was decided. */
export type DetailRow = Entry & Pick<DeliveryTable, "event" | "trace">;
export const toDetail = (account: string, row: DetailRow): LogDetail => ({
  ...toEntry(row),
  event: unpackEvent({ ...row, account }),
  trace: row.trace === null ? null : (JSON.parse(row.trace) as Trace),
});

const toEntry = (row: Entry): LogEntry => ({
  key: row.key,
  atMs: row.at_ms,
  follower: row.openid,
  kind: row.kind,
  isDone: row.state === "done",
  rule: row.rule,
  outcome: row.outcome,
  ruleSetVersion: row.rule_set_version,
  body: row.body,
  answer: row.answer,
});

const listQuery = (db: Kysely<Schema>, account: string, filter: LogFilter) => {
  const equal = {
    openid: filter.follower,
    rule: filter.rule,
    outcome: filter.outcome,
    kind: filter.kind,
  };
  let query = db.selectFrom("delivery").select(ENTRY).where("account", "=", account);
  for (const [column, value] of Object.entries(equal))
    if (value !== undefined) query = query.where(column as keyof typeof equal, "=", value);
  if (filter.fromMs !== undefined) query = query.where("at_ms", ">=", filter.fromMs);
  if (filter.untilMs !== undefined) query = query.where("at_ms", "<=", filter.untilMs);
  if (filter.text !== undefined) query = query.where(containsText(sql.ref("body"), filter.text));
  return query;
};
const before = (db: ReturnType<typeof listQuery>, cursor: LogCursor | null) =>
  cursor === null
    ? db
    : db.where((eb) =>
        eb.or([
          eb("at_ms", "<", cursor.atMs),
          eb.and([eb("at_ms", "=", cursor.atMs), eb("key", "<", cursor.key)]),
        ]),
      );

/** What came and what became of it, for the page 轨迹. */
export const deliveryLog = (db: Database): DeliveryLog => {
  const one = prepare<{ readonly account: string; readonly key: string }, DetailRow>(
    "deliveryDetail",
    (v) =>
      db.sql
        .selectFrom("delivery")
        .select([...ENTRY, "event", "trace"])
        .where("account", "=", v.account)
        .where("key", "=", v.key),
  );
  const runs = prepare<
    {
      readonly account: string;
      readonly from: number;
      readonly until: number;
      readonly limit: number;
    },
    { readonly at_ms: number; readonly rule: string; readonly outcome: string }
  >("ruleRuns", (v) =>
    db.sql
      .selectFrom("delivery")
      .select(["at_ms", "rule", "outcome"])
      .where("account", "=", v.account)
      .where("at_ms", ">=", v.from)
      .where("at_ms", "<=", v.until)
      .where("state", "=", "done")
      .orderBy("at_ms")
      .orderBy("key")
      .limit(v.limit),
  );
  return {
    runs: async (account, { fromMs, untilMs, limit }) => {
      const rows = await db.read(runs, { account, from: fromMs, until: untilMs, limit });
      return rows.map(({ at_ms, rule, outcome }) => ({ atMs: at_ms, rule, outcome }));
    },
    list: async (account, filter, page) => {
      const query = before(listQuery(db.sql, account, filter), page.before)
        .orderBy("at_ms", "desc")
        .orderBy("key", "desc")
        .limit(page.limit);
      return (await db.find(query)).map(toEntry);
    },
    find: async (account, key): Promise<LogDetail | null> => {
      const [row] = await db.read(one, { account, key });
      return row === undefined ? null : toDetail(account, row);
    },
  };
};
