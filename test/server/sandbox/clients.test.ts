import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decrypt, encrypt, getJsApiSignature, getSignature } from "@wecom/crypto";
import { expect, onTestFinished, test } from "vitest";
import type { Loose, Tried } from "./start.ts";
import { listen, sample, shop, textAnswer, trySandbox } from "./start.ts";

// Clients that others wrote, without types of their own; only their base URLs are changed.
const require = createRequire(import.meta.url);
const CoWechatApi = require("co-wechat-api") as new (appId?: string, secret?: string) => Loose;
const { OfficialAccount } = require("node-easywechat") as {
  OfficialAccount: new (config: object) => Loose;
};

const aesKey = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA";

const coWechat = ({ sandbox }: Tried): Loose => {
  const api = new CoWechatApi(shop.appId, shop.appSecret);
  api.prefix = `${sandbox.url}/cgi-bin/`;
  api.mpPrefix = `${sandbox.url}/cgi-bin/`;
  api.snsPrefix = `${sandbox.url}/sns/`;
  return api;
};

const easyWechat = ({ sandbox }: Tried): Loose => {
  const folder = mkdtempSync(join(tmpdir(), "easywechat-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return new OfficialAccount({
    app_id: shop.appId,
    secret: shop.appSecret,
    use_stable_access_token: true,
    http: { baseURL: `${sandbox.url}/`, throw: false },
    file_cache: { path: folder },
    oauth: { scopes: "snsapi_userinfo", redirect_url: "https://shop.example/back" },
  });
};

const menu = {
  button: [
    { type: "click", name: "今日", key: "TODAY" },
    { name: "更多", sub_button: [{ type: "view", name: "官网", url: "https://shop.example/" }] },
  ],
};

test("co-wechat-api: menus, QR codes, followers, tags", async () => {
  const tried = await trySandbox();
  const api = coWechat(tried);
  expect(await api.createMenu(menu)).toEqual({ errcode: 0, errmsg: "ok" });
  expect((await api.getMenu()).menu.button).toHaveLength(2);
  expect((await api.getMenuConfig()).is_menu_open).toBe(1);
  const { ticket } = await api.createTmpQRCode("poster", 3600);
  expect((await fetch(api.showQRCodeURL(ticket))).status).toBe(200);
  expect(await api.createLimitQRCode(7)).toHaveProperty("url");
  const openid = await tried.person("小明", false);
  expect(await api.getUser(openid)).toMatchObject({ subscribe: 1, openid });
  expect((await api.batchGetUsers([openid])).user_info_list).toHaveLength(1);
  expect((await api.getFollowers()).data.openid).toEqual([openid]);
  expect((await api.updateRemark(openid, "老客")).errcode).toBe(0);
  const { tag } = await api.createTags("VIP");
  expect((await api.batchTagging([openid], tag.id)).errcode).toBe(0);
  expect((await api.getIdList(openid)).tagid_list).toEqual([tag.id]);
  expect((await api.getUsersFromTag(tag.id)).data.openid).toEqual([openid]);
  expect((await api.deleteTag(tag.id)).errcode).toBe(0);
  expect((await api.removeMenu()).errcode).toBe(0);
  await expect(api.getMenu()).rejects.toMatchObject({ code: 46003 });
});

test("co-wechat-api: customer-service messages, media, templates, agents' list, ticket", async () => {
  const tried = await trySandbox();
  const api = coWechat(tried);
  const openid = await tried.person("小明");
  expect((await api.sendText(openid, "您好")).errcode).toBe(0);
  const media = await api.uploadMedia(Buffer.from(sample.png.bytes), "image", "a.png", "image/png");
  expect((await api.sendImage(openid, media.media_id)).errcode).toBe(0);
  expect(await api.getMedia(media.media_id)).toEqual(sample.png.bytes);
  expect(
    (
      await api.sendNews(openid, [
        { title: "活动", description: "", url: "https://a.example", picurl: "" },
      ])
    ).errcode,
  ).toBe(0);
  await expect(api.sendText("oNobody0000000000000000000000", "x")).rejects.toMatchObject({
    code: 40003,
  });
  const { template_id } = await api.addTemplate("TM1");
  const data = { thing1: { value: "拿铁" }, time2: { value: "2026-11-23 10:00" } };
  expect(await api.sendTemplate(openid, template_id, "", "", data)).toHaveProperty("msgid");
  expect((await api.getAllPrivateTemplate()).template_list).toHaveLength(1);
  expect((await api.getCustomServiceList()).kf_list).toEqual([]);
  const config = await api.getJsConfig({
    debug: false,
    jsApiList: [],
    url: "https://shop.example/p",
  });
  const check = { account: "shop", url: "https://shop.example/p", ...config };
  expect(await tried.control("/js-signature", check)).toMatchObject({ ok: true });
});

test("co-wechat-api gets a new token by itself when the platform has forgotten the old one", async () => {
  const tried = await trySandbox();
  const api = coWechat(tried);
  await api.createMenu(menu);
  tried.tick(3 * 3_600_000);
  expect((await api.getMenu()).menu.button).toHaveLength(2);
});

