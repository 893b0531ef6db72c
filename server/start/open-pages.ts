import { randomInt, randomUUID } from "node:crypto";
import type { Router } from "express";
import express from "express";
import type { AccountSettings } from "../accounts/account-settings.ts";
import type { Caller } from "../effects/performer.ts";
import { storedHooks } from "../hooks/find-hook.ts";
import type { MapClient } from "../maps/map-client.ts";
import { domainProof } from "../pages/domain-proof.ts";
import { askHook } from "../pages/hook.ts";
import type { LinkTo } from "../pages/link-caller.ts";
import { linkCaller, linkMaker } from "../pages/link-caller.ts";
import type { MapPictures } from "../pages/map-picture.ts";
import { mapPictures } from "../pages/map-picture.ts";
import { markWith } from "../pages/marks.ts";
import { createPages } from "../pages/pages.ts";
import type { OrderDeskDeps } from "../pay/order-desk.ts";
import { readSecretKey } from "../secret-key.ts";
import type { WechatClient } from "../wechat/client.ts";
import { folderMedia } from "../wechat/media-files.ts";
import type { Parts } from "./parts.ts";

/** The pages that followers open, and what makes links to them. */
export interface PageParts {
  /** Below `/p`. */
  readonly router: Router;
  /** At the root: what proves our domain to the console. */
  readonly proof: Router;
  readonly caller: Caller;
  /** The address of a page about something, marked for its follower. */
  readonly linkTo: LinkTo;
  /** Where the picture of the map around a position is to be had. */
  readonly pictureUrl: MapPictures["url"];
  /** Where this server listens: followers reach it there, unless a public address is set. */
  readonly setUrl: (url: string) => void;
}

/** What the pages have of the orders. */
interface OpenOrders {
  readonly orders: OrderDeskDeps;
  readonly publicUrl: () => string;
  readonly setUrl: (url: string) => void;
}

/** Opens the pages. */
export const openPages = (
  { config, opened, accounts, log, nowMs }: Parts,
  client: WechatClient,
  { orders, maps, publicUrl, setUrl }: OpenOrders & { readonly maps: MapClient },
): PageParts => {
  const mark = markWith(readSecretKey(config.secretKey, config.dataFolder));
  const { library } = opened;
  const media = folderMedia(library.accounts);
  const proof = domainProof({
    accounts: async () => (await library.accounts.list()).map(({ id }) => id),
    media,
  });
  const pictures = mapPictures({ maps, mark, publicUrl });
  const router = express.Router();
  router.use(pictures.router);
  const pages = createPages({
    account: async (id) => {
      const [served, stored] = await Promise.all([accounts.find(id), library.accounts.find(id)]);
      if (served === null || stored === null) return null;
      const { platform } = stored.settings as unknown as AccountSettings;
      return { settings: served.settings, isSandbox: platform === "sandbox" };
    },
    publicUrl,
    orders,
    library,
    client,
    mark,
    nowMs,
    media,
    newId: randomUUID,
    newCode: () => String(randomInt(1_000_000)).padStart(6, "0"),
    askHook,
    hook: storedHooks(library.accounts, config.env),
    log,
  });
  router.use(pages);
  const linkTo = linkMaker({ mark, publicUrl });
  const caller = linkCaller(linkTo);
  return { router, proof, caller, linkTo, pictureUrl: pictures.url, setUrl };
};
