import { randomBytes } from "node:crypto";
import type { AccountId, BroadcastContent, BroadcastTarget, OpenId } from "../../engine/index.ts";
import type { Broadcast, BroadcastPart, Broadcasts } from "../storage/broadcasts.ts";
import { deleteMass, previewMass } from "../wechat/api/mass.ts";
import type { WechatClient } from "../wechat/client.ts";
import type { ApiRefusal, ApiResult } from "../wechat/refusal.ts";
import { refusedBy } from "../wechat/refusal.ts";
import type { PlannerDeps } from "./plan.ts";
import { broadcastPlanner } from "./plan.ts";
import type { PrepareBody } from "./prepare-body.ts";
import type { Progress } from "./progress.ts";
import { progressOf } from "./progress.ts";

export interface BroadcastDeskDeps extends PlannerDeps {
  readonly broadcasts: Broadcasts;
  readonly client: Pick<WechatClient, "api">;
  readonly prepare: PrepareBody;
}
/** A broadcast with how far it has come. */
export interface BroadcastView {
  readonly broadcast: Broadcast;
  readonly progress: Progress;
  readonly parts: readonly BroadcastPart[];
}
export interface NewBroadcast {
  readonly target: BroadcastTarget;
  readonly content: BroadcastContent;
  readonly author: string;
  readonly dueAtMs: number;
}

const ID_BYTES = 12;
const DELETABLE: ReadonlySet<string> = new Set(["articles", "video"]);

/** What people do with broadcasts. */
export const createBroadcastDesk = (deps: BroadcastDeskDeps) => {
  const { broadcasts, client, nowMs } = deps;

  const { allowed, plan } = broadcastPlanner(deps);
  const view = async (account: AccountId, broadcast: Broadcast): Promise<BroadcastView> => {
    const parts = await broadcasts.parts(account, broadcast.id);
    return { broadcast, parts, progress: progressOf(parts) };
  };
  const takeBack = async (
    account: AccountId,
    { parts }: BroadcastView,
  ): Promise<ApiRefusal | null> => {
    const api = client.api(account);
    for (const { messageId } of parts) {
      if (messageId === "") continue;
      const deleted = await deleteMass(api, messageId);
      if (!deleted.ok) return deleted;
    }
    return null;
  };

  return {
    /** Whom it would reach, and how often the account may still send; a refusal where it cannot. */
    plan,
    /** Sends it at that time and gives its id. */
    add: async (account: AccountId, broadcast: NewBroadcast): Promise<ApiResult<string>> => {
      const planned = await plan(account, broadcast.target);
      if (!planned.ok) return planned;
      const id = randomBytes(ID_BYTES).toString("hex");
      await broadcasts.add(account, { id, ...broadcast });
      return { ok: true, data: id };
    },
    /** Shows it to one follower as it would look. */
    preview: async (
      account: AccountId,
      to: OpenId,
      content: BroadcastContent,
    ): Promise<ApiResult<object>> => {
      const may = await allowed(account);
      if (!may.ok) return may;
      const api = client.api(account);
      const body = await deps.prepare({ account, api }, content);
      return body.ok ? previewMass(api, to, body.data) : body;
    },
    find: async (account: AccountId, id: string): Promise<BroadcastView | null> => {
      const broadcast = await broadcasts.find(account, id);
      return broadcast === null ? null : view(account, broadcast);
    },
    /** Newest first. */
    list: async (account: AccountId, limit: number): Promise<readonly BroadcastView[]> => {
      const found = await broadcasts.list(account, limit);
      return Promise.all(found.map((broadcast) => view(account, broadcast)));
    },
    /** No further job is sent; what the platform has taken goes on its way. `stale`: nothing was left to stop. */
    stop: async (account: AccountId, id: string): Promise<"done" | "stale"> => {
      const from = ["scheduled", "collecting", "sending"] as const;
      const stopped = await broadcasts.change(account, id, from, { state: "stopped", code: "" });
      if (stopped === "done") await broadcasts.forgetReceivers(account, id);
      return stopped;
    },
    /** Takes articles or a video back from those who received them. */
    remove: async (account: AccountId, id: string): Promise<ApiResult<object>> => {
      const found = await broadcasts.find(account, id);
      const seen = found === null ? null : await view(account, found);
      if (seen === null || !seen.parts.some(({ messageId }) => messageId !== ""))
        return refusedBy("broadcast-not-sent", id, nowMs(account));
      if (!DELETABLE.has(seen.broadcast.content.kind))
        return refusedBy("broadcast-cannot-delete", id, nowMs(account));
      const refused = await takeBack(account, seen);
      if (refused !== null) return refused;
      await broadcasts.change(account, id, ["sent", "done", "stopped", "failed"], {
        ...{ state: "deleted", code: "" },
      });
      return { ok: true, data: {} };
    },
  };
};
export type BroadcastDesk = ReturnType<typeof createBroadcastDesk>;
