import type { AccountId, Json } from "../../engine/index.ts";
import { httpCaller } from "../callers/http-caller.ts";
import { signHook } from "../callers/sign-hook.ts";
import { within } from "../within.ts";

/** Where an account's own system listens; the secret as it is to be used, `""` for none. */
export interface HookTarget {
  readonly url: string;
  readonly secret: string;
}
export interface HookPost {
  readonly account: AccountId;
  readonly id: string;
  readonly atMs: number;
  readonly body: Json;
}
/** `refused`: the other side said no (4xx) · `failed`: it could not be asked. */
export type HookAnswer =
  | { readonly kind: "done"; readonly value: Json }
  | { readonly kind: "refused" | "failed"; readonly code: string };
export type AskHook = (target: HookTarget, post: HookPost) => Promise<HookAnswer>;

/** A page is waited for by a person. */
const DEADLINE_MS = 5_000;

/** Posts to an account's own system, signed, and waits for its answer: the checks of `http` actions, to its one host. */
export const askHook: AskHook = async ({ url, secret }, { account, id, atMs, body }) => {
  if (!URL.canParse(url)) return { kind: "failed", code: "http-bad-url" };
  const text = JSON.stringify(body);
  const headers = {
    "content-type": "application/json",
    ...signHook(secret, { id, atMs, body: text }),
  };
  const caller = httpCaller(() => Promise.resolve([new URL(url).host]));
  const call = {
    kind: "http",
    key: id,
    args: { url, method: "POST", headers, body: text },
    deadlineMs: DEADLINE_MS,
  };
  const of = { account, follower: null, key: id, attempt: 1 };
  const answered = await within({ limitMs: DEADLINE_MS }, (signal) =>
    caller.answer(call, { ...of, signal }),
  );
  if (answered.kind === "done") return answered;
  const { code } = answered;
  return { kind: /^http-4\d\d$/.test(code) ? "refused" : "failed", code };
};

/** Names that belong to nobody (RFC 2606): no system can listen there. */
export const isNobodys = (url: string): boolean =>
  URL.canParse(url) &&
  /(?:^|\.)(?:example|test|invalid|example\.(?:com|net|org))$/.test(new URL(url).hostname);
