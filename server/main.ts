import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import type { InboundEvent, Media } from "../engine/index.ts";
import { applyChanges, builtIn, nextTickMs, respond, schedulesOf } from "../engine/index.ts";
import type { Accounts } from "./accounts/accounts.ts";
import { createAccounts } from "./accounts/accounts.ts";
import { createApp } from "./app.ts";
import { httpCaller } from "./callers/http-caller.ts";
import type { Config } from "./config.ts";
import type { Loop } from "./effects/loop.ts";
import { startLoop } from "./effects/loop.ts";
import { createOutbox } from "./effects/outbox.ts";
import type { Performer } from "./effects/performer.ts";
import { recordPerformer } from "./effects/record.ts";
import { createLog } from "./log.ts";
import type { PluginHost } from "./plugins/plugin-host.ts";
import { startPluginHost } from "./plugins/plugin-host.ts";
import { createCompileProcess } from "./rules/compile-process.ts";
import { accountFolders } from "./rules/read-folder.ts";
import { createRuleLibrary } from "./rules/rule-library.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";
import { createSandbox } from "./sandbox/sandbox.ts";
import { importFolders } from "./start/import-folders.ts";
import { openStorage } from "./start/open-storage.ts";
import { isPlatformPath, sandboxAccounts } from "./start/sandbox-accounts.ts";
import { watchFolders } from "./start/watch-folders.ts";
import type { OpenStore } from "./storage/sqlite-store.ts";
import type { ScheduleTick } from "./storage/store.ts";
import type { WebhookAccount, WebhookDeps } from "./webhook/deps.ts";
import type { Webhook } from "./webhook/webhook.ts";
import { createWebhook } from "./webhook/webhook.ts";

export interface StartOptions {
  readonly config: Config;
  /** Watches the rule folders and publishes what changes (`npm run dev`). */
  readonly dev: boolean;
  /** Says what is being done. */
  readonly progress: (what: string) => void;
  readonly log?: Logger;
}
export interface Running {
  readonly url: string;
  readonly accounts: readonly string[];
  /** Stops listening, lets what is in progress finish, gives everything back. */
  readonly close: () => Promise<void>;
}

const OUTBOX_IDLE_MS = 200;
const DUE_IDLE_MS = 500;
const REFRESH_MS = 1_000;
const DUE_AT_ONCE = 100;
const HOUSEKEEPING_MS = 600_000;
const DAY_MS = 86_400_000;
const STOP_MS = 5_000;

/** What `npm run build` makes of the editor and the phone. */
const EDITOR_FOLDER = fileURLToPath(new URL("../dist/editor", import.meta.url));

const nowMs = (): number => Date.now();

const nextTick = (
  { rules, settings }: WebhookAccount,
  event: InboundEvent,
): ScheduleTick | null => {
  if (event.kind !== "due" || event.what !== "schedule") return null;
  const schedule = schedulesOf(rules).find(({ path }) => path === event.path);
  const dueAtMs = schedule ? nextTickMs(schedule.cron, settings.timezone, nowMs()) : null;
  return dueAtMs === null ? null : { path: event.path, version: rules.version, dueAtMs };
};

const resolveMedia = async (_account: WebhookAccount, media: Media): Promise<string> => {
  if ("mediaId" in media) return media.mediaId;
  throw new Error(`${media.file} has not been uploaded to the platform`);
};

interface Parts {
  readonly opened: OpenStore;
  readonly accounts: Accounts;
  readonly plugins: PluginHost;
  readonly log: Logger;
}

const webhookDeps = ({ opened, accounts, plugins, log }: Parts, wake: () => void): WebhookDeps => {
  const hostsOf = async (id: string) => (await accounts.find(id))?.settings.hosts ?? [];
  const callers = [plugins.caller, httpCaller(hostsOf)];
  return {
    account: accounts.find,
    rulesAt: accounts.rulesAt,
    respond,
    applyChanges,
    nextTick,
    store: opened.store,
    callers: new Map(callers.map((caller) => [caller.kind, caller])),
    resolveMedia,
    nowMs,
    seed: () => Math.random().toString(36).slice(2),
    log,
    wake,
    timers: { set: setTimeout, clear: (timer) => clearTimeout(timer as NodeJS.Timeout) },
  };
};

const performersOf = ({ opened }: Parts): ReadonlyMap<string, Performer> => {
  const all = [recordPerformer(opened.library.records, nowMs)] as unknown as readonly Performer[];
  return new Map(all.map((performer) => [performer.kind, performer]));
};

const keepHouse = async ({ library }: OpenStore, config: Config): Promise<number> => {
  const before = nowMs() - config.keepDays * DAY_MS;
  const what = { deliveriesBeforeMs: before, tracesBeforeMs: before, limit: 1000 };
  for (const { id } of await library.accounts.list()) {
    while ((await library.housekeeping.purgeDeliveries(id, what)).isMore);
    await library.housekeeping.pruneRuleSets(id, 50);
  }
  return 0;
};