test("node-easywechat: stable token, menus, QR codes, followers, tags, messages, media", async () => {
  const tried = await trySandbox();
  const client = easyWechat(tried).getClient();
  const post = async (path: string, body: object): Promise<Loose> =>
    (await client.postJson(path, body)).toObject();
  const read = async (path: string, params: object = {}): Promise<Loose> =>
    (await client.get(path, { params })).toObject();
  expect((await post("cgi-bin/menu/create", menu)).errcode).toBe(0);
  expect((await read("cgi-bin/menu/get")).menu.button).toHaveLength(2);
  expect(
    await post("cgi-bin/qrcode/create", {
      action_name: "QR_LIMIT_STR_SCENE",
      action_info: { scene: { scene_str: "a" } },
    }),
  ).toHaveProperty("ticket");
  const openid = await tried.person("小明");
  expect(await read("cgi-bin/user/info", { openid })).toMatchObject({ openid });
  const { tag } = await post("cgi-bin/tags/create", { tag: { name: "会员" } });
  expect(
    (await post("cgi-bin/tags/members/batchtagging", { openid_list: [openid], tagid: tag.id }))
      .errcode,
  ).toBe(0);
  expect(
    (
      await post("cgi-bin/message/custom/send", {
        touser: openid,
        msgtype: "text",
        text: { content: "您好" },
      })
    ).errcode,
  ).toBe(0);
  const { entries } = await tried.control("/conversation?account=shop&from=小明");
  expect(entries.at(-1).shown).toEqual({ kind: "text", text: "您好" });
  expect(
    (await post("cgi-bin/message/custom/send", { touser: openid, msgtype: "dance" })).errcode,
  ).toBe(40008);
});

test("node-easywechat: web sign-in from the page to the profile", async () => {
  const tried = await trySandbox();
  await tried.control("/followers", {
    account: "shop",
    followers: [{ name: "小明", nickname: "小明" }],
  });
  const oauth = easyWechat(tried).getOAuth();
  oauth._baseUrl = `${tried.sandbox.url}/sns`;
  const page = new URL(oauth.redirect());
  const asked = await (
    await fetch(`${tried.sandbox.url}${page.pathname}${page.search}&openid=小明`)
  ).text();
  const link = /class="button" href="([^"]+)"/.exec(asked)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const back = await fetch(tried.sandbox.url + link, { redirect: "manual" });
  const code = new URL(back.headers.get("location") ?? "").searchParams.get("code");
  const user = await oauth.userFromCode(code);
  expect([user.getId(), user.getNickname()]).toEqual([
    tried.sandbox.core.followers.openidOf("shop", "小明"),
    "小明",
  ]);
});

const element = (xml: string, name: string): string =>
  new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`, "s").exec(xml)?.[1] ?? "";

test("@wecom/crypto opens what the sandbox seals, and the sandbox what it seals", async () => {
  const token = shop.token ?? "";
  const bot = await listen(({ body, url }) => {
    const query = (name: string): string => url.searchParams.get(name) ?? "";
    const sealed = element(body, "Encrypt");
    if (getSignature(token, query("timestamp"), query("nonce"), sealed) !== query("msg_signature"))
      return 403;
    const { message, id } = decrypt(aesKey, sealed);
    if (id !== shop.appId) return 403;
    const answer = encrypt(aesKey, textAnswer(message, `收到 ${element(message, "Content")}`), id);
    const signature = getSignature(token, "1763865600", "n1", answer);
    return `<xml><Encrypt><![CDATA[${answer}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><TimeStamp>1763865600</TimeStamp><Nonce><![CDATA[n1]]></Nonce></xml>`;
  });
  const { sandbox, control } = await trySandbox();
  for (const mode of ["safe", "compatible"] as const) {
    sandbox.addAccounts([{ ...shop, aesKey, mode, webhookUrl: bot.url }]);
    const result = await control("/push", {
      account: "shop",
      from: "小明",
      message: { kind: "text", text: "你好 😀 ]]>" },
    });
    expect(result.seen).toEqual([{ kind: "text", text: expect.stringContaining("收到 你好") }]);
  }
});

test("@wecom/crypto signs a page as the sandbox checks it", async () => {
  const { api, control } = await trySandbox();
  const { ticket } = await api("/cgi-bin/ticket/getticket?type=jsapi");
  const url = "https://shop.example/p?a=1";
  const { timestamp, nonceStr, signature } = getJsApiSignature({ url, ticket });
  expect(
    await control("/js-signature", {
      account: "shop",
      url,
      nonceStr,
      timestamp: String(timestamp),
      signature,
    }),
  ).toMatchObject({ ok: true });
});

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
};

/** The bot that the README shows, as it stands there. */
const readmeBot = async (): Promise<string> => {
  const readme = readFileSync(
    new URL("../../../server/sandbox/README.md", import.meta.url),
    "utf8",
  );
  const code = /```js\n(import express[\s\S]*?)```/.exec(readme)?.[1] ?? "";
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "bot-"));
  const file = join(folder, "bot.mjs");
  writeFileSync(
    file,
    code
      .replace('"express"', JSON.stringify(import.meta.resolve("express")))
      .replace(
        "app.listen(3000);",
        `app.listen(${port}, "127.0.0.1", () => console.log("ready"));`,
      ),
  );
  const bot = spawn(process.execPath, [file], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => {
    bot.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  await once(bot.stdout, "data");
  return `http://127.0.0.1:${port}/wechat`;
};

test("the bot of the README answers in the sandbox", async () => {
  const webhookUrl = await readmeBot();
  const { sandbox, control } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl }]);
  expect(await control("/verify-url", { account: "shop" })).toMatchObject({ ok: true });
  const result = await control("/push", {
    account: "shop",
    from: "小明",
    message: { kind: "text", text: "在吗" },
  });
  expect(result.seen).toEqual([{ kind: "text", text: "在吗" }]);
});
