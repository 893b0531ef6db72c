import type { Kysely } from "kysely";
import type { Database } from "../database.ts";
import type { NoticeFigure, Notices } from "../notices.ts";
import type { NoticeTable, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import { step } from "../unit-of-work.ts";
import { expectDone } from "./expect-done.ts";

type Key = { readonly account: string; readonly message_id: string };
type Row = { readonly [K in keyof NoticeTable]: NoticeTable[K] };
type Old = { readonly account: string; readonly before_ms: number; readonly limit: number };

const noticeStatements = (db: Kysely<Schema>) => ({
  add: prepare<Row>("addNotice", (v) =>
    db
      .insertInto("notice")
      .values({
        account: v.account,
        message_id: v.message_id,
        template: v.template,
        openid: v.openid,
        at_ms: v.at_ms,
      })
      .onConflict((conflict) => conflict.columns(["account", "message_id"]).doNothing()),
  ),
  find: prepare<Key, { readonly template: string }>("notice", (v) =>
    db
      .selectFrom("notice")
      .select("template")
      .where("account", "=", v.account)
      .where("message_id", "=", v.message_id),
  ),
  days: prepare<
    { readonly account: string; readonly from: string; readonly until: string },
    NoticeFigure
  >("noticeDays", (v) =>
    db
      .selectFrom("notice_day")
      .select(["day", "template", "state", "reason", "n"])
      .where("account", "=", v.account)
      .where("day", ">=", v.from)
      .where("day", "<=", v.until)
      .orderBy("day", "desc")
      .orderBy("template")
      .orderBy("state")
      .orderBy("reason"),
  ),
  purge: prepare<Old>("purgeNotices", (v) =>
    db
      .deleteFrom("notice")
      .where("account", "=", v.account)
      .where("message_id", "in", (from) =>
        from
          .selectFrom("notice as old")
          .select("old.message_id")
          .where("old.account", "=", v.account)
          .where("old.at_ms", "<", v.before_ms)
          .orderBy("old.at_ms")
          .limit(v.limit),
      ),
  ),
});

/** Which message was of which template, until its result has come. */
export const notices = (db: Database): Notices => {
  const statements = noticeStatements(db.sql);
  return {
    add: async (account, { messageId, template, follower, atMs }) => {
      const row = { account, message_id: messageId, template, openid: follower, at_ms: atMs };
      expectDone(await db.write([step(statements.add, row, "any")]));
    },
    templateOf: async (account, messageId) =>
      (await db.read(statements.find, { account, message_id: messageId }))[0]?.template ?? null,
    days: (account, between) => db.read(statements.days, { account, ...between }),
    purge: async (account, beforeMs, limit) =>
      expectDone(
        await db.write([step(statements.purge, { account, before_ms: beforeMs, limit }, "any")]),
      )[0] ?? 0,
  };
};
