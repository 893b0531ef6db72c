import { expect, test } from "vitest";
import { pushAddresses, readRefusedCall } from "../../../server/wechat/api/basics.ts";
import { sendCustomerMessage, setTyping } from "../../../server/wechat/api/customer-messages.ts";
import { jsSdkConfig, signJsSdk } from "../../../server/wechat/api/js-sdk.ts";
import {
  addMaterial,
  countMaterial,
  deleteMaterial,
  listMaterial,
  readMaterial,
} from "../../../server/wechat/api/material.ts";
import {
  downloadMedia,
  downloadPageVoice,
  uploadArticlePicture,
  uploadMedia,
} from "../../../server/wechat/api/media.ts";
import {
  addConditionalMenu,
  createMenu,
  deleteConditionalMenu,
  readMenus,
  tryMenu,
} from "../../../server/wechat/api/menus.ts";
import {
  checkSignIn,
  readPerson,
  renewSignIn,
  signInAddress,
  signInByCode,
} from "../../../server/wechat/api/oauth.ts";
import { createQrCode } from "../../../server/wechat/api/qr-codes.ts";
import {
  createTag,
  deleteTag,
  listHolders,
  listTags,
  renameTag,
  tagFollowers,
} from "../../../server/wechat/api/tags.ts";
import { sendTemplate } from "../../../server/wechat/api/templates.ts";
import { listUsers, readUser, readUsers } from "../../../server/wechat/api/users.ts";
import type { ApiResult } from "../../../server/wechat/refusal.ts";
import { sample, shop, trySandbox } from "../sandbox/start.ts";
import { clientOf, handClock, sharedStorage } from "./rig.ts";

const { id } = shop;
const HOUR_MS = 3_600_000;

const tryApi = async () => {
  const clock = handClock();
  const tried = await trySandbox({ clock: clock.nowMs });
  const open = await sharedStorage(clock.nowMs);
  const client = clientOf(open(), tried.sandbox.url, clock);
  return { ...tried, clock, client, api: client.api(id) };
};
const got = <T>(result: ApiResult<T>): T => {
  if (!result.ok) throw new Error(`${result.code} ${result.errmsg}`);
  return result.data;
};
const file = { name: "a.png", contentType: "image/png", bytes: sample.png.bytes };

test("every kind of button of menu.yaml becomes the platform's", async () => {
  const { api, sandbox } = await tryApi();
  const { mediaId } = got(await addMaterial(api, "image", file));
  const opened = ["scan", "scan-only", "camera", "photo", "album"] as const;
  const program = { appid: "wx286b93c14bbf93aa", page: "pages/index", url: "https://a.example" };
  got(
    await createMenu(api, [
      { name: "打开", sub: opened.map((opens) => ({ name: opens, key: opens, opens })) },
      {
        name: "更多",
        sub: [
          { name: "官网", url: "https://a.example/" },
          { name: "小程序", "mini-program": program },
          { name: "图", media: `id:${mediaId}` },
          { name: "文章", article: "ARTICLE_1" },
        ],
      },
      { name: "在哪", key: "WHERE", opens: "location" },
    ]),
  );
  const menu = sandbox.core.menus.standard(id);
  const types = menu?.buttons.map(({ type, sub_button }) =>
    sub_button.length === 0 ? type : sub_button.map((button) => button.type),
  );
  expect(types).toEqual([
    ["scancode_waitmsg", "scancode_push", "pic_sysphoto", "pic_photo_or_album", "pic_weixin"],
    ["view", "miniprogram", "media_id", "article_id"],
    "location_select",
  ]);
  expect(await deleteMaterial(api, mediaId)).toMatchObject({ ok: false, code: "wechat-48005" });
});

test("a conditional menu is seen by those it is for, until it is taken away", async () => {
  const { api, person } = await tryApi();
  const openid = await person("小明", false);
  const vip = got(await createTag(api, "VIP"));
  got(await createMenu(api, [{ name: "今日", key: "TODAY" }]));
  const menuId = got(await addConditionalMenu(api, [{ name: "贵宾", key: "VIP" }], { tagId: vip }));
  const shown = async () => got(await tryMenu(api, openid)).map(({ name }) => name);
  expect(await shown()).toEqual(["今日"]);
  got(await tagFollowers(api, vip, [openid]));
  expect(await shown()).toEqual(["贵宾"]);
  expect(got(await readMenus(api)).conditional).toMatchObject([
    { menuId, rule: { tag_id: String(vip) }, buttons: [{ name: "贵宾" }] },
  ]);
  got(await deleteConditionalMenu(api, menuId));
  expect(await shown()).toEqual(["今日"]);
});

