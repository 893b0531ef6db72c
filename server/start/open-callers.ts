import { setTimeout as sleep } from "node:timers/promises";
import type { Account, AccountId } from "../../engine/index.ts";
import type { Caller } from "../effects/performer.ts";
import { profileCaller } from "../followers/profile-caller.ts";
import { districtCaller, placeViewsCaller } from "../maps/map-callers.ts";
import type { MapClient } from "../maps/map-client.ts";
import { noticeCaller } from "../notices/notice-caller.ts";
import type { SendNotice } from "../notices/send-notice.ts";
import type { OrderDeskDeps } from "../pay/order-desk.ts";
import { payCaller } from "../pay/pay-caller.ts";
import { semanticCaller } from "../speech/semantic-caller.ts";
import { speechCaller } from "../speech/speech-caller.ts";
import type { WechatClient } from "../wechat/client.ts";
import type { PageParts } from "./open-pages.ts";

/** Whoever answers what rules ask of the platform and of our own pages. */
export const openCallers = (from: {
  readonly client: WechatClient;
  readonly settings: (account: AccountId) => Promise<Account | null>;
  readonly sendNotice: SendNotice;
  readonly pages: PageParts;
  readonly orders: OrderDeskDeps;
  readonly maps: MapClient;
}): readonly Caller[] => {
  const { client, settings, sendNotice, pages, orders, maps } = from;
  return [
    pages.caller,
    payCaller(orders, (account, openid, subject) =>
      pages.linkTo(account, { page: "pay", openid, subject }),
    ),
    noticeCaller(sendNotice),
    profileCaller(client),
    speechCaller({ client, settings, wait: (ms) => sleep(ms) }),
    semanticCaller(client),
    districtCaller(maps),
    placeViewsCaller(maps, pages.pictureUrl),
  ];
};
