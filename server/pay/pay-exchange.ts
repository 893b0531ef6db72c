import { within } from "../within.ts";

/** One request of ours to WeChat Pay. */
export interface PayAsked {
  readonly url: URL;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}
export type PayAnswered =
  | {
      readonly ok: true;
      readonly status: number;
      readonly header: (name: string) => string;
      readonly bytes: Uint8Array;
    }
  | {
      readonly ok: false;
      readonly code: "unreachable" | "timeout" | "too-large";
      readonly detail: string;
    };
/** Makes one HTTP request and never throws; follows no redirect. Every status is an answer. */
export type PayExchange = (asked: PayAsked) => Promise<PayAnswered>;

class TooLarge extends Error {}

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
  return cause instanceof Error && "code" in cause ? String(cause.code) : error.name;
};

const exchange = async (
  { url, method, headers, body, maxBytes }: PayAsked,
  fetchIt: typeof fetch,
  signal: AbortSignal,
): Promise<PayAnswered> => {
  try {
    const response = await fetchIt(url, {
      method,
      redirect: "manual",
      signal,
      headers: { "user-agent": "yingda", ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const bytes = await readBody(response, maxBytes);
    const header = (name: string): string => response.headers.get(name) ?? "";
    return { ok: true, status: response.status, header, bytes };
  } catch (error) {
    if (error instanceof TooLarge) return { ok: false, code: "too-large", detail: "" };
    if (signal.aborted) return { ok: false, code: "timeout", detail: "" };
    return { ok: false, code: "unreachable", detail: causeOf(error) };
  }
};

/** Over `fetch`, which keeps connections open between calls. */
export const makePayExchange =
  (fetchIt: typeof fetch = fetch): PayExchange =>
  (asked) =>
    within({ limitMs: asked.timeoutMs }, (signal) => exchange(asked, fetchIt, signal));
