import { expect, test } from "vitest";
import { sample, shop, trySandbox } from "../start.ts";

const send = "/cgi-bin/message/custom/send";
const text = (touser: string, content = "您好") => ({ touser, msgtype: "text", text: { content } });
const minute = 60_000;

test("a message opens a window of five messages in forty-eight hours", async () => {
  const { api, person, control, tick } = await trySandbox();
  const openid = await person("小明");
  const codes = [];
  for (let time = 0; time < 6; time++) codes.push((await api(send, text(openid))).errcode);
  expect(codes).toEqual([0, 0, 0, 0, 0, 45047]);
  await person("小明");
  tick(48 * 60 * minute);
  expect((await api(send, text(openid))).errcode).toBe(45015);
  const { entries } = await control(`/conversation?account=shop&from=小明`);
  expect(entries.filter((one: { via: string }) => one.via === "customer-message")).toHaveLength(5);
});

test.each([
  ["a follow", { kind: "subscribe" }],
  ["a scan", { kind: "SCAN", channel: "a" }],
  ["a tap", { kind: "CLICK", key: "a" }],
  ["a scan button", { kind: "scancode_push", key: "a", result: "1" }],
  ["a tap on a message menu", { kind: "text", text: "满意", menuItem: 101 }],
])("%s opens a window of three messages in a minute", async (_, message) => {
  const { api, sandbox, tick } = await trySandbox();
  const { openid } = await sandbox.core.pusher.push({ account: "shop", from: "小明", message });
  const codes = [];
  for (let time = 0; time < 4; time++) codes.push((await api(send, text(openid))).errcode);
  expect(codes).toEqual([0, 0, 0, 45047]);
  tick(minute);
  expect((await api(send, text(openid))).errcode).toBe(45015);
});

test.each([
  { kind: "VIEW", url: "http://x" },
  { kind: "LOCATION", lat: 1, lng: 2 },
  { kind: "pic_weixin", key: "a" },
])("$kind opens no window", async (message) => {
  const { api, sandbox } = await trySandbox();
  const { openid } = await sandbox.core.pusher.push({ account: "shop", from: "小明", message });
  expect((await api(send, text(openid))).errcode).toBe(45015);
});

test("the window that closes first is used first", async () => {
  const { api, sandbox, person } = await trySandbox();
  const openid = await person("小明");
  await sandbox.core.pusher.push({
    account: "shop",
    from: "小明",
    message: { kind: "CLICK", key: "a" },
  });
  for (let time = 0; time < 3; time++) await api(send, text(openid));
  expect(sandbox.core.windows.of("shop", openid)).toMatchObject([
    { cause: "tap", left: 0 },
    { cause: "message", left: 5 },
  ]);
});

test("nobody, somebody who has left, and somebody who refuses get nothing", async () => {
  const { api, sandbox, person } = await trySandbox();
  expect((await api(send, text("oNobody0000000000000000000000"))).errcode).toBe(40003);
  expect((await api(send, text(""))).errcode).toBe(41009);
  const openid = await person("小明");
  sandbox.core.followers.change("shop", openid, { refuses: 1 });
  expect((await api(send, text(openid))).errcode).toBe(48002);
  await sandbox.core.pusher.push({
    account: "shop",
    from: openid,
    message: { kind: "unsubscribe" },
  });
  expect((await api(send, text(openid))).errcode).toBe(45015);
});

