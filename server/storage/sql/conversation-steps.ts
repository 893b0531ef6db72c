import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { ConversationTable, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import type { Delivery } from "../store.ts";
import type { Step } from "../unit-of-work.ts";
import { step } from "../unit-of-work.ts";

type Key = Pick<ConversationTable, "account" | "openid">;
type Hold = Key &
  Pick<ConversationTable, "desk" | "agent" | "member" | "last_at_ms"> & {
    /** 1 when the follower wrote, 0 otherwise. */
    readonly more: number;
    /** 1 when an agent has read what there was. */
    readonly read: number;
  };

/** A conversation stands there while a person has it, and closed after that. */
export const conversationStatements = (db: Kysely<Schema>) => ({
  hold: prepare<Hold>("holdConversation", (v) =>
    db
      .insertInto("conversation")
      .values({
        account: v.account,
        openid: v.openid,
        desk: v.desk,
        agent: v.agent,
        member: v.member,
        state: "open",
        opened_at_ms: v.last_at_ms,
        last_at_ms: v.last_at_ms,
        unread: v.more,
      })
      .onConflict((conflict) =>
        conflict.columns(["account", "openid"]).doUpdateSet((eb) => ({
          desk: eb.ref("excluded.desk"),
          agent: eb.ref("excluded.agent"),
          member: eb.ref("excluded.member"),
          state: "open",
          last_at_ms: eb.ref("excluded.last_at_ms"),
          opened_at_ms: sql<number>`case when conversation.state = 'open' then conversation.opened_at_ms else excluded.opened_at_ms end`,
          unread: sql<number>`case when ${v.read} = 1 then 0 when conversation.state = 'open' then conversation.unread + excluded.unread else excluded.unread end`,
        })),
      ),
  ),
  close: prepare<Key & { readonly at_ms: number }>("closeConversation", (v) =>
    db
      .updateTable("conversation")
      .set({ state: "closed", last_at_ms: v.at_ms, unread: 0 })
      .where("account", "=", v.account)
      .where("openid", "=", v.openid)
      .where("state", "=", "open"),
  ),
});

/** Keeps the inbox's list beside what became of the follower; nearly all deliveries change nothing there. */
export const conversationSteps = (
  statements: ReturnType<typeof conversationStatements>,
  { event, changes, follower }: Delivery,
  atMs: number,
): readonly Step[] => {
  const isTold = changes.some(({ kind }) => kind === "agent" || kind === "unfollowed");
  const { account, follower: openid } = event;
  if (!isTold || openid === null || follower === null) return [];
  const { agent } = follower;
  if (agent === null) return [step(statements.close, { account, openid, at_ms: atMs }, "any")];
  const isTheirs = event.kind === "agent";
  const { to: desk, name, member = "" } = agent;
  const values = { account, openid, desk, agent: name, member, last_at_ms: atMs };
  const isDue = event.kind === "due" || event.kind === "event";
  return [
    step(statements.hold, {
      ...values,
      more: isTheirs || isDue ? 0 : 1,
      read: isTheirs && event.at !== "wechat" ? 1 : 0,
    }),
  ];
};
