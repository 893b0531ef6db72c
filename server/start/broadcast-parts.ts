import type { AccountId, InboundEvent } from "../../engine/index.ts";
import type { BroadcastDeps } from "../broadcasts/job.ts";
import { bodyPreparer } from "../broadcasts/prepare-body.ts";
import type { Sender } from "../broadcasts/receivers.ts";
import type { ApiParts } from "./api-client.ts";
import type { Parts } from "./parts.ts";

/** What broadcasts are carried out with, from the parts of the server. */
export const broadcastDeps = (
  { opened, accounts, log, nowMs }: Pick<Parts, "opened" | "accounts" | "log" | "nowMs">,
  { client, media, materials, tagIds }: ApiParts,
  post: (event: InboundEvent) => Promise<void>,
): BroadcastDeps => {
  const { broadcasts, followers, segments } = opened.library;
  const sender = async (id: AccountId): Promise<Sender | null> => {
    const account = await accounts.find(id);
    return account === null
      ? null
      : { settings: account.settings, registry: account.rules.registry };
  };
  return {
    ...{ broadcasts, followers, segments, client, tagIds, sender, post, log, nowMs },
    prepare: bodyPreparer({ media, materials, nowMs }),
  };
};
