import { expect, test } from "vitest";
import { shop, trySandbox } from "../start.ts";

const ask = (appId = shop.appId, secret = shop.appSecret, grant = "client_credential"): string =>
  `/cgi-bin/token?grant_type=${grant}&appid=${appId}&secret=${secret}`;
const stable = { grant_type: "client_credential", appid: shop.appId, secret: shop.appSecret };
const minute = 60_000;

test("a token works for two hours; the one before for five minutes after the next", async () => {
  const { get, tick } = await trySandbox();
  const first = await get(ask());
  expect(first).toMatchObject({ expires_in: 7200 });
  const use = async (token: string): Promise<number> =>
    (await get(`/cgi-bin/getcallbackip?access_token=${token}`)).errcode ?? 0;
  const second = await get(ask());
  expect(second.access_token).not.toBe(first.access_token);
  expect([await use(first.access_token), await use(second.access_token)]).toEqual([0, 0]);
  tick(5 * minute);
  expect([await use(first.access_token), await use(second.access_token)]).toEqual([40001, 0]);
  tick(120 * minute);
  expect(await use(second.access_token)).toBe(42001);
});

test("without hand-over the latest token only is good", async () => {
  const { get, sandbox } = await trySandbox({ accounts: [{ ...shop, handOverMs: 0 }] });
  const { access_token } = await get(ask());
  await get(ask());
  expect(await get(`/cgi-bin/getcallbackip?access_token=${access_token}`)).toMatchObject({
    errcode: 40001,
  });
  expect(sandbox.core.accounts.get("shop")?.handOverMs).toBe(0);
});

test("the stable token stays the same until five minutes before its end, and is a family of its own", async () => {
  const { get, post, tick } = await trySandbox();
  const first = await post("/cgi-bin/stable_token", stable);
  const plain = await get(ask());
  tick(60 * minute);
  const again = await post("/cgi-bin/stable_token", stable);
  expect(again).toEqual({ access_token: first.access_token, expires_in: 3600 });
  expect(plain.access_token).not.toBe(first.access_token);
  tick(56 * minute);
  const renewed = await post("/cgi-bin/stable_token", stable);
  expect(renewed.access_token).not.toBe(first.access_token);
  expect(await get(`/cgi-bin/getcallbackip?access_token=${first.access_token}`)).toHaveProperty(
    "ip_list",
  );
});

test("a forced stable token ends the one before, at most every thirty seconds", async () => {
  const { get, post, tick } = await trySandbox();
  const first = await post("/cgi-bin/stable_token", stable);
  expect(await post("/cgi-bin/stable_token", { ...stable, force_refresh: true })).toMatchObject({
    errcode: 45011,
  });
  tick(minute);
  const forced = await post("/cgi-bin/stable_token", { ...stable, force_refresh: true });
  expect(forced.access_token).not.toBe(first.access_token);
  expect(await get(`/cgi-bin/getcallbackip?access_token=${first.access_token}`)).toMatchObject({
    errcode: 40001,
  });
  for (let time = 1; time < 20; time++) {
    tick(minute);
    expect(await post("/cgi-bin/stable_token", { ...stable, force_refresh: true })).toHaveProperty(
      "access_token",
    );
  }
  tick(minute);
  expect(await post("/cgi-bin/stable_token", { ...stable, force_refresh: true })).toMatchObject({
    errcode: 45009,
  });
});

test("who asks wrongly is told why, with a rid that can be looked up", async () => {
  const { get, api } = await trySandbox();
  const codes = [];
  for (const path of [
    ask("wxother"),
    ask(shop.appId, "wrong"),
    ask(shop.appId, shop.appSecret, "x"),
    ask(""),
    ask(shop.appId, ""),
  ])
    codes.push((await get(path)).errcode);
  expect(codes).toEqual([40013, 40125, 40002, 41002, 41004]);
  const { errmsg } = await get("/cgi-bin/getcallbackip");
  expect(errmsg).toMatch(/^access_token missing rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/);
  const rid = errmsg.split("rid: ")[1];
  expect(await api("/cgi-bin/openapi/rid/get", { rid })).toMatchObject({
    errcode: 0,
    request: { request_url: "/cgi-bin/getcallbackip", client_ip: "127.0.0.1" },
  });
});

test("an address outside the whitelist gets no token", async () => {
  const { get, control } = await trySandbox();
  await control("/accounts", { id: "shop", ipWhitelist: ["10.0.0.1"] });
  expect(await get(ask())).toMatchObject({
    errcode: 40164,
    errmsg: expect.stringContaining("127.0.0.1"),
  });
  await control("/accounts", { id: "shop", ipWhitelist: ["127.0.0.1"] });
  expect(await get(ask())).toHaveProperty("access_token");
});

