import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Admin } from "./admin/admin.ts";
import { createAdmin } from "./admin/admin.ts";
import { createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { manageFollowers } from "./followers/manage.ts";
import { addressLookUp } from "./maps/locate-places.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";
import { createSandbox } from "./sandbox/sandbox.ts";
import { editorFolder } from "./start/build-editor.ts";
import { createConnectionCheck } from "./start/check-connection.ts";
import { mediaFilesOf } from "./start/media-files.ts";
import type { Parts } from "./start/parts.ts";
import { publishMenus } from "./start/publish-menus.ts";
import { isPlatformPath, sandboxAccounts } from "./start/sandbox-accounts.ts";
import { stopListening } from "./start/stop-listening.ts";
import type { Webhook } from "./webhook/webhook.ts";
import type { Yingda, YingdaOptions } from "./yingda.ts";
import { assembleYingda } from "./yingda.ts";

export interface Running {
  readonly url: string;
  /** Where the first administrator signs up, once; `null` when there is one. */
  readonly setupUrl: string | null;
  readonly accounts: readonly string[];
  /** Stops listening, lets what is in progress finish, gives everything back. */
  readonly close: () => Promise<void>;
}

const TEMPLATES_FOLDER = fileURLToPath(new URL("../rules/templates", import.meta.url));

const listen = (server: Server, { port, host }: Config): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === "object" && address !== null ? address.port : port;
      resolve(`http://${host.includes(":") ? `[${host}]` : host}:${actual}`);
    });
  });

const handler =
  (webhook: Webhook, app: ReturnType<typeof createApp>, sandbox: Sandbox | null) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const url = request.url ?? "/";
    if (url.startsWith("/wechat/")) webhook(request, response);
    else if (sandbox !== null && isPlatformPath(url)) sandbox.handler(request, response);
    else app(request, response);
  };

/** The local WeChat runs while it is asked for, or while any account lives on it. */
const openSandbox = async (parts: Parts): Promise<Sandbox | null> => {
  const { config, opened, clock, log } = parts;
  const { library, store } = opened;
  const accounts = await sandboxAccounts({ library, store, env: config.env, url: "" });
  if (!(config.sandbox ?? accounts.length > 0)) return null;
  const sandbox = createSandbox({
    file: join(config.dataFolder, "sandbox.db"),
    phoneFolder: editorFolder,
    log: (what, error) => log.error({ err: error }, what),
  });
  const ids = accounts.map(({ id }) => id);
  clock.follow(ids, () => sandbox.core.time.movedMs());
  return sandbox;
};

/** Tells the local WeChat what its accounts are and what their rules need of it; gives their ids. */
const describeAccounts = async (
  sandbox: Sandbox,
  { parts }: Yingda,
  url: string,
): Promise<readonly string[]> => {
  const { library, store } = parts.opened;
  const sandboxed = await sandboxAccounts({ library, store, env: parts.config.env, url });
  sandbox.addAccounts(
    sandboxed.map(({ samples: _, codes: __, templates: ___, ...account }) => account),
  );
  for (const { id, samples, codes, templates } of sandboxed) {
    sandbox.addSamples(id, samples);
    sandbox.addCodes(id, codes);
    sandbox.addTemplates(id, templates);
  }
  const ids = sandboxed.map(({ id }) => id);
  parts.clock.follow(ids, () => sandbox.core.time.movedMs());
  return ids;
};

const introduce = async (sandbox: Sandbox | null, yingda: Yingda, url: string) => {
  if (sandbox === null) return;
  const { accounts, log } = yingda.parts;
  yingda.setSandboxUrl(url);
  sandbox.setPublicUrl(url);
  const ids = await describeAccounts(sandbox, yingda, url);
  // Nobody waits for it: the server is ready without.
  publishMenus(ids, { menus: yingda.menus, accounts, log }).catch((error: unknown) => {
    log.error({ err: error }, "menus were not published");
  });
};

