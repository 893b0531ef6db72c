import { setImmediate as nextTurn } from "node:timers/promises";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type {
  ChannelCode,
  ChannelDay,
  ChannelRecord,
  ChannelRow,
  Channels,
  Days,
} from "../channels.ts";
import type { Database } from "../database.ts";
import type { ChannelCodeTable, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import { step } from "../unit-of-work.ts";
import { ALL_CHANNELS } from "./channel-steps.ts";
import { expectDone } from "./expect-done.ts";

type Account = { readonly account: string };
type Code = { readonly [P in keyof ChannelCodeTable]: ChannelCodeTable[P] };
type Between = Account & { readonly [P in keyof Days]: Days[P] };

const codeStatements = (db: Kysely<Schema>) => ({
  find: prepare<Pick<Code, "account" | "id" | "is_permanent">, ChannelCodeTable>(
    "channelCode",
    (v) =>
      db
        .selectFrom("channel_code")
        .selectAll()
        .where("account", "=", v.account)
        .where("id", "=", v.id)
        .where("is_permanent", "=", v.is_permanent),
  ),
  keep: prepare<Code>("keepChannelCode", (v) =>
    db
      .insertInto("channel_code")
      .values({
        account: v.account,
        id: v.id,
        is_permanent: v.is_permanent,
        ticket: v.ticket,
        url: v.url,
        made_at_ms: v.made_at_ms,
        expires_at_ms: v.expires_at_ms,
      })
      .onConflict((conflict) =>
        conflict.columns(["account", "id", "is_permanent"]).doUpdateSet((eb) => ({
          ticket: eb.ref("excluded.ticket"),
          url: eb.ref("excluded.url"),
          made_at_ms: eb.ref("excluded.made_at_ms"),
          expires_at_ms: eb.ref("excluded.expires_at_ms"),
        })),
      ),
  ),
  countPermanent: prepare<Account, { readonly n: number }>("countPermanentCodes", (v) =>
    db
      .selectFrom("channel_code")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("account", "=", v.account)
      .where("is_permanent", "=", sql.lit(1)),
  ),
  list: prepare<Account & { readonly after_id: string; readonly limit: number }, ChannelCodeTable>(
    "channelCodes",
    (v) =>
      db
        .selectFrom("channel_code")
        .selectAll()
        .where("account", "=", v.account)
        .where("id", ">", v.after_id)
        .orderBy("id")
        .orderBy("is_permanent")
        .limit(v.limit),
  ),
});

const sums = [
  sql<number>`sum(scans)`.as("scans"),
  sql<number>`sum(follows)`.as("follows"),
  sql<number>`sum(losses)`.as("losses"),
  sql<number>`sum(replies)`.as("replies"),
] as const;
const figureStatements = (db: Kysely<Schema>) => {
  const days = (v: Between) =>
    db
      .selectFrom("channel_day")
      .where("account", "=", v.account)
      .where("day", ">=", v.from)
      .where("day", "<=", v.until);
  return {
    /** In the order of the key, so that nothing is sorted: a part of the channels at a time. */
    report: prepare<Between & { readonly first: string; readonly limit: number }, ChannelRow>(
      "channelReport",
      (v) =>
        days(v)
          .select(["channel", ...sums])
          .where("channel", ">=", v.first)
          .where("channel", "!=", sql.lit(ALL_CHANNELS))
          .groupBy("channel")
          .orderBy("channel")
          .limit(v.limit),
    ),
    byDay: prepare<Between & { readonly channel: string }, ChannelDay>("channelDays", (v) =>
      days(v)
        .select(["day", "scans", "follows", "losses", "replies"])
        .where("channel", "=", v.channel)
        .orderBy("day"),
    ),
    records: prepare<Between, ChannelRecord>("channelRecords", (v) =>
      db
        .selectFrom("channel_record")
        .select(["channel", "name", sql<number>`sum(n)`.as("n")])
        .where("account", "=", v.account)
        .where("day", ">=", v.from)
        .where("day", "<=", v.until)
        .groupBy(["channel", "name"])
        .orderBy("channel")
        .orderBy("name"),
    ),
  };
};

const toCode = (row: ChannelCodeTable): ChannelCode => ({
  id: row.id,
  ticket: row.ticket,
  url: row.url,
  madeAtMs: row.made_at_ms,
  expiresAtMs: row.is_permanent === 1 ? null : row.expires_at_ms,
});

/** Reads run on the serving thread: this many channels take it for some hundredths of a second. */
const AT_ONCE = 500;
const mostScanned = (a: ChannelRow, b: ChannelRow): number =>
  b.scans - a.scans || b.follows - a.follows || (a.channel < b.channel ? -1 : 1);

/** Codes, and figures a channel and day. */
export const channels = (db: Database): Channels => {
  const codes = codeStatements(db.sql);
  const figures = figureStatements(db.sql);
  return {
    findCode: async (account, id, isPermanent) => {
      const is_permanent = isPermanent ? 1 : 0;
      const [row] = await db.read(codes.find, { account, id, is_permanent });
      return row === undefined ? null : toCode(row);
    },
    keepCode: async (account, { id, ticket, url, madeAtMs, expiresAtMs }) => {
      const row = { account, id, ticket, url, made_at_ms: madeAtMs };
      const is_permanent = expiresAtMs === null ? 1 : 0;
      const values = { ...row, is_permanent, expires_at_ms: expiresAtMs ?? 0 };
      expectDone(await db.write([step(codes.keep, values)]));
    },
    countPermanent: async (account) =>
      (await db.read(codes.countPermanent, { account }))[0]?.n ?? 0,
    listCodes: async (account, { afterId, limit }) =>
      (await db.read(codes.list, { account, after_id: afterId, limit })).map(toCode),
    report: async (account, { days, limit }) => {
      const rows: ChannelRow[] = [];
      for (let first = "", isMore = true; isMore; await nextTurn()) {
        const part = await db.read(figures.report, { account, ...days, first, limit: AT_ONCE });
        rows.push(...part);
        isMore = part.length === AT_ONCE;
        // The next one in byte order.
        first = `${part.at(-1)?.channel ?? ""}\u0001`;
      }
      return rows.sort(mostScanned).slice(0, limit);
    },
    byDay: (account, { days, channel }) =>
      db.read(figures.byDay, { account, ...days, channel: channel ?? ALL_CHANNELS }),
    records: (account, days) => db.read(figures.records, { account, ...days }),
  };
};
