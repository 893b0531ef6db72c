import { expect, test } from "vitest";
import { listen, shop, trySandbox } from "../start.ts";

const click = { type: "click", name: "今日", key: "TODAY" };
const site = { type: "view", name: "官网", url: "https://shop.example/" };
const menu = {
  button: [
    click,
    { name: "服务", sub_button: [site, { type: "location_select", name: "门店", key: "WHERE" }] },
  ],
};

test("a menu is created, read, shown as it is, and deleted", async () => {
  const { api } = await trySandbox();
  expect((await api("/cgi-bin/menu/get")).errcode).toBe(46003);
  expect(await api("/cgi-bin/menu/create", menu)).toEqual({ errcode: 0, errmsg: "ok" });
  const read = await api("/cgi-bin/menu/get");
  expect(read.menu.button[0]).toEqual({ ...click, sub_button: [] });
  expect(read).not.toHaveProperty("conditionalmenu");
  const current = await api("/cgi-bin/get_current_selfmenu_info");
  expect(current).toMatchObject({
    is_menu_open: 1,
    selfmenu_info: { button: [click, { sub_button: { list: [site, {}] } }] },
  });
  expect(await api("/cgi-bin/menu/delete")).toMatchObject({ errcode: 0 });
  expect((await api("/cgi-bin/menu/get")).errcode).toBe(46003);
});

const view = (url: string) => ({ type: "view", name: "页", url });
const under = (button: object) => ({ button: [{ name: "下", sub_button: [button] }] });

test.each([
  ["no button", { button: [] }, 40016],
  ["four buttons", { button: [click, click, click, click] }, 40016],
  ["six below", { button: [{ name: "下", sub_button: Array(6).fill(click) }] }, 40023],
  ["none below", { button: [{ name: "下", sub_button: [] }] }, 40023],
  ["a third level", under({ name: "下", sub_button: [click] }), 40022],
  ["no name", { button: [{ ...click, name: "" }] }, 40018],
  ["a long name", { button: [{ ...click, name: "名名名名名名" }] }, 40018],
  ["a long name below", under({ ...click, name: "名".repeat(21) }), 40025],
  ["no key", { button: [{ ...click, key: "" }] }, 40019],
  ["a long key below", under({ ...click, key: "k".repeat(129) }), 40026],
  ["no url", { button: [view("")] }, 40020],
  ["a long url below", under(view(`https://a.example/${"x".repeat(1024)}`)), 40027],
  ["no web address", { button: [view("shop.example")] }, 40055],
  ["no web address below", under(view("ftp://shop.example")), 40054],
  ["an unknown type", { button: [{ ...click, type: "dance" }] }, 40017],
  ["an unknown type below", under({ ...click, type: "dance" }), 40024],
  ["an unknown media", { button: [{ type: "media_id", name: "图", media_id: "x" }] }, 40007],
  [
    "a mini program that is not linked",
    {
      button: [
        { type: "miniprogram", name: "小", url: "https://a.example", appid: "x", pagepath: "p" },
      ],
    },
    45064,
  ],
  [
    "a mini program without a page",
    {
      button: [
        { type: "miniprogram", name: "小", url: "https://a.example", appid: "wx0123456789abcdef" },
      ],
    },
    40165,
  ],
])("a menu with %s is refused", async (_, body, code) => {
  const { api } = await trySandbox();
  expect((await api("/cgi-bin/menu/create", body)).errcode).toBe(code);
});