test("every kind of message is shown as the follower sees it", async () => {
  const { api, upload, person, control } = await trySandbox();
  const openid = await person("小明");
  await person("小明");
  const image = (await upload("/cgi-bin/media/upload?type=image", sample.png)).media_id;
  const voice = (await upload("/cgi-bin/media/upload?type=voice", sample.amr)).media_id;
  const video = (await upload("/cgi-bin/media/upload?type=video", sample.mp4)).media_id;
  const article = {
    title: "活动",
    description: "满减",
    url: "https://a.example",
    picurl: "https://a.example/p.jpg",
  };
  const bodies = [
    { msgtype: "image", image: { media_id: image } },
    { msgtype: "voice", voice: { media_id: voice } },
    { msgtype: "video", video: { media_id: video, title: "片" } },
    { msgtype: "music", music: { musicurl: "https://m", thumb_media_id: image } },
    { msgtype: "news", news: { articles: [article] } },
  ];
  for (const body of bodies)
    expect(await api(send, { touser: openid, ...body })).toEqual({ errcode: 0, errmsg: "ok" });
  await person("小明");
  const more = [
    {
      msgtype: "msgmenu",
      msgmenu: { head_content: "满意吗", list: [{ id: "1", content: "是" }], tail_content: "谢" },
    },
    { msgtype: "wxcard", wxcard: { card_id: "pCard" } },
    {
      msgtype: "miniprogrampage",
      miniprogrampage: { title: "t", appid: "wx1", pagepath: "p", thumb_media_id: image },
    },
    { msgtype: "link", link: { title: "t", url: "https://a.example", thumb_url: "" } },
  ];
  for (const body of more) expect((await api(send, { touser: openid, ...body })).errcode).toBe(0);
  const { entries } = await control("/conversation?account=shop&from=小明");
  const kinds = entries
    .filter((one: { via: string }) => one.via === "customer-message")
    .map((one: { shown: { kind: string } }) => one.shown.kind);
  expect(kinds).toEqual([
    "image",
    "voice",
    "video",
    "music",
    "articles",
    "options",
    "card",
    "mini-program",
    "articles",
  ]);
});

test.each([
  ["no type", {}, 40008],
  ["an unknown type", { msgtype: "dance" }, 40008],
  ["an empty text", { msgtype: "text", text: { content: "" } }, 44004],
  ["a long text", { msgtype: "text", text: { content: "长".repeat(683) } }, 45002],
  ["no article", { msgtype: "news", news: { articles: [] } }, 44003],
  ["two articles", { msgtype: "news", news: { articles: [{}, {}] } }, 45008],
  ["a long title", { msgtype: "news", news: { articles: [{ title: "长".repeat(43) }] } }, 45003],
  [
    "a long description",
    { msgtype: "news", news: { articles: [{ description: "长".repeat(171) }] } },
    45004,
  ],
  ["a long url", { msgtype: "news", news: { articles: [{ url: "x".repeat(1025) }] } }, 45005],
  [
    "a long picture",
    { msgtype: "news", news: { articles: [{ picurl: "x".repeat(1025) }] } },
    45006,
  ],
  ["an unknown picture", { msgtype: "image", image: { media_id: "x" } }, 40007],
  ["an unknown draft", { msgtype: "mpnews", mpnews: { media_id: "x" } }, 40007],
  [
    "a mini program without a page",
    { msgtype: "miniprogrampage", miniprogrampage: { appid: "wx1" } },
    40165,
  ],
  [
    "an unknown agent",
    { msgtype: "text", text: { content: "x" }, customservice: { kf_account: "a@b" } },
    65401,
  ],
])("a message with %s is refused and costs no place in the window", async (_, body, code) => {
  const { api, person, sandbox } = await trySandbox();
  const openid = await person("小明");
  expect((await api(send, { touser: openid, ...body })).errcode).toBe(code);
  expect(sandbox.core.windows.of("shop", openid)[0]?.left).toBe(5);
});

test("typing is shown for fifteen seconds, to those who were here in the last thirty", async () => {
  const { api, person, tick } = await trySandbox();
  const openid = await person("小明");
  const typing = async (command: string): Promise<number> =>
    (await api("/cgi-bin/message/custom/typing", { touser: openid, command })).errcode;
  expect([
    await typing("Typing"),
    await typing("Typing"),
    await typing("CancelTyping"),
    await typing("Typing"),
    await typing("Dance"),
  ]).toEqual([0, 45081, 0, 0, 45072]);
  tick(15_000);
  expect(await typing("Typing")).toBe(0);
  tick(16_000);
  expect(await typing("Typing")).toBe(45080);
});

test("late messages arrive on the event stream", async () => {
  const { sandbox, api, person } = await trySandbox();
  const openid = await person("小明");
  const response = await fetch(`${sandbox.url}/sandbox/api/events?account=${shop.id}`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  await api(send, text(openid, "晚到"));
  let seen = "";
  while (!seen.includes("晚到")) seen += (await reader?.read())?.value ?? "";
  expect(seen).toContain("event: entry");
  await reader?.cancel();
});