test("quotas are counted, shown, reset at midnight in Beijing and by ten clears a month", async () => {
  const { api, control, tick } = await trySandbox();
  await control("/quota", { account: "shop", name: "menu-get", perDay: 2 });
  const read = () => api("/cgi-bin/menu/get");
  expect([(await read()).errcode, (await read()).errcode, (await read()).errcode]).toEqual([
    46003, 46003, 45009,
  ]);
  const shown = await api("/cgi-bin/openapi/quota/get", { cgi_path: "/cgi-bin/menu/get" });
  expect(shown.quota).toEqual({ daily_limit: 2, used: 2, remain: 0 });
  expect((await api("/cgi-bin/openapi/quota/get", { cgi_path: "/cgi-bin/nothing" })).errcode).toBe(
    76021,
  );
  tick(14 * 60 * minute - 1);
  expect((await read()).errcode).toBe(45009);
  tick(1);
  expect((await read()).errcode).toBe(46003);
  const clears = [];
  for (let time = 0; time < 11; time++)
    clears.push((await api("/cgi-bin/clear_quota", { appid: shop.appId })).errcode);
  expect(clears).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 48006]);
});

test("a minute quota holds for its minute", async () => {
  const { api, control, tick } = await trySandbox();
  await control("/quota", { account: "shop", name: "menu-get", perMinute: 1 });
  expect((await api("/cgi-bin/menu/get")).errcode).toBe(46003);
  expect((await api("/cgi-bin/menu/get")).errcode).toBe(45011);
  tick(minute);
  expect((await api("/cgi-bin/menu/get")).errcode).toBe(46003);
});

test("what an account of another kind may not do is refused", async () => {
  const blog = {
    ...shop,
    id: "blog",
    appId: "wxffffffffffffffff",
    kind: "subscription",
    verified: false,
  } as const;
  const { api } = await trySandbox({ accounts: [shop, blog] });
  expect((await api("/cgi-bin/menu/get", undefined, blog)).errcode).toBe(48001);
  expect((await api("/cgi-bin/qrcode/create", {}, blog)).errcode).toBe(48001);
  expect(await api("/cgi-bin/get_current_selfmenu_info", undefined, blog)).toMatchObject({
    is_menu_open: 0,
  });
});

test("the form of a request is checked before its content", async () => {
  const { api, get, post } = await trySandbox();
  expect((await api("/cgi-bin/menu/create", "{oops")).errcode).toBe(47001);
  expect((await api("/cgi-bin/menu/create", "[]")).errcode).toBe(47001);
  expect((await api("/cgi-bin/menu/create", "")).errcode).toBe(44002);
  expect((await api("/cgi-bin/menu/create", '{"button":[{"name":"\\u4f60"}]}')).errcode).toBe(
    40033,
  );
  expect((await api("/cgi-bin/menu/create")).errcode).toBe(43002);
  expect((await api("/cgi-bin/menu/get", {})).errcode).toBe(43001);
  expect((await api("/cgi-bin/no/such")).errcode).toBe(40066);
  expect((await get("/cgi-bin/menu/get?access_token=short")).errcode).toBe(40014);
  expect((await post(`/cgi-bin/menu/create?access_token=${"x".repeat(128)}`, {})).errcode).toBe(
    40001,
  );
});

test("a fault can be ordered for a path: a code, an HTTP status, a cut", async () => {
  const { api, control, sandbox } = await trySandbox();
  await control("/faults", { path: "/cgi-bin/menu/*", errcode: -1, times: 1 });
  expect((await api("/cgi-bin/menu/get")).errcode).toBe(-1);
  expect((await api("/cgi-bin/menu/get")).errcode).toBe(46003);
  await control("/faults", { path: "/cgi-bin/menu/get", status: 502, body: "<html>", times: 1 });
  await expect(api("/cgi-bin/menu/get")).rejects.toThrow(SyntaxError);
  await control("/faults", { path: "/cgi-bin/menu/get", cut: true });
  await expect(api("/cgi-bin/menu/get")).rejects.toThrow("fetch failed");
  await fetch(`${sandbox.url}/sandbox/api/faults`, { method: "DELETE" });
  expect((await api("/cgi-bin/menu/get")).errcode).toBe(46003);
});

test("the addresses of the platform are this machine's", async () => {
  const { api } = await trySandbox();
  expect(await api("/cgi-bin/get_api_domain_ip")).toEqual({ ip_list: ["127.0.0.1"] });
  const all = await api("/cgi-bin/callback/check", { action: "all", check_operator: "DEFAULT" });
  expect(Object.keys(all)).toEqual(["dns", "ping"]);
  expect((await api("/cgi-bin/callback/check", { action: "x" })).errcode).toBe(40035);
});
