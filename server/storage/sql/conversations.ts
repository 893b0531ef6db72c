import type { Kysely } from "kysely";
import type { Conversation, ConversationFilter, Conversations } from "../conversations.ts";
import type { Database } from "../database.ts";
import type { LogDetail } from "../library.ts";
import type { Schema } from "../schema.ts";
import { step } from "../unit-of-work.ts";
import type { ConversationRow } from "./conversation-reads.ts";
import { conversationReads } from "./conversation-reads.ts";
import { toDetail } from "./delivery-log.ts";
import { expectDone } from "./expect-done.ts";

/** Later than any delivery. */
const END = { atMs: Number.MAX_SAFE_INTEGER, key: "" } as const;

const toConversation = (row: ConversationRow): Conversation => ({
  follower: row.openid,
  desk: row.desk,
  agent: row.agent,
  member: row.member,
  state: row.state,
  openedAtMs: row.opened_at_ms,
  lastAtMs: row.last_at_ms,
  unread: row.unread,
});

const listQuery = (db: Kysely<Schema>, account: string, filter: ConversationFilter) => {
  const { desk, isOpen, member } = filter;
  const base = db
    .selectFrom("conversation")
    .selectAll()
    .where("account", "=", account)
    .where("desk", "=", desk);
  const open = isOpen === true ? base.where("state", "=", "open") : base;
  return member === undefined ? open : open.where("member", "=", member);
};

const newestFirst = (a: LogDetail, b: LogDetail): number =>
  b.atMs - a.atMs || (a.key < b.key ? 1 : -1);

/** The inbox's half of the library. */
export const conversations = (db: Database): Conversations => {
  const reads = conversationReads(db.sql);
  const find: Conversations["find"] = async (account, openid) => {
    const [row] = await db.read(reads.find, { account, openid });
    return row === undefined ? null : toConversation(row);
  };
  return {
    list: async (account, filter, { before, limit }) => {
      const all = listQuery(db.sql, account, filter);
      const page =
        before === null
          ? all
          : all.where((eb) =>
              eb.or([
                eb("last_at_ms", "<", before.lastAtMs),
                eb.and([
                  eb("last_at_ms", "=", before.lastAtMs),
                  eb("openid", "<", before.follower),
                ]),
              ]),
            );
      const ordered = page.orderBy("last_at_ms", "desc").orderBy("openid", "desc").limit(limit);
      return (await db.find(ordered)).map(toConversation);
    },
    find,
    counts: async (account, desk) => db.read(reads.counts, { account, desk }),
    entries: async (account, openid, { before, limit }) => {
      const { atMs, key } = before ?? END;
      const from = { account, openid, limit, at_ms: atMs, key };
      const openedAtMs = (await find(account, openid))?.openedAtMs ?? 0;
      const opening = { ...from, at_ms: Math.min(openedAtMs + 1, atMs), key: "" };
      const found = await Promise.all([
        db.read(reads.talk, from),
        db.read(reads.around, from),
        openedAtMs < atMs ? db.read(reads.around, opening) : [],
      ]);
      const rows = new Map(found.flat().map((row) => [row.key, row]));
      return [...rows.values()]
        .map((row) => toDetail(account, row))
        .sort(newestFirst)
        .slice(0, limit);
    },
    last: async (account, { follower: openid, openedAtMs }) => {
      const { atMs, key } = END;
      const [talked] = await db.read(reads.talk, { account, openid, limit: 1, at_ms: atMs, key });
      if (talked !== undefined && talked.at_ms >= openedAtMs) return toDetail(account, talked);
      const [opening] = await db.read(reads.opening, { account, openid, at_ms: openedAtMs });
      return opening === undefined ? null : toDetail(account, opening);
    },
    finish: async (account, openid) => {
      expectDone(await db.write([step(reads.finish, { account, openid }, "any")]));
    },
    lane: (account, openid) => db.read(reads.lane, { account, openid }),
  };
};
