import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import type { Account, AccountId, InboundEvent, Media, OpenId } from "../../engine/index.ts";
import type { ChannelCodes } from "../channels/channel-codes.ts";
import { createChannelCodes } from "../channels/channel-codes.ts";
import type { NowMs } from "../clock.ts";
import { broadcastPerformer } from "../effects/broadcast.ts";
import { broadcastResultPerformer } from "../effects/broadcast-result.ts";
import { consentPerformer } from "../effects/consent.ts";
import { erasePerformer } from "../effects/erase.ts";
import { forwardPerformer } from "../effects/forward.ts";
import { handoverPerformer } from "../effects/handover.ts";
import { noticePerformer } from "../effects/notice.ts";
import { noticeResultPerformer } from "../effects/notice-result.ts";
import type { Performer } from "../effects/performer.ts";
import { profilePerformer } from "../effects/profile.ts";
import { recordPerformer } from "../effects/record.ts";
import { refundPerformer } from "../effects/refund.ts";
import { sendPerformer } from "../effects/send.ts";
import { tagPerformer } from "../effects/tag.ts";
import type { FindHook } from "../hooks/find-hook.ts";
import type { SendNotice } from "../notices/send-notice.ts";
import type { OrderDeskDeps } from "../pay/order-desk.ts";
import type { PayClients } from "../pay/pay-client.ts";
import type { Library } from "../storage/library.ts";
import type { WebhookAccount } from "../webhook/deps.ts";
import { apiAccounts } from "../wechat/api-account.ts";
import type { WechatClient } from "../wechat/client.ts";
import { createWechatClient } from "../wechat/client.ts";
import type { MaterialIds } from "../wechat/material-ids.ts";
import { createMaterialIds } from "../wechat/material-ids.ts";
import { folderMedia } from "../wechat/media-files.ts";
import type { MediaIds } from "../wechat/media-ids.ts";
import { createMediaIds } from "../wechat/media-ids.ts";
import type { TagIds } from "../wechat/tag-ids.ts";
import { createTagIds } from "../wechat/tag-ids.ts";
import { openPay } from "./open-pay.ts";

export interface ApiParts {
  readonly client: WechatClient;
  readonly media: MediaIds;
  readonly materials: MaterialIds;
  readonly tagIds: TagIds;
  readonly codes: ChannelCodes;
  /** WeChat Pay, for the merchants of all accounts. */
  readonly pay: PayClients;
}

/** Our client of the platform's API, and the files it has uploaded. */
export const openApi = (from: {
  readonly library: Library;
  readonly env: (name: string) => string | undefined;
  readonly sandboxUrl: () => string | null;
  readonly log: Logger;
  readonly nowMs: NowMs;
}): ApiParts => {
  const { library, env, sandboxUrl, log, nowMs } = from;
  const { accounts, tokens, counters, channels } = library;
  const client = createWechatClient({
    account: apiAccounts({ accounts, env, sandboxUrl }),
    tokens,
    counters,
    nowMs,
    wait: (ms) => wait(ms),
    newId: randomUUID,
    log,
  });
  const codes = createChannelCodes({ client, channels, nowMs });
  const files = { client, find: folderMedia(accounts), nowMs };
  return {
    client,
    media: createMediaIds({
      ...files,
      codeFile: (account, { channel, forMs }) =>
        codes.fileOf(account, channel, { forMs, isBackground: true }),
    }),
    materials: createMaterialIds(files),
    tagIds: createTagIds(nowMs),
    codes,
    pay: openPay(accounts, { env, sandboxUrl, nowMs }),
  };
};

/** The platform's id of a file in the account's `media/`; rejects with what stood in the way. */
export const mediaResolver =
  ({ media }: ApiParts) =>
  async ({ id }: WebhookAccount, file: Media): Promise<string> => {
    const found = await media.idOf(id, file);
    if (found.ok) return found.data;
    throw new Error(`${JSON.stringify(file)}: ${found.code} ${found.errmsg}`);
  };

/** Corrects our ledger; who wrote meanwhile opened the window anew, and is left alone. */
const windowShutter =
  (followers: Library["followers"]) =>
  async (account: AccountId, openid: OpenId): Promise<void> => {
    const state = await followers.find(account, openid);
    if (state !== null) await followers.save(account, openid, { ...state, window: null });
  };

/** One performer a kind of effect. */
export const performersOf = (
  { client, media, tagIds }: ApiParts,
  from: {
    readonly library: Library;
    readonly nowMs: NowMs;
    readonly settings: (account: string) => Promise<Account | null>;
    readonly sendNotice: SendNotice;
    readonly post: (event: InboundEvent) => Promise<void>;
    readonly findHook: FindHook;
    readonly orders: OrderDeskDeps;
  },
): ReadonlyMap<string, Performer> => {
  const { library, nowMs, settings, sendNotice, post } = from;
  const { notices, followers, privacy } = library;
  const all = [
    sendPerformer({ client, media, shutWindow: windowShutter(library.followers) }),
    handoverPerformer({ client }),
    forwardPerformer({ findHook: from.findHook, nowMs }),
    tagPerformer({ client, tagIds, settings }),
    recordPerformer(library.records, nowMs),
    noticePerformer({ send: sendNotice, post, nowMs }),
    noticeResultPerformer({ notices, settings, post, nowMs }),
    profilePerformer({ client, followers }),
    erasePerformer({ followers, privacy }),
    consentPerformer(privacy),
    broadcastPerformer(library.broadcasts),
    broadcastResultPerformer(library.broadcasts),
    refundPerformer(from.orders),
  ] as unknown as readonly Performer[];
  return new Map(all.map((performer) => [performer.kind, performer]));
};
