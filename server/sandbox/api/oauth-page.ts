import { hasRight, OAUTH } from "../../../engine/limits.ts";
import type { ControlCall } from "../control/route.ts";
import { needAccount, needOpenid } from "../control/route.ts";
import type { Core } from "../core.ts";
import { escapeHtml, page } from "../pages/html.ts";
import type { SandboxAccount } from "../state/accounts.ts";
import type { OpenCall } from "./route.ts";
import { RawAnswer } from "./route.ts";

const html = (status: number, title: string, body: string): RawAnswer =>
  new RawAnswer(status, { "content-type": "text/html; charset=utf-8" }, page(title, body));

/** Errors the platform shows to the user instead of leading back. */
const refusePage = (code: number, text: string): RawAnswer =>
  html(200, text, `<p>错误码 ${code}</p>`);

/** What the address of the page must say. */
interface Asked {
  readonly account: SandboxAccount;
  readonly redirect: URL;
  readonly scope: "snsapi_base" | "snsapi_userinfo";
  readonly state: string;
}

const readAsked = ({ core, query }: OpenCall): Asked | RawAnswer => {
  const account = core.accounts.byAppId(query.get("appid") ?? "");
  if (account === undefined) return refusePage(10013, "appid 参数错误");
  const target = query.get("redirect_uri") ?? "";
  const redirect = URL.canParse(target) ? new URL(target) : null;
  const isHost = account.oauthHost === null || redirect?.hostname === account.oauthHost;
  if (redirect === null || !/^https?:$/.test(redirect.protocol) || !isHost)
    return refusePage(10003, "redirect_uri 域名与后台配置不一致");
  const scope = query.get("scope");
  const isScope = scope === "snsapi_base" || scope === "snsapi_userinfo";
  if (!isScope || query.get("response_type") !== "code" || !hasRight(account, "oauth"))
    return refusePage(10005, "该公众号没有这些scope的权限");
  const state = query.get("state") ?? "";
  if (state.length > OAUTH.stateCharacters) return refusePage(10003, "state 参数过长");
  return { account, redirect, scope, state };
};

const leadBack = (core: Core, asked: Asked, openid: string): RawAnswer => {
  const code = `0${core.ids.text("oauth-code", 31)}`;
  core.database.run(
    "INSERT INTO oauth_codes (code, account, openid, scope, atMs, isUsed) VALUES (?, ?, ?, ?, ?, 0)",
    code,
    asked.account.id,
    openid,
    asked.scope,
    core.time.nowMs(),
  );
  const url = new URL(asked.redirect);
  url.searchParams.set("code", code);
  url.searchParams.set("state", asked.state);
  return new RawAnswer(302, { location: url.href }, "");
};

const here = (call: OpenCall, more: Readonly<Record<string, string>>): string => {
  const query = new URLSearchParams(call.query);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return escapeHtml(`${call.path}?${query}`);
};

/** Whose phone this is: said in the address, or by the cookie of a phone that signed in. */
const phoneOf = (call: OpenCall, account: SandboxAccount): string | null => {
  const named = call.query.get("openid") ?? call.cookies.get(`phone-${account.id}`);
  if (named === undefined || named === "") return null;
  return call.core.followers.openidOf(account.id, named);
};

const choosePhone = (call: OpenCall, account: SandboxAccount): RawAnswer => {
  const people = call.core.followers.page(account.id, 20, 0).map(({ openid, nickname }) => {
    const name = escapeHtml(nickname === "" ? openid : nickname);
    return `<a class="button plain" href="${here(call, { openid })}">${name}</a>`;
  });
  return html(200, "这是谁的手机？", people.join("") || "<p>还没有粉丝。</p>");
};

const askConsent = (call: OpenCall, { account }: Asked, openid: string): RawAnswer => {
  const yes = here(call, { openid, agree: "1" });
  const name = escapeHtml(account.name);
  const body = `<p>${name} 申请获取你的昵称、头像</p><a class="button" href="${yes}">允许</a><a class="button plain" href="about:blank">拒绝</a>`;
  return html(200, "微信登录", body);
};

/** `/connect/oauth2/authorize`: `snsapi_base` leads back at once, `snsapi_userinfo` asks first. */
export const authorize = (call: OpenCall): RawAnswer => {
  const asked = readAsked(call);
  if (asked instanceof RawAnswer) return asked;
  const openid = phoneOf(call, asked.account);
  if (openid === null) return choosePhone(call, asked.account);
  call.core.followers.meet(asked.account.id, openid, { subscribed: 0 });
  const isSilent = asked.scope === "snsapi_base" || call.query.get("agree") === "1";
  return isSilent ? leadBack(call.core, asked, openid) : askConsent(call, asked, openid);
};

/** Makes the browser that asks the phone of a follower: pages it opens know who looks. */
export const signInPhone = (call: ControlCall): object => {
  const account = needAccount(call);
  const openid = needOpenid(call, account);
  call.response.setHeader(
    "set-cookie",
    `phone-${account.id}=${openid}; Path=/; HttpOnly; SameSite=Lax`,
  );
  return { openid };
};
