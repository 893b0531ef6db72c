import type { Router } from "express";
import { createInbox } from "../conversations/create-inbox.ts";
import type { Inbox } from "../conversations/inbox.ts";
import type { TellAgents } from "../conversations/tell-agents.ts";
import { agentTeller } from "../conversations/tell-agents.ts";
import type { FindHook } from "../hooks/find-hook.ts";
import { createHookDesk } from "../hooks/hook-desk.ts";
import type { Webhook } from "../webhook/webhook.ts";
import type { WechatClient } from "../wechat/client.ts";
import type { Parts } from "./parts.ts";

/** Where people, and systems for them, answer. */
export interface Desks {
  readonly tell: TellAgents;
  readonly inbox: Inbox;
  /** Where own systems answer: mounted at `/hooks`. */
  readonly hooks: Router;
}

/** Our inbox and the door of own systems: both say what agents do to the webhook. */
export const openDesks = (
  { opened, nowMs, log }: Parts,
  from: {
    readonly post: Webhook["post"];
    readonly client: Pick<WechatClient, "api">;
    readonly findHook: FindHook;
  },
): Desks => {
  const { library } = opened;
  const { post, client, findHook } = from;
  const tell = agentTeller({ post, log: library.log, nowMs });
  return {
    tell,
    inbox: createInbox({ library, tell, client, nowMs }),
    hooks: createHookDesk({ findHook, tell, post, nowMs, log }),
  };
};
