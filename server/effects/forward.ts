import type { HttpAnswer } from "../callers/http-request.ts";
import { httpFailure, requestHttp } from "../callers/http-request.ts";
import { checkHost } from "../callers/public-address.ts";
import { signHook } from "../callers/sign-hook.ts";
import type { FindHook, Hook } from "../hooks/find-hook.ts";
import { within } from "../within.ts";
import type { Performed, Performer } from "./performer.ts";

const TIMEOUT_MS = 15_000;
const GONE = 410;
const MOST_WAIT_MS = 86_400_000;

/** Seconds, or a date, in which the other side wants to be asked again; 0 if it says nothing. */
const retryAfterMs = ({ headers }: HttpAnswer, nowMs: number): number => {
  const text = headers["retry-after"] ?? "";
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(0, ms), MOST_WAIT_MS);
};
/** Every answer but 2xx is a failure, redirects too; 410 says that nobody wants it any more. */
const performedBy = (answer: HttpAnswer, nowMs: number): Performed => {
  const { status } = answer;
  if (status >= 200 && status <= 299) return { kind: "done", value: null };
  if (status === GONE) return { kind: "never", code: "hook-gone" };
  return { kind: "later", afterMs: retryAfterMs(answer, nowMs), code: `http-${status}` };
};

const post = async (
  { url: address, secret }: Hook,
  of: {
    readonly key: string;
    readonly body: string;
    readonly nowMs: number;
    readonly signal: AbortSignal;
  },
): Promise<Performed> => {
  const url = new URL(address);
  // Whoever may write account.yaml chose it; it must not lead inside unless it is written out.
  const host = await checkHost(url, [url.host]);
  if (host === null) return { kind: "never", code: "hook-inside" };
  const headers = {
    "user-agent": "yingda",
    "content-type": "application/json; charset=utf-8",
    ...signHook(secret, { id: of.key, atMs: of.nowMs, body: of.body }),
  };
  const answered = await within({ limitMs: TIMEOUT_MS, outer: of.signal }, (signal) =>
    requestHttp({ url, host, method: "POST", headers, body: of.body, signal }),
  );
  return performedBy(answered, of.nowMs);
};

/** Posts to an own system, signed as Standard Webhooks say; `webhook-id` is the effect's key, the same on every try. */
export const forwardPerformer = (from: {
  readonly findHook: FindHook;
  readonly nowMs: () => number;
}): Performer<"forward"> => ({
  kind: "forward",
  isAside: true,
  perform: async ({ hook: name, type, data, dueAtMs }, { account, follower, key, signal }) => {
    const hook = await from.findHook(account, name);
    if (hook === null) return { kind: "never", code: "hook-unknown" };
    if (hook.isUnset) return { kind: "later", afterMs: 0, code: "hook-no-secret" };
    const timestamp = new Date(dueAtMs).toISOString();
    const body = JSON.stringify({ type, timestamp, account, follower, data });
    try {
      return await post(hook, { key, body, nowMs: from.nowMs(), signal });
    } catch (error) {
      return { kind: "later", afterMs: 0, code: httpFailure(error) };
    }
  },
});