test("material is added, counted, listed, read and deleted", async () => {
  const { api } = await tryApi();
  const picture = got(await addMaterial(api, "image", file));
  expect(picture.url).toMatch(/^http/);
  const clip = { name: "a.mp4", contentType: "video/mp4", bytes: sample.mp4.bytes };
  const words = { title: "店", introduction: "看看" };
  const video = got(await addMaterial(api, "video", clip, words));
  expect(got(await countMaterial(api))).toEqual({ voice: 0, video: 1, image: 1, news: 0 });
  expect(got(await listMaterial(api, "image", { offset: 0, count: 20 }))).toEqual({
    total: 1,
    items: [{ mediaId: picture.mediaId, name: "a.png" }],
  });
  const read = got(await readMaterial(api, picture.mediaId));
  expect(read.kind === "bytes" && Buffer.from(read.bytes).equals(sample.png.bytes)).toBe(true);
  expect(got(await readMaterial(api, video.mediaId))).toMatchObject({
    kind: "json",
    json: { title: "店" },
  });
  got(await deleteMaterial(api, picture.mediaId));
  expect(await readMaterial(api, picture.mediaId)).toMatchObject({ code: "wechat-40007" });
});

test("temporary files go up and come down: a video as its address, a thumbnail under its own name", async () => {
  const { api } = await tryApi();
  const clip = { name: "a.mp4", contentType: "video/mp4", bytes: sample.mp4.bytes };
  const video = got(await uploadMedia(api, "video", clip));
  expect(got(await downloadMedia(api, video))).toMatchObject({
    kind: "json",
    json: { video_url: expect.any(String) },
  });
  const thumb = { name: "a.jpg", contentType: "image/jpeg", bytes: sample.jpg.bytes };
  expect(got(await uploadMedia(api, "thumb", thumb))).toMatch(/^[\w-]+$/);
  const voice = { name: "a.amr", contentType: "audio/amr", bytes: sample.amr.bytes };
  const voiceId = got(await uploadMedia(api, "voice", voice));
  expect(got(await downloadPageVoice(api, voiceId))).toMatchObject({ kind: "bytes" });
  expect(got(await uploadArticlePicture(api, file))).toMatch(/^http/);
  expect(await uploadMedia(api, "voice", file)).toMatchObject({ code: "wechat-40005" });
});

test("more followers than a call takes are asked for in several calls", async () => {
  const { api, control, sandbox } = await tryApi();
  await control("/followers", { account: id, count: 250 });
  const { openids, next, total } = got(await listUsers(api));
  expect([openids.length, next, total]).toEqual([250, null, 250]);
  expect(got(await readUsers(api, openids))).toHaveLength(250);
  expect(sandbox.core.quotas.usedToday(id, "user-info")).toBe(3);
  const tag = got(await createTag(api, "会员"));
  got(await tagFollowers(api, tag, openids.slice(0, 120)));
  const holders = got(await listHolders(api, tag, null));
  expect(holders.openids).toHaveLength(120);
  expect(got(await listHolders(api, tag, holders.next))).toEqual({ openids: [], next: null });
});

test("a list of more than ten thousand comes page by page", async () => {
  const { api, control } = await tryApi();
  await control("/followers", { account: id, count: 10_001 });
  const first = got(await listUsers(api));
  expect([first.openids.length, first.next]).toEqual([10_000, first.openids.at(-1)]);
  const second = got(await listUsers(api, first.next));
  expect([second.openids.length, second.next]).toEqual([1, null]);
}, 30_000);

test("a follower's profile tells how and by which code they came", async () => {
  const { api, control, sandbox, clock } = await tryApi();
  const { ticket } = got(await createQrCode(api, "poster-01", HOUR_MS));
  await control("/scan", { account: id, from: "小明", ticket });
  const openid = sandbox.core.followers.openidOf(id, "小明");
  expect(got(await readUser(api, openid))).toMatchObject({
    openid,
    isFollowing: true,
    channel: "poster-01",
    scene: "ADD_SCENE_QR_CODE",
    followedAtMs: clock.ms,
  });
  await control("/unfollow", { account: id, from: "小明" });
  expect(got(await readUser(api, openid))).toMatchObject({
    isFollowing: false,
    followedAtMs: null,
    tagIds: [],
  });
});

test("tags are renamed and deleted", async () => {
  const { api } = await tryApi();
  const tag = got(await createTag(api, "VIP"));
  got(await renameTag(api, tag, "贵宾"));
  expect(got(await listTags(api)).map(({ name }) => name)).toEqual(["星标组", "贵宾"]);
  got(await deleteTag(api, tag));
  expect(await renameTag(api, tag, "x")).toMatchObject({ code: "wechat-45159" });
  expect(await deleteTag(api, 2)).toMatchObject({ code: "wechat-45058" });
});

test("typing is shown and hidden, and the platform's words of it are told apart", async () => {
  const { api, person, clock } = await tryApi();
  const openid = await person("小明");
  got(await setTyping(api, openid, true));
  expect(await setTyping(api, openid, true)).toMatchObject({ code: "wechat-45081" });
  got(await setTyping(api, openid, false));
  clock.ms += 31_000;
  expect(await setTyping(api, openid, true)).toMatchObject({ code: "wechat-45080" });
});

