import type { Static } from "typebox";
import { Type } from "typebox";
import type { OpenId } from "../../../engine/index.ts";
import type { ApiAccount } from "../api-account.ts";
import type { ApiResult } from "../refusal.ts";
import type { Api } from "../request.ts";

/** `snsapi_base`: silently, the openid only · `snsapi_userinfo`: name and picture, after consent. */
export type SignInScope = "snsapi_base" | "snsapi_userinfo";

/** Where a follower's browser is led to sign in; comes back to `redirectUri` with `code` and `state`. */
export const signInAddress = (
  { appId, hosts }: ApiAccount,
  to: { readonly redirectUri: string; readonly scope: SignInScope; readonly state: string },
): string => {
  // The order of the parameters is fixed (contract §4.10).
  const query = [
    ["appid", appId],
    ["redirect_uri", to.redirectUri],
    ["response_type", "code"],
    ["scope", to.scope],
    ["state", to.state],
  ].map(([name, value]) => `${name}=${encodeURIComponent(value ?? "")}`);
  return `${hosts.open}/connect/oauth2/authorize?${query.join("&")}#wechat_redirect`;
};

const Grant = Type.Object({
  access_token: Type.String({ minLength: 1 }),
  expires_in: Type.Integer(),
  refresh_token: Type.String({ minLength: 1 }),
  openid: Type.String({ minLength: 1 }),
  scope: Type.String(),
  is_snapshotuser: Type.Optional(Type.Integer()),
  unionid: Type.Optional(Type.String()),
});
/** A person's sign-in; its tokens are theirs, not the account's. Keep them out of logs. */
export interface SignIn {
  readonly accessToken: string;
  readonly forMs: number;
  readonly refreshToken: string;
  readonly openid: OpenId;
  readonly scope: string;
  /** A made-up person of a page opened from a snapshot. */
  readonly isSnapshot: boolean;
  readonly unionId: string | null;
}
const signInOf = (grant: Static<typeof Grant>): SignIn => ({
  accessToken: grant.access_token,
  forMs: grant.expires_in * 1000,
  refreshToken: grant.refresh_token,
  openid: grant.openid,
  scope: grant.scope,
  isSnapshot: grant.is_snapshotuser === 1,
  unionId: grant.unionid ?? null,
});

/** Trades the code that came back, once, within five minutes. */
export const signInByCode = async (api: Api, code: string): Promise<ApiResult<SignIn>> => {
  const answered = await api.call({
    method: "GET",
    path: "/sns/oauth2/access_token",
    guard: "secret",
    query: { code, grant_type: "authorization_code" },
    answer: Grant,
  });
  return answered.ok ? { ok: true, data: signInOf(answered.data) } : answered;
};

/** A new access token for a sign-in, within 30 days. */
export const renewSignIn = async (api: Api, refreshToken: string): Promise<ApiResult<SignIn>> => {
  const account = await api.account();
  if (!account.ok) return account;
  const answered = await api.call({
    method: "GET",
    path: "/sns/oauth2/refresh_token",
    guard: "none",
    query: {
      appid: account.data.appId,
      grant_type: "refresh_token",
      refresh_token: refreshToken,
    },
    answer: Grant,
  });
  return answered.ok ? { ok: true, data: signInOf(answered.data) } : answered;
};

export interface Person {
  readonly openid: OpenId;
  readonly name: string;
  /** An address, `""` for none. */
  readonly picture: string;
  readonly unionId: string | null;
}

/** Name and picture of who signed in with `snsapi_userinfo`. */
export const readPerson = async (
  api: Api,
  { accessToken, openid }: Pick<SignIn, "accessToken" | "openid">,
): Promise<ApiResult<Person>> => {
  const answered = await api.call({
    method: "GET",
    path: "/sns/userinfo",
    guard: "none",
    query: { access_token: accessToken, openid, lang: "zh_CN" },
    answer: Type.Object({
      openid: Type.String({ minLength: 1 }),
      nickname: Type.String(),
      headimgurl: Type.Optional(Type.String()),
      unionid: Type.Optional(Type.String()),
    }),
  });
  if (!answered.ok) return answered;
  const { nickname, headimgurl, unionid } = answered.data;
  return {
    ok: true,
    data: {
      openid: answered.data.openid,
      name: nickname,
      picture: headimgurl ?? "",
      unionId: unionid ?? null,
    },
  };
};

/** Whether a sign-in is still good: 40001 or 42001 when it is not. */
export const checkSignIn = (
  api: Api,
  { accessToken, openid }: Pick<SignIn, "accessToken" | "openid">,
): Promise<ApiResult<object>> =>
  api.call({
    method: "GET",
    path: "/sns/auth",
    guard: "none",
    query: { access_token: accessToken, openid },
    answer: Type.Object({}),
  });
