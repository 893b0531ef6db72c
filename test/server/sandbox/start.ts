import type { IncomingMessage, Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { RunningSandbox, SandboxOptions } from "../../../server/sandbox/sandbox.ts";
import { startSandbox } from "../../../server/sandbox/sandbox.ts";
import type { AccountInput } from "../../../server/sandbox/state/accounts.ts";

/** A moment every test begins at: 2026-11-23 10:00 in Beijing. */
export const startMs = Date.UTC(2026, 10, 23, 2);

/** An account of a verified service account in plain mode. */
export const shop: AccountInput = {
  id: "shop",
  name: "小店",
  appId: "wx0123456789abcdef",
  appSecret: "0123456789abcdef0123456789abcdef",
  originalId: "gh_1f2e3d4c5b6a",
  token: "sandbox_token_01",
};

/** What JSON may be, loosely: tests look into answers. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails otherwise
export type Loose = any;

/** A file in a form. */
export interface Sent {
  readonly bytes: Buffer;
  readonly name: string;
  readonly type: string;
  readonly field?: string;
}

/** Bytes that begin as a file of that kind does. */
export const sample = {
  png: { bytes: Buffer.from("\x89PNG\r\n\x1a\n rest", "latin1"), name: "a.png", type: "image/png" },
  jpg: { bytes: Buffer.from("\xff\xd8\xff\xe0 rest", "latin1"), name: "a.jpg", type: "image/jpeg" },
  amr: { bytes: Buffer.from("#!AMR\n\x3c\x00", "latin1"), name: "a.amr", type: "audio/amr" },
  mp4: {
    bytes: Buffer.from("\x00\x00\x00\x18ftypmp42", "latin1"),
    name: "a.mp4",
    type: "video/mp4",
  },
} as const;

/** A sandbox on a free port, closed with its test, and what is asked of it. */
export interface Tried {
  readonly sandbox: RunningSandbox;
  readonly get: (path: string) => Promise<Loose>;
  readonly post: (path: string, body?: unknown) => Promise<Loose>;
  /** An API call with a fresh token of the account. */
  readonly api: (path: string, body?: unknown, account?: AccountInput) => Promise<Loose>;
  /** Sends a file as a form, with a fresh token. */
  readonly upload: (
    path: string,
    file: Sent,
    fields?: Readonly<Record<string, string>>,
  ) => Promise<Loose>;
  /** A person of the account who has just written, or follows only. */
  readonly person: (name: string, wrote?: boolean) => Promise<string>;
  readonly control: (path: string, body?: unknown) => Promise<Loose>;
  /** Moves the clock it was given. */
  readonly tick: (ms: number) => void;
}

/** Starts a sandbox whose clock stands still unless it is moved. */
export const trySandbox = async (options: Partial<SandboxOptions> = {}): Promise<Tried> => {
  let nowMs = startMs;
  const sandbox = await startSandbox({
    file: ":memory:",
    clock: () => nowMs,
    accounts: [shop],
    deliver: { gapMs: 0 },
    port: 0,
    ...options,
  });
  onTestFinished(() => sandbox.close());
  const get = async (path: string): Promise<Loose> => (await fetch(sandbox.url + path)).json();
  const post = async (path: string, body: unknown = {}): Promise<Loose> => {
    const response = await fetch(sandbox.url + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return response.json();
  };
  const tokens = new Map<string, string>();
  const tokenOf = async (account: AccountInput): Promise<string> => {
    const { appId, appSecret } = sandbox.core.accounts.get(account.id) ?? account;
    const known = tokens.get(account.id);
    if (known !== undefined && "account" in sandbox.core.tokens.check(known)) return known;
    const query = `grant_type=client_credential&appid=${appId}&secret=${appSecret}`;
    const { access_token } = await get(`/cgi-bin/token?${query}`);
    tokens.set(account.id, access_token);
    return access_token;
  };
  const api = async (path: string, body?: unknown, account = shop): Promise<Loose> => {
    const mark = path.includes("?") ? "&" : "?";
    const full = `${path}${mark}access_token=${await tokenOf(account)}`;
    return body === undefined ? get(full) : post(full, body);
  };
  const upload: Tried["upload"] = async (path, file, fields = {}) => {
    const form = new FormData();
    const { bytes, name, type, field = "media" } = file;
    form.set(field, new Blob([new Uint8Array(bytes)], { type }), name);
    for (const [key, value] of Object.entries(fields)) form.set(key, value);
    const mark = path.includes("?") ? "&" : "?";
    const url = `${sandbox.url}${path}${mark}access_token=${await tokenOf(shop)}`;
    return (await fetch(url, { method: "POST", body: form })).json();
  };
  const person: Tried["person"] = async (name, wrote = true) => {
    const { openid } = sandbox.core.followers.meet("shop", name);
    const message = { kind: "text", text: "hi" };
    if (wrote) await sandbox.core.pusher.push({ account: "shop", from: name, message });
    return openid;
  };
  const control = (path: string, body?: unknown): Promise<Loose> =>
    body === undefined ? get(`/sandbox/api${path}`) : post(`/sandbox/api${path}`, body);
  const tick = (ms: number): void => {
    nowMs += ms;
  };
  return { sandbox, get, post, api, upload, person, control, tick };
};

/** One request that a developer's address received. */
export interface Received {
  readonly url: URL;
  readonly body: string;
  readonly contentType: string;
}

/** A developer's address of a few lines: `answer` gives status and body, or never comes. */
export const listen = async (
  answer: (request: Received, place: number) => Promise<string | number> | string | number,
): Promise<{ readonly url: string; readonly received: readonly Received[]; server: Server }> => {
  const received: Received[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const parts: Buffer[] = [];
    try {
      for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    } catch {
      return; // the sandbox has hung up, as it may
    }
    const one = {
      url: new URL(request.url ?? "/", "http://bot"),
      body: Buffer.concat(parts).toString("utf8"),
      contentType: request.headers["content-type"] ?? "",
    };
    received.push(one);
    const said = await answer(one, received.length - 1);
    if (typeof said === "number") response.writeHead(said).end();
    else response.end(said);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    server,
  };
};

/** A text answer to whoever wrote. */
export const textAnswer = (pushXml: string, text: string): string => {
  const name = (tag: string): string =>
    new RegExp(`<${tag}><!\\[CDATA\\[(.*?)\\]\\]></${tag}>`).exec(pushXml)?.[1] ?? "";
  return `<xml><ToUserName><![CDATA[${name("FromUserName")}]]></ToUserName><FromUserName><![CDATA[${name("ToUserName")}]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${text}]]></Content></xml>`;
};