test("conditional menus are tried newest first, for those whom they fit", async () => {
  const { api, sandbox } = await trySandbox();
  const vip = { button: [{ ...click, name: "贵宾" }] };
  const rule = { ...vip, matchrule: { tag_id: "100" } };
  expect((await api("/cgi-bin/menu/addconditional", rule)).errcode).toBe(65303);
  await api("/cgi-bin/menu/create", menu);
  expect((await api("/cgi-bin/menu/addconditional", { ...vip, matchrule: {} })).errcode).toBe(
    65304,
  );
  expect(
    (await api("/cgi-bin/menu/addconditional", { matchrule: { tag_id: "100" } })).errcode,
  ).toBe(65308);
  expect((await api("/cgi-bin/menu/addconditional", rule)).errcode).toBe(45159);
  await api("/cgi-bin/tags/create", { tag: { name: "VIP" } });
  const { menuid } = await api("/cgi-bin/menu/addconditional", rule);
  const iphone = { button: [{ ...click, name: "苹果" }], matchrule: { client_platform_type: "1" } };
  await api("/cgi-bin/menu/addconditional", iphone);
  const many = {
    button: [
      view("https://a.example"),
      { name: "x", sub_button: ["b", "c", "d"].map((host) => view(`https://${host}.example`)) },
    ],
  };
  expect(
    (await api("/cgi-bin/menu/addconditional", { ...many, matchrule: { tag_id: "100" } })).errcode,
  ).toBe(65316);
  const nameFor = async (openid: string): Promise<string> =>
    (await api("/cgi-bin/menu/trymatch", { user_id: openid })).button[0].name;
  const { openid } = sandbox.core.followers.meet("shop", "小明");
  expect(await nameFor(openid)).toBe("今日");
  await api("/cgi-bin/tags/members/batchtagging", { openid_list: [openid], tagid: 100 });
  expect(await nameFor(openid)).toBe("贵宾");
  sandbox.core.followers.change("shop", openid, { platform: 1 });
  expect(await nameFor(openid)).toBe("苹果");
  expect((await api("/cgi-bin/menu/get")).conditionalmenu).toHaveLength(2);
  expect(
    (await api("/cgi-bin/menu/trymatch", { user_id: "oNobody0000000000000000000000" })).errcode,
  ).toBe(65302);
  expect((await api("/cgi-bin/menu/delconditional", { menuid })).errcode).toBe(0);
  expect((await api("/cgi-bin/menu/delconditional", { menuid })).errcode).toBe(65301);
});

test("a tap does what the button of the follower's menu says", async () => {
  const bot = await listen(() => "success");
  const { api, control, sandbox } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  const picture = sandbox.core.media.put({
    account: "shop",
    type: "image",
    name: "a",
    contentType: "image/png",
    bytes: Buffer.from("x"),
    permanent: true,
  });
  await api("/cgi-bin/menu/create", {
    button: [
      click,
      {
        name: "更多",
        sub_button: [
          site,
          { type: "location_select", name: "门店", key: "WHERE" },
          { type: "pic_weixin", name: "图", key: "PIC" },
          { type: "scancode_waitmsg", name: "扫", key: "SCAN" },
        ],
      },
      { type: "media_id", name: "海报", media_id: picture.mediaId },
    ],
  });
  const tap = (body: object) => control("/tap", { account: "shop", from: "小明", ...body });
  expect((await tap({ path: [0] })).pushes).toHaveLength(1);
  expect(await tap({ path: [1, 0] })).toMatchObject({ opened: "https://shop.example/" });
  expect((await tap({ button: "WHERE", lat: 31, lng: 121 })).pushes).toHaveLength(2);
  expect((await tap({ button: "图" })).pushes).toHaveLength(2);
  expect(
    (await tap({ button: "SCAN", result: "EAN_13,690", type: "barcode" })).pushes,
  ).toHaveLength(1);
  expect((await tap({ path: [2] })).pushes).toHaveLength(0);
  const names = bot.received.map(
    ({ body }) => /<(?:Event|MsgType)><!\[CDATA\[((?!event).*?)\]\]/.exec(body)?.[1],
  );
  expect(names).toEqual([
    "CLICK",
    "VIEW",
    "location_select",
    "location",
    "pic_weixin",
    "image",
    "scancode_waitmsg",
  ]);
  expect(bot.received[1]?.body).toMatch(/<MenuId>2000000\d\d<\/MenuId>/);
  const { entries } = await control("/conversation?account=shop&from=小明");
  expect(entries.at(-1)).toMatchObject({
    via: "menu",
    shown: { kind: "image", mediaId: picture.mediaId },
  });
  expect(await tap({ button: "没有" })).toEqual({
    error: "no such button in the menu of this follower",
  });
});
