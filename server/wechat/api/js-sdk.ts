import { hash } from "node:crypto";
import { Type } from "typebox";
import type { AccountId } from "../../../engine/index.ts";
import type { WechatClient } from "../client.ts";
import type { ApiResult } from "../refusal.ts";

/** What a page gives to `wx.config`. */
export interface JsSdkConfig {
  readonly appId: string;
  /** Seconds. */
  readonly timestamp: number;
  readonly nonceStr: string;
  readonly signature: string;
}

const LEASE_MS = 15_000;

const ticketOf = async (client: WechatClient, account: AccountId): Promise<ApiResult<string>> => {
  const lent = await client.credentials.get({
    account,
    kind: "jsapi-ticket",
    leaseMs: LEASE_MS,
    fetch: async () => {
      const answered = await client.api(account).call({
        method: "GET",
        path: "/cgi-bin/ticket/getticket",
        quota: "ticket",
        query: { type: "jsapi" },
        answer: Type.Object({
          ticket: Type.String({ minLength: 1 }),
          expires_in: Type.Integer({ minimum: 1 }),
        }),
        timeoutMs: 4_000,
      });
      if (!answered.ok) return answered;
      const { ticket, expires_in } = answered.data;
      return { ok: true, data: { value: ticket, lifeMs: expires_in * 1000 } };
    },
  });
  return lent.ok ? { ok: true, data: lent.data.value } : lent;
};

/** Lower-case hex SHA-1 over the four in this very order (contract §4.11); the part of the address after `#` is not signed. */
export const signJsSdk = (
  ticket: string,
  page: { readonly url: string; readonly nonceStr: string; readonly timestamp: number },
): string => {
  const [url = ""] = page.url.split("#");
  const text = `jsapi_ticket=${ticket}&noncestr=${page.nonceStr}&timestamp=${page.timestamp}&url=${url}`;
  return hash("sha1", text, "hex");
};

/** Signs a page for `wx.config`; the ticket is kept and renewed like a token. */
export const jsSdkConfig = async (
  client: WechatClient,
  account: AccountId,
  page: { readonly url: string; readonly nonceStr: string; readonly nowMs: number },
): Promise<ApiResult<JsSdkConfig>> => {
  const known = await client.api(account).account();
  if (!known.ok) return known;
  const ticket = await ticketOf(client, account);
  if (!ticket.ok) return ticket;
  const timestamp = Math.floor(page.nowMs / 1000);
  const { url, nonceStr } = page;
  const signature = signJsSdk(ticket.data, { url, nonceStr, timestamp });
  return { ok: true, data: { appId: known.data.appId, timestamp, nonceStr, signature } };
};