const startLoops = (
  parts: Parts,
  webhook: Webhook,
  config: Config,
): { outbox: Loop; all: readonly Loop[] } => {
  const { opened, accounts, log } = parts;
  const failed = (what: string) => (error: unknown) => log.error({ err: error }, what);
  const outboxDeps = {
    store: opened.store,
    performers: performersOf(parts),
    nowMs,
    random: Math.random,
    log,
  };
  const outbox = startLoop(
    createOutbox(outboxDeps).run,
    OUTBOX_IDLE_MS,
    failed("the outbox failed"),
  );
  const due = async (): Promise<number> => {
    const events = await opened.store.takeDue(nowMs(), DUE_AT_ONCE);
    await webhook.runDue(events);
    return events.length;
  };
  const all = [
    outbox,
    startLoop(due, DUE_IDLE_MS, failed("timers failed")),
    startLoop(
      async () => {
        await accounts.refresh();
        return 0;
      },
      REFRESH_MS,
      failed("refresh failed"),
    ),
    startLoop(() => keepHouse(opened, config), HOUSEKEEPING_MS, failed("housekeeping failed")),
  ];
  return { outbox, all };
};

const listen = (server: Server, { port, host }: Config): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === "object" && address !== null ? address.port : port;
      resolve(`http://${host.includes(":") ? `[${host}]` : host}:${actual}`);
    });
  });

const stopListening = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), STOP_MS).unref();
  });

const pluginsOf = (
  { config, dev }: StartOptions,
  folders: readonly string[],
  { log, forget }: { readonly log: Logger; readonly forget: (account: string | null) => void },
): Promise<PluginHost> => {
  const places = folders.map((folder) => ({
    account: basename(folder),
    folder: join(folder, "plugins"),
  }));
  const shared =
    config.pluginsFolder === null ? [] : [{ account: null, folder: config.pluginsFolder }];
  return startPluginHost({
    places: [...shared, ...places],
    log,
    taken: {
      actions: builtIn.actions.map(({ name }) => name),
      facts: builtIn.facts.map(({ name }) => name),
    },
    isWatching: dev,
    onChange: forget,
  });
};

const handler =
  (webhook: Webhook, app: ReturnType<typeof createApp>, sandbox: Sandbox | null) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const url = request.url ?? "/";
    if (url.startsWith("/wechat/")) webhook(request, response);
    else if (sandbox !== null && isPlatformPath(url)) sandbox.handler(request, response);
    else app(request, response);
  };

/** The local WeChat runs while it is asked for, or while any account lives on it. */
const openSandbox = async (
  { config }: StartOptions,
  { opened, log }: Parts,
): Promise<Sandbox | null> => {
  const { library, store } = opened;
  const accounts = await sandboxAccounts({ library, store, env: config.env, url: "" });
  if (!(config.sandbox ?? accounts.length > 0)) return null;
  return createSandbox({
    file: join(config.dataFolder, "sandbox.db"),
    phoneFolder: EDITOR_FOLDER,
    log: (what, error) => log.error({ err: error }, what),
  });
};

const closer = (
  server: Server,
  webhook: Webhook,
  {
    loops,
    opened,
    sandbox,
    ends,
  }: {
    loops: readonly Loop[];
    opened: OpenStore;
    sandbox: Sandbox | null;
    ends: readonly (() => void)[];
  },
) => {
  return async (): Promise<void> => {
    for (const end of ends) end();
    await stopListening(server);
    await webhook.idle();
    await Promise.all(loops.map((loop) => loop.stop()));
    await sandbox?.close();
    await opened.close();
  };
};

/** Starts everything: storage, plugins, account folders, webhook, outbox, timers. */
export const startServer = async (options: StartOptions): Promise<Running> => {
  const { config, dev, progress } = options;
  const log = options.log ?? createLog(config.logLevel);
  progress("storage");
  const onLost = (): void => {
    log.fatal("another process serves from this data folder now; this one stops");
    process.exit(1);
  };
  const onError = (err: unknown): void =>
    log.error({ err }, "the process lock could not be renewed");
  const opened = await openStorage(config, { nowMs, onLost, onError });
  const { library, store } = opened;
  const { env } = config;
  const folders = await accountFolders(config.rulesFolder);
  progress("plugins");
  const forget = (account: string | null): void => accounts.forget(account);
  const plugins = await pluginsOf(options, folders, { log, forget });
  const { definitions } = plugins;
  const accounts: Accounts = createAccounts({ library, store, definitions, env, log });
  progress("rules");
  const compiler = createCompileProcess();
  const rules = createRuleLibrary({ library, store, compiler, plugins: plugins.data, nowMs, env });
  await importFolders(folders, { library: rules, log, publish: dev });
  const parts: Parts = { opened, accounts, plugins, log };
  let outbox: Loop | null = null;
  const webhook = createWebhook(webhookDeps(parts, () => outbox?.wake()));
  const loops = startLoops(parts, webhook, config);
  outbox = loops.outbox;
  const publish = (folder: string): void => {
    const imported = importFolders([folder], { library: rules, log, publish: true });
    imported.then(accounts.refresh).catch((error: unknown) => log.error({ err: error }, folder));
  };
  const stopWatching = dev ? watchFolders(folders, publish) : () => {};
  let isReady = false;
  const app = createApp({ isReady: () => isReady, routers: [], log });
  const sandbox = await openSandbox(options, parts);
  const server = createServer(handler(webhook, app, sandbox));
  progress("listen");
  const url = await listen(server, config);
  sandbox?.setPublicUrl(url);
  sandbox?.addAccounts(await sandboxAccounts({ library, store, env, url }));
  isReady = true;
  const ends = [
    () => {
      isReady = false;
    },
    stopWatching,
    compiler.close,
    plugins.close,
  ];
  const close = closer(server, webhook, { loops: loops.all, opened, sandbox, ends });
  return { url, accounts: (await library.accounts.list()).map(({ id }) => id), close };
};
