import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Faults } from "./api/faults.ts";
import { apiGroups } from "./api/groups.ts";
import { answerApi, quotaOf } from "./api/pipeline.ts";
import type { KnownCode } from "./api/qr-code.ts";
import { addCodes } from "./api/qr-code.ts";
import type { TemplateSample } from "./api/template.ts";
import { addTemplates } from "./api/template.ts";
import { Verdicts } from "./api/verdicts.ts";
import { answerControl, controlPrefix } from "./control/control.ts";
import type { Core } from "./core.ts";
import { writeJson } from "./http.ts";
import { answerPages } from "./pages/pages.ts";
import { openPay } from "./pay/pay.ts";
import type { PushDefaults } from "./push/order.ts";
import { usualDefaults } from "./push/order.ts";
import { Pusher } from "./push/push.ts";
import { sampleOf } from "./push/samples.ts";
import type { AccountInput } from "./state/accounts.ts";
import { Quotas } from "./state/quotas.ts";
import { openState, resetState } from "./state/state.ts";
import { Tokens } from "./state/tokens.ts";

/** What a sandbox is made with. */
export interface SandboxOptions {
  /** Its SQLite file, or `:memory:`. */
  readonly file: string;
  readonly accounts?: readonly AccountInput[];
  /** Milliseconds since 1970; the system's clock when absent. */
  readonly clock?: () => number;
  /** Every id depends on it. */
  readonly seed?: string;
  /** Where it is reached; `startSandbox` knows by itself. */
  readonly publicUrl?: string;
  /** A folder with the built phone page (`phone.html`, `assets/`), served at `/phone/:account`. */
  readonly phoneFolder?: string;
  readonly deliver?: Partial<PushDefaults>;
  /** Told of failures of the sandbox itself. */
  readonly log?: (what: string, error: unknown) => void;
}

/** A permanent file that only its id is known of. */
export interface Sample {
  readonly mediaId: string;
  readonly type: "image" | "voice" | "video" | "thumb";
}

/** A whole WeChat on this machine. */
export interface Sandbox {
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
  /** What the control API does, without HTTP. */
  readonly core: Core;
  /** Adds accounts or changes them. Throws for an EncodingAESKey that is none. */
  readonly addAccounts: (accounts: readonly AccountInput[]) => void;
  /** Puts a sample where the account's console would hold a file under that id, unless one is there. */
  readonly addSamples: (account: string, samples: readonly Sample[]) => void;
  /** Makes the QR codes of these scenes that the account has not. */
  readonly addCodes: (account: string, codes: readonly KnownCode[]) => void;
  /** Puts a template where the account's console would hold one of that id, unless one is there. */
  readonly addTemplates: (account: string, templates: readonly TemplateSample[]) => void;
  readonly setPublicUrl: (url: string) => void;
  /** Empties everything but the accounts. */
  readonly reset: () => void;
  /** Stops what is under way, then closes the file. */
  readonly close: () => Promise<void>;
}

const makeCore = (options: SandboxOptions, publicUrl: () => string): Core => {
  const state = openState({
    file: options.file,
    clock: options.clock ?? Date.now,
    seed: options.seed ?? "yingda",
  });
  for (const group of apiGroups)
    if (group.tables !== undefined) state.database.define(group.tables);
  return {
    ...state,
    tokens: new Tokens(state.database, state.ids, state.time),
    quotas: new Quotas(state.database, state.time),
    faults: new Faults(),
    verdicts: new Verdicts(),
    pusher: new Pusher(
      state,
      { ...usualDefaults, ...options.deliver },
      { publicUrl, failed: (error) => options.log?.("push", error) },
    ),
    pay: openPay(state, (error) => options.log?.("pay", error)),
    quotaOf,
    publicUrl,
  };
};

const addSamples = ({ media }: Core, account: string, samples: readonly Sample[]): void => {
  for (const { mediaId, type } of samples) {
    if (media.record(account, mediaId) !== undefined) continue;
    const { bytes, contentType, ending } = sampleOf(type);
    const name = `${mediaId}.${ending}`;
    media.put({ mediaId, account, type, name, contentType, bytes, permanent: true });
  }
};

const answer = async (
  core: Core,
  phoneFolder: string | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const url = new URL(request.url ?? "/", "http://sandbox");
  if (url.pathname === controlPrefix || url.pathname.startsWith(`${controlPrefix}/`))
    return answerControl(core, request, response, url);
  if (await answerPages(phoneFolder, request, response, url)) return;
  await answerApi(core, request, response, url);
};

/** Makes a sandbox; `handler` serves it wherever it is mounted at the root of a host. */
export const createSandbox = (options: SandboxOptions): Sandbox => {
  let publicUrl = options.publicUrl ?? "http://127.0.0.1";
  const core = makeCore(options, () => publicUrl);
  const addAccounts = (accounts: readonly AccountInput[]): void => {
    for (const account of accounts) core.accounts.put(account);
  };
  addAccounts(options.accounts ?? []);
  const handler: Sandbox["handler"] = (request, response) => {
    answer(core, options.phoneFolder ?? null, request, response).catch((error: unknown) => {
      options.log?.(`${request.method} ${request.url}`, error);
      if (response.headersSent) response.destroy();
      else writeJson(response, 500, { errcode: -1, errmsg: "system error" });
    });
  };
  return {
    handler,
    core,
    addAccounts,
    addSamples: (account, samples) => addSamples(core, account, samples),
    addCodes: (account, codes) => addCodes(core, account, codes),
    addTemplates: (account, templates) => addTemplates(core, account, templates),
    setPublicUrl: (url) => {
      publicUrl = url;
    },
    reset: () => resetState(core),
    close: async () => {
      await core.pusher.close();
      await core.pay.close();
      core.database.close();
    },
  };
};

/** A sandbox that listens. */
export interface RunningSandbox extends Sandbox {
  readonly url: string;
  readonly server: Server;
}

/** Makes a sandbox and listens on `port` (0: any free one) of `host` (loopback unless said otherwise). */
export const startSandbox = async (
  options: SandboxOptions & { readonly port: number; readonly host?: string },
): Promise<RunningSandbox> => {
  const sandbox = createSandbox(options);
  const server = createServer(sandbox.handler);
  const host = options.host ?? "127.0.0.1";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, host, resolve);
  });
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  sandbox.setPublicUrl(options.publicUrl ?? url);
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await sandbox.close();
  };
  return { ...sandbox, url, server, close };
};
