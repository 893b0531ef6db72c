import { within } from "../within.ts";
import type { OwnCode } from "./own-codes.ts";

/** One request of ours to the platform. */
export interface Asked {
  readonly url: URL;
  readonly method: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Ends the call early. */
  readonly signal?: AbortSignal;
}
export type Answered =
  | { readonly ok: true; readonly contentType: string; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly code: OwnCode; readonly detail: string };
/** Makes one HTTP request and never throws; follows no redirect. */
export type Exchange = (asked: Asked) => Promise<Answered>;

const failed = (code: OwnCode, detail: string): Answered => ({ ok: false, code, detail });

class TooLarge extends Error {}

/** Reads the whole body; a length that was announced and not kept is an error of `fetch`. */
const readBody = async (response: Response, maxBytes: number): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > maxBytes) throw new TooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
};

const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "";
  const { cause } = error;
  if (cause instanceof Error && "code" in cause) return String(cause.code);
  return cause instanceof Error ? cause.name : error.name;
};

const failureOf = (error: unknown, signal: AbortSignal): Answered => {
  if (error instanceof TooLarge) return failed("wechat-too-large", "");
  // The address stays out: it carries the token.
  return signal.aborted
    ? failed("wechat-timeout", "")
    : failed("wechat-unreachable", causeOf(error));
};

const exchange = async (
  { url, method, headers, body, maxBytes }: Asked,
  fetchIt: typeof fetch,
  signal: AbortSignal,
): Promise<Answered> => {
  try {
    const response = await fetchIt(url, {
      method,
      redirect: "manual",
      signal,
      headers: { "user-agent": "yingda", ...headers },
      ...(body === undefined ? {} : { body }),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      return failed("wechat-http", `HTTP ${response.status}`);
    }
    const contentType = response.headers.get("content-type") ?? "";
    return { ok: true, contentType, bytes: await readBody(response, maxBytes) };
  } catch (error) {
    return failureOf(error, signal);
  }
};

/** Over `fetch`, which keeps connections open between calls. */
export const makeExchange =
  (fetchIt: typeof fetch = fetch): Exchange =>
  (asked) =>
    within({ limitMs: asked.timeoutMs, outer: asked.signal }, (signal) =>
      exchange(asked, fetchIt, signal),
    );
