import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import type { CheckedHost } from "./public-address.ts";

/** Larger answers are refused (language.md §6). */
const MAX_BYTES = 64 * 1024;

/** One request of ours to a system of the account's own. */
export interface HttpRequest {
  readonly url: URL;
  /** Where to connect, whatever the name says by now. */
  readonly host: CheckedHost;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly signal: AbortSignal;
}
export interface HttpAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** Connects to the address that was checked. */
const pinnedTo =
  ({ address, family }: CheckedHost): LookupFunction =>
  (_host, options, done) => {
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };

const collect = (response: http.IncomingMessage): Promise<HttpAnswer> =>
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
      const { statusCode, headers } = response;
      resolve({ status: statusCode ?? 0, headers, bytes: Buffer.concat(chunks) });
    });
  });

/** Makes a request: no redirect is followed, 64 kB at most are read. Rejects with what `httpFailure` names. */
export const requestHttp = ({ url, host, method, headers, body, signal }: HttpRequest) =>
  new Promise<HttpAnswer>((resolve, reject) => {
    const { request: open } = url.protocol === "https:" ? https : http;
    const options = { method, headers, lookup: pinnedTo(host), signal, agent: false };
    const outgoing = open(url, options as http.RequestOptions, (response) => {
      collect(response).then(resolve, reject);
    });
    outgoing.on("error", reject);
    outgoing.end(body ?? undefined);
  });

/** The code of a request that came to nothing. */
export const httpFailure = (error: unknown): string => {
  if (!(error instanceof Error)) return "http-failed";
  if (error.name === "AbortError" || error.name === "TimeoutError") return "http-timeout";
  if (error.message === "too-large") return "http-too-large";
  return error instanceof SyntaxError || error instanceof TypeError
    ? "http-unreadable"
    : "http-failed";
};
