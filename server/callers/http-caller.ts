import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import type { Json } from "../../engine/index.ts";
import type { Caller, Performed } from "../effects/performer.ts";
import type { CheckedHost } from "./public-address.ts";
import { checkHost } from "./public-address.ts";

/** What an `http` action asks for. */
export interface HttpArgs {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
}
/** Larger answers are refused (language.md §6). */
const MAX_BYTES = 64 * 1024;
const never = (code: string): Performed => ({ kind: "never", code });

interface Answered {
  readonly status: number;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Connects to the address that was checked, whatever the name says by now. */
const pinnedTo =
  ({ address, family }: CheckedHost): LookupFunction =>
  (_host, options, done) => {
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };

const bodyText = (body: Json): string => (typeof body === "string" ? body : JSON.stringify(body));

const headersOf = (args: HttpArgs, key: string): Record<string, string> => {
  const names = Object.keys(args.headers).map((name) => name.toLowerCase());
  const hasType = names.includes("content-type");
  const isText = typeof args.body === "string";
  const type = isText ? "text/plain; charset=utf-8" : "application/json; charset=utf-8";
  return {
    "user-agent": "yingda",
    accept: "application/json, text/*",
    ...(args.body === null || hasType ? {} : { "content-type": type }),
    "webhook-id": key,
    ...args.headers,
  };
};

const collect = (response: http.IncomingMessage): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    response.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes > MAX_BYTES) response.destroy(new Error("too-large"));
    });
    response.on("error", reject);
    response.on("end", () => {
      const type = response.headers["content-type"] ?? "";
      resolve({ status: response.statusCode ?? 0, type, bytes: Buffer.concat(chunks) });
    });
  });

const request = (url: URL, host: CheckedHost, args: HttpArgs, key: string, signal: AbortSignal) =>
  new Promise<Answered>((resolve, reject) => {
    const { request: open } = url.protocol === "https:" ? https : http;
    const headers = headersOf(args, key);
    const options = { method: args.method, headers, lookup: pinnedTo(host), signal, agent: false };
    const outgoing = open(url, options as http.RequestOptions, (response) => {
      collect(response).then(resolve, reject);
    });
    outgoing.on("error", reject);
    outgoing.end(args.body === null ? undefined : bodyText(args.body));
  });

const read = ({ type, bytes }: Answered): Json => {
  const body = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  return /\bjson\b/.test(type) && body !== "" ? (JSON.parse(body) as Json) : body;
};

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "http-failed";
  if (error.name === "AbortError" || error.name === "TimeoutError") return "http-timeout";
  if (error.message === "too-large") return "http-too-large";
  return error instanceof SyntaxError || error instanceof TypeError
    ? "http-unreadable"
    : "http-failed";
};

/** Makes the requests of `http` actions: only to hosts the account lists, without redirects, 64 kB at most. */
export const httpCaller = (hostsOf: (account: string) => Promise<readonly string[]>): Caller => ({
  kind: "http",
  answer: async (call, { account, key, signal }) => {
    const args = call.args as unknown as HttpArgs;
    if (!URL.canParse(args.url)) return never("http-bad-url");
    const url = new URL(args.url);
    if (!/^https?:$/.test(url.protocol) || url.username !== "") return never("http-bad-url");
    try {
      const host = await checkHost(url, await hostsOf(account));
      if (host === null) return never("http-host-not-listed");
      const answered = await request(url, host, args, key, signal);
      if (answered.status < 200 || answered.status > 299) return never(`http-${answered.status}`);
      return { kind: "done", value: read(answered) };
    } catch (error) {
      return never(codeOf(error));
    }
  },
});
