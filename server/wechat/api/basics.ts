import { Type } from "typebox";
import type { AccountId } from "../../../engine/index.ts";
import type { WechatClient } from "../client.ts";
import type { ApiResult } from "../refusal.ts";
import type { Api } from "../request.ts";
import { Done } from "./done.ts";

export interface Quota {
  readonly perDay: number;
  readonly used: number;
  readonly left: number;
}

/** What the platform says is left today for a path (`/cgi-bin/message/custom/send`). */
export const readQuota = async (api: Api, path: string): Promise<ApiResult<Quota>> => {
  const answered = await api.call({
    method: "POST",
    path: "/cgi-bin/openapi/quota/get",
    json: { cgi_path: path },
    answer: Type.Object({
      quota: Type.Object({
        daily_limit: Type.Integer(),
        used: Type.Integer(),
        remain: Type.Integer(),
      }),
    }),
  });
  if (!answered.ok) return answered;
  const { daily_limit, used, remain } = answered.data.quota;
  return { ok: true, data: { perDay: daily_limit, used, left: remain } };
};

/** Begins all of a day's quotas anew, ten times a month: only ever because somebody asks for it. */
export const clearQuotas = async (
  client: WechatClient,
  account: AccountId,
): Promise<ApiResult<object>> => {
  const api = client.api(account);
  const known = await api.account();
  if (!known.ok) return known;
  const cleared = await api.call({
    method: "POST",
    path: "/cgi-bin/clear_quota",
    json: { appid: known.data.appId },
    answer: Done,
  });
  if (cleared.ok) await client.quotas.forget(account);
  return cleared;
};

/** Addresses that pushes come from. */
export const pushAddresses = async (api: Api): Promise<ApiResult<readonly string[]>> => {
  const answered = await api.call({
    method: "GET",
    path: "/cgi-bin/getcallbackip",
    answer: Type.Object({ ip_list: Type.Array(Type.String()) }),
  });
  return answered.ok ? { ok: true, data: answered.data.ip_list } : answered;
};

/** What the platform knows of a refused call, by the `rid` in its words. */
export const readRefusedCall = async (
  api: Api,
  rid: string,
): Promise<ApiResult<{ readonly atMs: number; readonly url: string; readonly answer: string }>> => {
  const answered = await api.call({
    method: "POST",
    path: "/cgi-bin/openapi/rid/get",
    json: { rid },
    answer: Type.Object({
      request: Type.Object({
        invoke_time: Type.Integer(),
        request_url: Type.String(),
        response_body: Type.String(),
      }),
    }),
  });
  if (!answered.ok) return answered;
  const { invoke_time, request_url, response_body } = answered.data.request;
  return {
    ok: true,
    data: { atMs: invoke_time * 1000, url: request_url, answer: response_body },
  };
};
