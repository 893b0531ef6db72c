import { Type } from "typebox";
import type { ApiAccount } from "./api-account.ts";
import type { Platform } from "./ask-platform.ts";
import type { Wanted } from "./credentials.ts";
import type { ApiResult } from "./refusal.ts";

const TokenAnswer = Type.Object({
  access_token: Type.String({ minLength: 1 }),
  expires_in: Type.Integer({ minimum: 1 }),
});

/** Two tries of 4 s and a forced one fit into it. */
const LEASE_MS = 15_000;
const FETCH_MS = 4_000;
const BUSY = -1;

/** Where `Credentials` keeps the access token of an account. */
export const ACCESS_TOKEN = "stable-token";

/**
 * The stable token (contract §4.1): who asks again gets the same one, so that other programs of the account are not
 * thrown out. Forced only when the platform repeats the very token it just refused (20 a day).
 */
export const accessToken = (platform: Platform, account: ApiAccount): Wanted => {
  const { id, appId, appSecret } = account;
  const ask = async (isForced: boolean) => {
    const fetched = await platform.ask(
      {
        method: "POST",
        path: "/cgi-bin/stable_token",
        guard: "none",
        json: {
          grant_type: "client_credential",
          appid: appId,
          secret: appSecret,
          force_refresh: isForced,
        },
        answer: TokenAnswer,
        timeoutMs: FETCH_MS,
      },
      { account, token: null },
    );
    return fetched;
  };
  const askTwice = async (isForced: boolean) => {
    const first = await ask(isForced);
    // Nothing came, or the platform is busy. Never forced twice: it wants 30 s between.
    const isPassing = !first.ok && (first.errcode === null || first.errcode === BUSY);
    return isPassing && !isForced ? ask(isForced) : first;
  };
  const fetch: Wanted["fetch"] = async (refused) => {
    const usual = await askTwice(false);
    if (!usual.ok || usual.data.access_token !== refused) return lifeOf(usual);
    const forced = await askTwice(true);
    // Forced too lately (45011), or too often: what the platform insists on is tried once more.
    return lifeOf(forced.ok ? forced : usual);
  };
  return { account: id, kind: ACCESS_TOKEN, fetch, leaseMs: LEASE_MS };
};

const lifeOf = (
  fetched: ApiResult<{ readonly access_token: string; readonly expires_in: number }>,
): ApiResult<{ readonly value: string; readonly lifeMs: number }> => {
  if (!fetched.ok) return fetched;
  const { access_token, expires_in } = fetched.data;
  return { ok: true, data: { value: access_token, lifeMs: expires_in * 1000 } };
};