test("an agent's name can stand over a message", async () => {
  const { api, person } = await tryApi();
  const openid = await person("小明");
  const message = { kind: "text", text: "我是小美" } as const;
  expect(await sendCustomerMessage(api, openid, message, "kf1@shop")).toMatchObject({
    code: "wechat-65401",
  });
});

test("a sign-in is silent or asks, is renewed, checked, and used once", async () => {
  const { api, sandbox, control, client, clock } = await tryApi();
  await control("/followers", { account: id, followers: [{ name: "小明", nickname: "小明" }] });
  const account = got(await client.api(id).account());
  const visit = async (scope: "snsapi_base" | "snsapi_userinfo", more: string) => {
    const to = { redirectUri: "https://shop.example/back?x=1", scope, state: "s1" };
    const page = new URL(signInAddress(account, to));
    expect(page.hash).toBe("#wechat_redirect");
    const asked = `${page.origin}${page.pathname}${page.search}&openid=小明${more}`;
    const back = new URL(
      (await fetch(asked, { redirect: "manual" })).headers.get("location") ?? "",
    );
    expect([back.searchParams.get("x"), back.searchParams.get("state")]).toEqual(["1", "s1"]);
    return back.searchParams.get("code") ?? "";
  };
  const code = await visit("snsapi_base", "");
  const silent = got(await signInByCode(api, code));
  expect(silent).toMatchObject({
    openid: sandbox.core.followers.openidOf(id, "小明"),
    scope: "snsapi_base",
    forMs: 2 * HOUR_MS,
    isSnapshot: false,
  });
  expect(await signInByCode(api, code)).toMatchObject({ code: "wechat-40163", retry: "never" });
  expect(await readPerson(api, silent)).toMatchObject({ code: "wechat-48001" });
  const asked = got(await signInByCode(api, await visit("snsapi_userinfo", "&agree=1")));
  expect(got(await readPerson(api, asked))).toMatchObject({ name: "小明" });
  clock.ms += 2 * HOUR_MS;
  expect(await checkSignIn(api, asked)).toMatchObject({ code: "wechat-42001" });
  const renewed = got(await renewSignIn(api, asked.refreshToken));
  got(await checkSignIn(api, renewed));
});

test("the contract's vector of the JS-SDK is signed the same, whatever stands after #", () => {
  const page = { nonceStr: "Wm3WZYTPz0wzccnW", timestamp: 1_763_865_600 };
  const url = "https://demo.example.test/page?a=1";
  const signature = "86475aa45bd7746c3152ef1e5d033f9a8e81c6d5";
  expect(signJsSdk("sandbox_jsapi_ticket_0001", { ...page, url })).toBe(signature);
  expect(signJsSdk("sandbox_jsapi_ticket_0001", { ...page, url: `${url}#/home` })).toBe(signature);
});

test("a ticket is fetched once for many pages, and again when its time is over", async () => {
  const { client, sandbox, clock } = await tryApi();
  const sign = (path: string) =>
    jsSdkConfig(client, id, { url: `https://a.example/${path}`, nonceStr: "n", nowMs: clock.ms });
  const signed = await Promise.all(["1", "2", "3"].map(sign));
  expect(signed.every(({ ok }) => ok)).toBe(true);
  expect(sandbox.core.quotas.usedToday(id, "ticket")).toBe(1);
  clock.ms += 3 * HOUR_MS;
  got(await sign("4"));
  expect(sandbox.core.quotas.usedToday(id, "ticket")).toBe(2);
});

test("a template message opens a page or a mini program, and is not sent twice", async () => {
  const { api, person, control } = await tryApi();
  const openid = await person("小明", false);
  const made = await control("/templates", {
    account: id,
    title: "取餐",
    content: "商品:{{thing1.DATA}}\n",
  });
  const template = made.templateId ?? made.template_id;
  const message = {
    to: openid,
    template,
    fields: { thing1: "拿铁" },
    url: "https://a.example/o/1",
    miniProgram: { appId: "wx286b93c14bbf93aa", page: "pages/order" },
    clientId: "ORD-1",
  };
  expect(got(await sendTemplate(api, message))).toMatch(/^\d+$/);
  expect(await sendTemplate(api, message)).toMatchObject({ code: "wechat-45065" });
});

test("a refused call can be looked up by the rid in its words", async () => {
  const { api, clock } = await tryApi();
  const refused = await listMaterial(api, "image", { offset: 0, count: 99 });
  const rid = /rid: (\S+)/.exec(refused.ok ? "" : refused.errmsg)?.[1] ?? "";
  expect(got(await readRefusedCall(api, rid))).toMatchObject({
    atMs: clock.ms,
    url: "/cgi-bin/material/batchget_material",
    answer: expect.stringContaining("40035"),
  });
  expect(got(await pushAddresses(api))).toContain("127.0.0.1");
});
