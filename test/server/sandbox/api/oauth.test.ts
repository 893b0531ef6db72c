import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Tried } from "../start.ts";
import { shop, trySandbox } from "../start.ts";

const back = "https://shop.example/back?a=1";
const authorize = (tried: Tried, more: Record<string, string> = {}): Promise<Response> => {
  const query = new URLSearchParams({
    appid: shop.appId ?? "",
    redirect_uri: back,
    response_type: "code",
    scope: "snsapi_base",
    state: "s1",
    openid: "小明",
    ...more,
  });
  return fetch(`${tried.sandbox.url}/connect/oauth2/authorize?${query}`, { redirect: "manual" });
};
const codeOf = (response: Response): string =>
  new URL(response.headers.get("location") ?? "").searchParams.get("code") ?? "";
const exchange = (tried: Tried, code: string, more = "") =>
  tried.get(
    `/sns/oauth2/access_token?appid=${shop.appId}&secret=${shop.appSecret}&code=${code}&grant_type=authorization_code${more}`,
  );

test("snsapi_base leads back at once, and the code gives the OpenID once, for five minutes", async () => {
  const tried = await trySandbox();
  const response = await authorize(tried);
  const location = new URL(response.headers.get("location") ?? "");
  expect([
    response.status,
    location.host,
    location.searchParams.get("a"),
    location.searchParams.get("state"),
  ]).toEqual([302, "shop.example", "1", "s1"]);
  const code = codeOf(response);
  const grant = await exchange(tried, code);
  expect(grant).toMatchObject({
    expires_in: 7200,
    scope: "snsapi_base",
    openid: tried.sandbox.core.followers.openidOf("shop", "小明"),
  });
  expect((await exchange(tried, code)).errcode).toBe(40163);
  const late = codeOf(await authorize(tried));
  tried.tick(5 * 60_000 + 1);
  expect((await exchange(tried, late)).errcode).toBe(42003);
  expect((await exchange(tried, "x")).errcode).toBe(40029);
  expect((await exchange(tried, "")).errcode).toBe(41008);
  const { access_token, openid } = grant;
  expect(
    (await tried.get(`/sns/userinfo?access_token=${access_token}&openid=${openid}`)).errcode,
  ).toBe(48001);
});

test("snsapi_userinfo asks first; then name and picture are told", async () => {
  const tried = await trySandbox();
  await tried.control("/followers", {
    account: "shop",
    followers: [
      { name: "小明", nickname: "小明", picture: "https://a.example/p.png", unionid: "oU9" },
    ],
  });
  const page = await authorize(tried, { scope: "snsapi_userinfo" });
  const html = await page.text();
  expect(html).toContain("小店 申请获取你的昵称、头像");
  const link = /class="button" href="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const agreed = await fetch(tried.sandbox.url + link, { redirect: "manual" });
  const grant = await exchange(tried, codeOf(agreed));
  const who = `access_token=${grant.access_token}&openid=${grant.openid}`;
  expect(await tried.get(`/sns/userinfo?${who}&lang=zh_CN`)).toMatchObject({
    nickname: "小明",
    headimgurl: "https://a.example/p.png",
    unionid: "oU9",
  });
  expect((await tried.get(`/sns/auth?${who}`)).errcode).toBe(0);
  expect(
    (await tried.get(`/sns/auth?access_token=${grant.access_token}&openid=other`)).errcode,
  ).toBe(40003);
  expect((await tried.get(`/sns/auth?access_token=${grant.access_token}`)).errcode).toBe(41009);
  tried.tick(2 * 3_600_000);
  expect((await tried.get(`/sns/userinfo?${who}`)).errcode).toBe(42001);
  const refreshed = `/sns/oauth2/refresh_token?appid=${shop.appId}&grant_type=refresh_token&refresh_token=`;
  expect(await tried.get(refreshed + grant.refresh_token)).toMatchObject({
    openid: grant.openid,
    expires_in: 7200,
  });
  expect((await tried.get(`/sns/auth?${who}`)).errcode).toBe(0);
  expect((await tried.get(refreshed)).errcode).toBe(41003);
  expect((await tried.get(`${refreshed}x`)).errcode).toBe(40030);
  tried.tick(30 * 24 * 3_600_000);
  expect((await tried.get(refreshed + grant.refresh_token)).errcode).toBe(42002);
});

test("what is wrong with the address is shown to the user instead of leading back", async () => {
  const tried = await trySandbox({ accounts: [{ ...shop, oauthHost: "shop.example" }] });
  const said = async (more: Record<string, string>): Promise<string> =>
    (await authorize(tried, more)).text();
  expect(await said({ redirect_uri: "https://evil.example/" })).toContain("10003");
  expect(await said({ redirect_uri: "javascript:alert(1)" })).toContain("10003");
  expect(await said({ scope: "snsapi_all" })).toContain("10005");
  expect(await said({ appid: "wx0" })).toContain("10013");
  await tried.control("/accounts", { id: "shop", verified: false });
  expect(await said({})).toContain("10005");
});

test("a phone that signed in is known by its cookie, any other is asked whose it is", async () => {
  const tried = await trySandbox();
  tried.sandbox.core.followers.meet("shop", "<小明>");
  const asked = await (await authorize(tried, { openid: "" })).text();
  expect(asked).toContain("这是谁的手机？");
  expect(asked).toContain("&lt;小明&gt;");
  const signed = await fetch(`${tried.sandbox.url}/sandbox/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ account: "shop", from: "小明" }),
  });
  const cookie = signed.headers.get("set-cookie")?.split(";")[0] ?? "";
  const query = new URLSearchParams({
    appid: shop.appId ?? "",
    redirect_uri: back,
    response_type: "code",
    scope: "snsapi_base",
  });
  const response = await fetch(`${tried.sandbox.url}/connect/oauth2/authorize?${query}`, {
    redirect: "manual",
    headers: { cookie },
  });
  expect(response.status).toBe(302);
});

test("the JS-SDK's ticket stays the same while it lasts, and its signature is checked", async () => {
  const { api, control, tick } = await trySandbox();
  const first = await api("/cgi-bin/ticket/getticket?type=jsapi");
  expect(first).toMatchObject({ errcode: 0, expires_in: 7200 });
  expect((await api("/cgi-bin/ticket/getticket?type=jsapi")).ticket).toBe(first.ticket);
  expect((await api("/cgi-bin/ticket/getticket?type=x")).errcode).toBe(40097);
  const url = "https://shop.example/page?a=1";
  const signature = createHash("sha1")
    .update(`jsapi_ticket=${first.ticket}&noncestr=n&timestamp=1&url=${url}`)
    .digest("hex");
  const check = { account: "shop", url: `${url}#top`, nonceStr: "n", timestamp: "1", signature };
  expect(await control("/js-signature", check)).toEqual({ ok: true, errMsg: "config:ok" });
  expect(await control("/js-signature", { ...check, url: "https://shop.example/" })).toMatchObject({
    errMsg: "config:invalid signature",
  });
  tick(2 * 3_600_000);
  expect((await api("/cgi-bin/ticket/getticket?type=jsapi")).ticket).not.toBe(first.ticket);
});
