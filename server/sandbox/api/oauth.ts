import { OAUTH, TOKEN } from "../../../engine/limits.ts";
import type { SandboxAccount } from "../state/accounts.ts";
import { refuse } from "./errors.ts";
import { authorize, signInPhone } from "./oauth-page.ts";
import type { ApiGroup, OpenCall } from "./route.ts";
import { ok, open } from "./route.ts";

const tables = `
CREATE TABLE IF NOT EXISTS oauth_codes (
  code TEXT PRIMARY KEY, account TEXT NOT NULL, openid TEXT NOT NULL, scope TEXT NOT NULL,
  atMs INTEGER NOT NULL, isUsed INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS oauth_tokens (
  access TEXT PRIMARY KEY, refresh TEXT NOT NULL, account TEXT NOT NULL, openid TEXT NOT NULL,
  scope TEXT NOT NULL, expiresAtMs INTEGER NOT NULL, refreshUntilMs INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS oauth_refresh ON oauth_tokens (refresh)`;

interface Grant {
  readonly access: string;
  readonly refresh: string;
  readonly account: string;
  readonly openid: string;
  readonly scope: string;
  readonly expiresAtMs: number;
  readonly refreshUntilMs: number;
}

const accountIn = ({ core, query }: OpenCall): SandboxAccount => {
  const appId = query.get("appid") ?? "";
  if (appId === "") return refuse(41002);
  return core.accounts.byAppId(appId) ?? refuse(40013);
};

const makeGrant = ({ core }: OpenCall, who: Pick<Grant, "account" | "openid" | "scope">): Grant => {
  const nowMs = core.time.nowMs();
  const grant: Grant = {
    ...who,
    access: core.ids.text("oauth-access", 88),
    refresh: core.ids.text("oauth-refresh", 88),
    expiresAtMs: nowMs + TOKEN.lifetimeMs,
    refreshUntilMs: nowMs + OAUTH.refreshLifetimeMs,
  };
  core.database.run(
    "INSERT INTO oauth_tokens (access, refresh, account, openid, scope, expiresAtMs, refreshUntilMs) VALUES (?, ?, ?, ?, ?, ?, ?)",
    grant.access,
    grant.refresh,
    grant.account,
    grant.openid,
    grant.scope,
    grant.expiresAtMs,
    grant.refreshUntilMs,
  );
  return grant;
};

const show = ({ core }: OpenCall, grant: Grant): object => {
  const unionid = core.followers.get(grant.account, grant.openid)?.unionid ?? "";
  return {
    access_token: grant.access,
    expires_in: TOKEN.lifetimeMs / 1000,
    refresh_token: grant.refresh,
    openid: grant.openid,
    scope: grant.scope,
    ...(unionid === "" ? {} : { unionid }),
  };
};

const exchangeCode = (call: OpenCall): object => {
  const { core, query } = call;
  const account = accountIn(call);
  const secret = query.get("secret") ?? "";
  if (secret === "") return refuse(41004);
  if (secret !== account.appSecret) return refuse(40125);
  if (query.get("grant_type") !== "authorization_code") return refuse(40002);
  const code = query.get("code") ?? "";
  if (code === "") return refuse(41008);
  const row = core.database.get<{ openid: string; scope: string; atMs: number; isUsed: number }>(
    "SELECT openid, scope, atMs, isUsed FROM oauth_codes WHERE code = ? AND account = ?",
    code,
    account.id,
  );
  if (row === undefined) return refuse(40029);
  if (row.isUsed === 1) return refuse(40163);
  if (core.time.nowMs() - row.atMs > OAUTH.codeLifetimeMs) return refuse(42003);
  core.database.run("UPDATE oauth_codes SET isUsed = 1 WHERE code = ?", code);
  return show(call, makeGrant(call, { account: account.id, openid: row.openid, scope: row.scope }));
};

const refresh = (call: OpenCall): object => {
  const { core, query } = call;
  const account = accountIn(call);
  if (query.get("grant_type") !== "refresh_token") return refuse(40002);
  const token = query.get("refresh_token") ?? "";
  if (token === "") return refuse(41003);
  const grant = core.database.get<Grant>(
    "SELECT * FROM oauth_tokens WHERE refresh = ? AND account = ?",
    token,
    account.id,
  );
  if (grant === undefined) return refuse(40030);
  if (grant.refreshUntilMs <= core.time.nowMs()) return refuse(42002);
  const expiresAtMs = core.time.nowMs() + TOKEN.lifetimeMs;
  core.database.run(
    "UPDATE oauth_tokens SET expiresAtMs = ? WHERE access = ?",
    expiresAtMs,
    grant.access,
  );
  return show(call, { ...grant, expiresAtMs });
};

const needGrant = ({ core, query }: OpenCall): Grant => {
  const token = query.get("access_token") ?? "";
  if (token === "") return refuse(41001);
  const openid = query.get("openid") ?? "";
  if (openid === "") return refuse(41009);
  const grant =
    core.database.get<Grant>("SELECT * FROM oauth_tokens WHERE access = ?", token) ?? refuse(40001);
  if (grant.expiresAtMs <= core.time.nowMs()) return refuse(42001);
  return grant.openid === openid ? grant : refuse(40003);
};

const userInfo = (call: OpenCall): object => {
  const { account, openid, scope } = needGrant(call);
  if (scope !== "snsapi_userinfo") return refuse(48001);
  const follower = call.core.followers.get(account, openid);
  const unionid = follower?.unionid ?? "";
  return {
    openid,
    nickname: follower?.nickname ?? "",
    sex: 0,
    province: "",
    city: "",
    country: "",
    headimgurl: follower?.picture ?? "",
    privilege: [],
    ...(unionid === "" ? {} : { unionid }),
  };
};

/** Web authorisation (contract §4.10). */
export const oauthGroup: ApiGroup = {
  name: "oauth",
  tables,
  routes: [
    open("GET", "/connect/oauth2/authorize", authorize),
    open("GET", "/sns/oauth2/access_token", exchangeCode),
    open("GET", "/sns/oauth2/refresh_token", refresh),
    open("GET", "/sns/userinfo", userInfo),
    open("GET", "/sns/auth", (call) => {
      needGrant(call);
      return ok;
    }),
  ],
  control: [{ method: "POST", path: "/sign-in", answer: signInPhone }],
};
