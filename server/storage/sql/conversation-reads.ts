import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { ConversationTable, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import type { DetailRow } from "./delivery-log.ts";
import { ENTRY } from "./delivery-log.ts";

type Person = { readonly account: string; readonly openid: string };
type Before = Person & {
  readonly at_ms: number;
  readonly key: string;
  readonly limit: number;
};
export type ConversationRow = { readonly [K in keyof ConversationTable]: ConversationTable[K] };

/** Of the account's last deliveries so many are looked at for what rules answered: a few milliseconds on any database. */
const LOOKED_AT = 2_000;
/** As the index `delivery_talk` says it. */
const isTalk = sql<boolean>`(outcome = 'agent' or kind = 'agent')`;
const isBefore = (v: Pick<Before, "at_ms" | "key">) =>
  sql<boolean>`(at_ms < ${v.at_ms} or (at_ms = ${v.at_ms} and key < ${v.key}))`;
const detail = [...ENTRY, "event", "trace"] as const;

const deliveries = (db: Kysely<Schema>) => ({
  talk: prepare<Before, DetailRow>("talk", (v) =>
    db
      .selectFrom("delivery")
      .select(detail)
      .where("account", "=", v.account)
      .where("openid", "=", v.openid)
      .where(isTalk)
      .where("at_ms", "<=", v.at_ms)
      .where(isBefore(v))
      .orderBy("at_ms", "desc")
      .orderBy("key", "desc")
      .limit(v.limit),
  ),
  around: prepare<Before, DetailRow>("aroundTalk", (v) =>
    db
      .selectFrom("delivery")
      .select(detail)
      .where("account", "=", v.account)
      .where("key", "in", (eb) =>
        eb
          .selectFrom(
            eb
              .selectFrom("delivery")
              .select(["key", "openid"])
              .where("account", "=", v.account)
              .where("at_ms", "<=", v.at_ms)
              .where(isBefore(v))
              .orderBy("at_ms", "desc")
              .orderBy("key", "desc")
              .limit(LOOKED_AT)
              .as("latest"),
          )
          .select("latest.key")
          .where("latest.openid", "=", v.openid),
      )
      .where("state", "=", "done")
      .orderBy("at_ms", "desc")
      .orderBy("key", "desc")
      .limit(v.limit),
  ),
  /** The delivery that opened a conversation: both were written at the same time. */
  opening: prepare<Person & { readonly at_ms: number }, DetailRow>("openingOfTalk", (v) =>
    db
      .selectFrom("delivery")
      .select(detail)
      .where("account", "=", v.account)
      .where("at_ms", "=", v.at_ms)
      .where("openid", "=", v.openid)
      .limit(1),
  ),
});

/** Reads of the inbox. */
export const conversationReads = (db: Kysely<Schema>) => ({
  ...deliveries(db),
  find: prepare<Person, ConversationRow>("conversation", (v) =>
    db
      .selectFrom("conversation")
      .selectAll()
      .where("account", "=", v.account)
      .where("openid", "=", v.openid),
  ),
  counts: prepare<
    { readonly account: string; readonly desk: string },
    { readonly member: string; readonly open: number; readonly unread: number }
  >("conversationCounts", (v) =>
    db
      .selectFrom("conversation")
      .select((eb) => [
        "member",
        eb.fn.countAll<number>().as("open"),
        eb.fn.sum<number>(sql`case when unread > 0 then 1 else 0 end`).as("unread"),
      ])
      .where("account", "=", v.account)
      .where("desk", "=", v.desk)
      .where("state", "=", "open")
      .groupBy("member"),
  ),
  finish: prepare<Person>("finishConversation", (v) =>
    db
      .updateTable("conversation")
      .set({ state: "done" })
      .where("account", "=", v.account)
      .where("openid", "=", v.openid)
      .where("state", "=", "closed"),
  ),
  lane: prepare<
    Person,
    { readonly key: string; readonly state: "waiting" | "dead"; readonly code: string }
  >("laneOfFollower", (v) =>
    db
      .selectFrom("effect")
      .select(["key", "state", "code"])
      .where("account", "=", v.account)
      .where("openid", "=", v.openid)
      .limit(200),
  ),
});