interface Told {
  /** What an account serves has changed. */
  readonly onServed: () => Promise<void>;
  /** An account itself has changed. */
  readonly onAccount: () => Promise<void>;
}

const openAdmin = (
  { parts, menus, broadcasts, api, inbox, notices, maps, pictures, orders }: Yingda,
  { onServed, onAccount }: Told,
): Admin => {
  const { config, opened, compiler, plugins, rules, accounts, log, nowMs } = parts;
  const { library, store } = opened;
  return createAdmin({
    library,
    store,
    compiler,
    plugins,
    setSchedules: rules.setSchedules,
    nowMs,
    env: config.env,
    log,
    publicUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
    templatesFolder: TEMPLATES_FOLDER,
    onServed: async () => {
      await accounts.refresh();
      await onServed();
    },
    onAccount: async (account) => {
      accounts.forget(account);
      await onAccount();
    },
    connection: createConnectionCheck(api.client),
    onTesters: accounts.forget,
    mediaFiles: mediaFilesOf(library.accounts),
    menus,
    broadcasts,
    followers: manageFollowers({
      ...{ followers: library.followers, client: api.client, tagIds: api.tagIds, nowMs },
      settings: async (id) => (await accounts.find(id))?.settings ?? null,
    }),
    codes: api.codes,
    pictures: pictures.desk,
    maps,
    lookUp: addressLookUp(maps),
    inbox,
    notices,
    orders,
  });
};

/** The local WeChat comes first where accounts live by its time; on the very first start its accounts are still to be brought in. */
const assemble = async (
  options: YingdaOptions,
): Promise<{ readonly yingda: Yingda; readonly sandbox: Sandbox | null }> => {
  const early: Sandbox[] = [];
  const prepare = async (parts: Parts): Promise<void> => {
    const sandbox = await openSandbox(parts);
    if (sandbox !== null) early.push(sandbox);
  };
  try {
    const yingda = await assembleYingda({ ...options, prepare });
    return { yingda, sandbox: early[0] ?? (await openSandbox(yingda.parts)) };
  } catch (error) {
    await early[0]?.close();
    throw error;
  }
};

/** Starts everything: storage, plugins, account folders, webhook, outbox, timers, the local WeChat. */
export const startServer = async (options: YingdaOptions): Promise<Running> => {
  const { yingda, sandbox } = await assemble(options);
  const { config, opened, log } = yingda.parts;
  let isReady = false;
  let meet = async (): Promise<void> => {};
  let describe = async (): Promise<void> => {};
  const admin = openAdmin(yingda, { onServed: () => describe(), onAccount: () => meet() });
  const app = createApp({
    isReady: () => isReady,
    routers: [
      { path: "/api", router: admin.router },
      { path: "/p", router: yingda.pages.router },
      { path: "/", router: yingda.pages.proof },
      { path: "/hooks", router: yingda.hooks },
      { path: "/pay", router: yingda.notify },
    ],
    editorFolder,
    log,
  });
  const server = createServer(handler(yingda.webhook, app, sandbox));
  options.progress("listen");
  const url = await listen(server, config).catch(async (error: unknown) => {
    await sandbox?.close();
    await yingda.close();
    throw error;
  });
  yingda.pages.setUrl(url);
  meet = () => introduce(sandbox, yingda, url);
  if (sandbox !== null) describe = async () => void (await describeAccounts(sandbox, yingda, url));
  yingda.whenPublished(() => describe());
  await meet();
  isReady = true;
  const close = async (): Promise<void> => {
    isReady = false;
    await stopListening(server);
    await sandbox?.close();
    await yingda.close();
  };
  const setupPath = await admin.setupPath();
  const setupUrl = setupPath === null ? null : `${url}${setupPath}`;
  return {
    url,
    setupUrl,
    accounts: (await opened.library.accounts.list()).map(({ id }) => id),
    close,
  };
};
