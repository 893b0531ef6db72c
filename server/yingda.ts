import type { Router } from "express";
import type { Logger } from "pino";
import type { Accounts } from "./accounts/accounts.ts";
import { createAccounts } from "./accounts/accounts.ts";
import { createDraftRules } from "./accounts/draft-rules.ts";
import type { BroadcastDesk } from "./broadcasts/desk.ts";
import { createBroadcastDesk } from "./broadcasts/desk.ts";
import { createBroadcastJob } from "./broadcasts/job.ts";
import { httpCaller } from "./callers/http-caller.ts";
import { createClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { createSync } from "./followers/sync.ts";
import { storedHooks } from "./hooks/find-hook.ts";
import { createLog } from "./log.ts";
import type { MapClient } from "./maps/map-client.ts";
import type { MenuDesk } from "./menus/menu-desk.ts";
import type { NoticeDesk } from "./notices/notice-desk.ts";
import { noticeDesk } from "./notices/notice-desk.ts";
import { noticeSender } from "./notices/send-notice.ts";
import { createNoticeTemplates } from "./notices/templates.ts";
import type { OrderDeskDeps } from "./pay/order-desk.ts";
import { createCompileProcess } from "./rules/compile-process.ts";
import { createCopies } from "./rules/copies.ts";
import { accountFolders } from "./rules/read-folder.ts";
import { createRuleLibrary } from "./rules/rule-library.ts";
import type { ApiParts } from "./start/api-client.ts";
import { mediaResolver, openApi, performersOf } from "./start/api-client.ts";
import { broadcastDeps } from "./start/broadcast-parts.ts";
import { importFolders } from "./start/import-folders.ts";
import type { Loops } from "./start/loops.ts";
import { startLoops } from "./start/loops.ts";
import { menuDeskOf } from "./start/menu-desk.ts";
import { openCallers } from "./start/open-callers.ts";
import type { Desks } from "./start/open-desks.ts";
import { openDesks } from "./start/open-desks.ts";
import { openMaps, placeJobOf } from "./start/open-maps.ts";
import { openOrders, orderJobs } from "./start/open-orders.ts";
import type { PageParts } from "./start/open-pages.ts";
import { openPages } from "./start/open-pages.ts";
import type { PictureParts } from "./start/open-pictures.ts";
import { openPictures } from "./start/open-pictures.ts";
import { openStorage } from "./start/open-storage.ts";
import type { Parts } from "./start/parts.ts";
import { startPlugins } from "./start/start-plugins.ts";
import { watchFolders } from "./start/watch-folders.ts";
import { webhookDeps } from "./start/webhook-deps.ts";
import type { Webhook } from "./webhook/webhook.ts";
import { createWebhook } from "./webhook/webhook.ts";

export interface YingdaOptions {
  readonly config: Config;
  /** Watches the rule folders and publishes what changes (`npm run dev`). */
  readonly dev: boolean;
  /** Says what is being done. */
  readonly progress: (what: string) => void;
  readonly log?: Logger;
  /** Runs when storage is open, before folders are brought in and before anything becomes due. */
  readonly prepare?: (parts: Parts) => Promise<void>;
}
/** Everything but a listening server. */
export interface Yingda extends Desks {
  readonly parts: Parts;
  readonly webhook: Webhook;
  readonly api: ApiParts;
  readonly menus: MenuDesk;
  readonly broadcasts: BroadcastDesk;
  readonly notices: NoticeDesk;
  readonly pages: PageParts;
  readonly maps: MapClient;
  readonly pictures: PictureParts;
  readonly orders: OrderDeskDeps;
  /** Where WeChat Pay tells us what happened: mounted at `/pay`. */
  readonly notify: Router;
  /** Where the local WeChat answers, for the accounts that live on it. */
  readonly setSandboxUrl: (url: string) => void;
  /** Runs `tell` after every change of a folder that was published; `dev` only. */
  readonly whenPublished: (tell: () => Promise<void>) => void;
  /** Lets what is in progress finish and gives everything back; stop listening before. */
  readonly close: () => Promise<void>;
}

const openParts = async (options: YingdaOptions, folders: readonly string[]): Promise<Parts> => {
  const { config, dev, progress } = options;
  const clock = createClock(() => Date.now());
  const { nowMs } = clock;
  const log = options.log ?? createLog(config.logLevel);
  progress("storage");
  const opened = await openStorage(config, {
    clock,
    onLost: () => {
      log.fatal("another process serves from this data folder now; this one stops");
      process.exit(1);
    },
    onError: (err) => log.error({ err }, "the process lock could not be renewed"),
  });
  progress("plugins");
  const onChange = (account: string | null): void => accounts.forget(account);
  const shared = config.pluginsFolder;
  const plugins = await startPlugins({ folders, shared, isWatching: dev, onChange, log });
  const { library, store } = opened;
  const { env } = config;
  const { definitions, data } = plugins;
  const accounts: Accounts = createAccounts({ library, store, definitions, env, log });
  const compiler = createCompileProcess();
  const rules = createRuleLibrary({ library, store, compiler, plugins: data, nowMs, env });
  const copies = createCopies({ library, compiler, plugins: data, nowMs });
  const draftRules = createDraftRules({ library, copies, definitions });
  return { config, opened, accounts, draftRules, plugins, compiler, rules, log, clock, nowMs };
};

const watchAndPublish = (
  folders: readonly string[],
  { rules, accounts, log }: Parts,
  tell: () => Promise<void>,
) =>
  watchFolders(folders, (folder) => {
    importFolders([folder], { library: rules, log, publish: true })
      .then(accounts.refresh)
      .then(tell)
      .catch((error: unknown) => log.error({ err: error, folder }, "a change was not published"));
  });

/** Opens storage, plugins and account folders, and makes the webhook with all that runs beside it. Throws `AlreadyServed`. */
export const assembleYingda = async (options: YingdaOptions): Promise<Yingda> => {
  const { config, dev, progress } = options;
  const folders = await accountFolders(config.rulesFolder);
  const parts = await openParts(options, folders);
  const { accounts, plugins, rules, log, nowMs } = parts;
  await options.prepare?.(parts);
  progress("rules");
  await importFolders(folders, { library: rules, log, publish: dev });
  const settings = async (id: string) => (await accounts.find(id))?.settings ?? null;
  const hostsOf = async (id: string) => (await settings(id))?.hosts ?? [];
  let sandboxUrl: string | null = null;
  const { library } = parts.opened;
  const api = openApi({ library, env: config.env, sandboxUrl: () => sandboxUrl, log, nowMs });
  const { desk: orders, notify, publicUrl, setUrl } = openOrders(parts, api.pay);
  const maps = openMaps({ library, env: config.env, sandboxUrl: () => sandboxUrl, nowMs });
  const pages = openPages(parts, api.client, { orders, maps, publicUrl, setUrl });
  const pictures = openPictures(parts, { client: api.client, sandboxUrl: () => sandboxUrl });
  const templates = createNoticeTemplates(nowMs);
  const sendNotice = noticeSender({
    ...{ client: api.client, templates, notices: library.notices },
    ...{ settings, nowMs, log },
  });
  const own = openCallers({ client: api.client, settings, sendNotice, pages, orders, maps });
  const findHook = storedHooks(library.accounts, config.env);
  let loops: Loops | null = null;
  const webhook = createWebhook(
    webhookDeps(parts, {
      callers: [plugins.caller, httpCaller(hostsOf), pictures.caller, ...own],
      resolveMedia: mediaResolver(api),
      wake: () => loops?.wakeOutbox(),
    }),
  );
  const { post } = webhook;
  const from = { library, nowMs, settings, sendNotice, post, findHook, orders };
  const performers = performersOf(api, from);
  const { syncs, followers } = library;
  const sync = createSync({ syncs, followers, client: api.client, settings, nowMs });
  const broadcasting = broadcastDeps(parts, api, post);
  const broadcasts = createBroadcastDesk(broadcasting);
  loops = startLoops(parts, webhook, performers, [
    { name: "bringing followers", run: sync.run },
    { name: "broadcasting", run: createBroadcastJob(broadcasting).run },
    { name: "looking for places", run: placeJobOf(parts, maps).run },
    ...orderJobs(orders, library.accounts),
  ]);
  let published = async (): Promise<void> => {};
  const stopWatching = dev ? watchAndPublish(folders, parts, () => published()) : () => {};
  const close = async (): Promise<void> => {
    stopWatching();
    await webhook.idle();
    await loops?.stop();
    await api.client.idle();
    await pictures.recogniser.close();
    parts.compiler.close();
    plugins.close();
    await parts.opened.close();
  };
  const setSandboxUrl = (url: string): void => {
    sandboxUrl = url;
  };
  const whenPublished = (tell: () => Promise<void>): void => {
    published = tell;
  };
  const menus = menuDeskOf(api, { library, nowMs });
  const people = openDesks(parts, { post, client: api.client, findHook });
  const notices = noticeDesk(templates, api.client);
  const shown = { menus, broadcasts, notices, pages, maps, pictures, orders, notify };
  const desks = { ...shown, ...people };
  return { parts, webhook, api, ...desks, setSandboxUrl, whenPublished, close };
};
