import { expect, test } from "vitest";
import { listen, sample, shop, trySandbox } from "../start.ts";

/** A sandbox whose pushes are collected. */
const withBot = async () => {
  const bot = await listen(() => "success");
  const tried = await trySandbox();
  tried.sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  const pushed = async (name: string): Promise<string> => {
    await tried.control("/settle", {});
    return (
      bot.received.findLast(({ body }) => body.includes(`<Event><![CDATA[${name}]]>`))?.body ?? ""
    );
  };
  return { ...tried, bot, pushed };
};
const month = 31 * 24 * 3_600_000;

test("a template message is shown with its lines, and its end is pushed", async () => {
  const { api, control, person, pushed } = await withBot();
  const openid = await person("小明", false);
  const { template_id } = await control("/templates", {
    account: "shop",
    title: "取货",
    content: "商品:{{thing1.DATA}}\n金额:{{amount2.DATA}}\n{{remark.DATA}}",
  });
  const body = {
    touser: openid,
    template_id,
    url: "https://a.example",
    data: { thing1: { value: "拿铁" }, amount2: { value: "28.00元" }, remark: { value: "x" } },
  };
  const sent = await api("/cgi-bin/message/template/send", body);
  expect(sent).toMatchObject({ errcode: 0, msgid: expect.any(Number) });
  expect(await pushed("TEMPLATESENDJOBFINISH")).toContain(
    `<MsgID>${sent.msgid}</MsgID><Status><![CDATA[success]]></Status>`,
  );
  const { entries } = await control("/conversation?account=shop&from=小明");
  expect(entries.at(-1).shown).toEqual({
    kind: "notice",
    title: "取货",
    lines: [
      { name: "商品", value: "拿铁" },
      { name: "金额", value: "28.00元" },
    ],
    url: "https://a.example",
    page: "",
  });
  await control("/verdicts", { account: "shop", job: "template", result: "failed: system failed" });
  await api("/cgi-bin/message/template/send", body);
  expect(await pushed("TEMPLATESENDJOBFINISH")).toContain("failed: system failed");
  await control("/followers", { account: "shop", followers: [{ name: "小明", refuses: true }] });
  await api("/cgi-bin/message/template/send", body);
  expect(await pushed("TEMPLATESENDJOBFINISH")).toContain("failed:user block");
  const once = { ...body, client_msg_id: "A1" };
  expect([
    (await api("/cgi-bin/message/template/send", once)).errcode,
    (await api("/cgi-bin/message/template/send", once)).errcode,
  ]).toEqual([0, 45065]);
});

test("a template message that breaks a rule is refused", async () => {
  const { api, control, person } = await withBot();
  const touser = await person("小明", false);
  const { template_id } = await control("/templates", {
    account: "shop",
    title: "t",
    content: "a:{{thing1.DATA}}\nb:{{phrase2.DATA}}",
  });
  const good = {
    touser,
    template_id,
    data: { thing1: { value: "x" }, phrase2: { value: "已完成" } },
  };
  const code = async (more: object): Promise<number> =>
    (await api("/cgi-bin/message/template/send", { ...good, ...more })).errcode;
  expect(await code({ touser: "oNobody0000000000000000000000" })).toBe(40003);
  expect(await code({ template_id: "" })).toBe(40036);
  expect(await code({ template_id: "x" })).toBe(40037);
  expect(await code({ data: { thing1: { value: "x" } } })).toBe(47003);
  expect(
    await code({ data: { thing1: { value: "长".repeat(21) }, phrase2: { value: "好" } } }),
  ).toBe(47003);
  expect(await code({ data: { thing1: { value: "x" }, phrase2: { value: "abc" } } })).toBe(47003);
  expect(await code({ miniprogram: { appid: "wx1", pagepath: "坏 页" } })).toBe(40165);
  await api("/cgi-bin/tags/members/batchblacklist", { openid_list: [touser] });
  expect(await code({})).toBe(43019);
  await control("/unfollow", { account: "shop", from: "小明" });
  expect(await code({})).toBe(43004);
});

test("templates are chosen, listed and dropped, industries changed once a month", async () => {
  const { api, tick } = await withBot();
  const { template_id } = await api("/cgi-bin/template/api_add_template", {
    template_id_short: "TM1",
    keyword_name_list: ["商品", "时间"],
  });
  expect((await api("/cgi-bin/template/get_all_private_template")).template_list).toMatchObject([
    { template_id, content: "商品:{{thing1.DATA}}\n时间:{{time2.DATA}}\n" },
  ]);
  expect((await api("/cgi-bin/template/del_private_template", { template_id })).errcode).toBe(0);
  expect((await api("/cgi-bin/template/del_private_template", { template_id })).errcode).toBe(
    40037,
  );
  for (let place = 0; place < 25; place++)
    await api("/cgi-bin/template/api_add_template", { template_id_short: `T${place}` });
  expect(
    (await api("/cgi-bin/template/api_add_template", { template_id_short: "T" })).errcode,
  ).toBe(45026);
  const set = () =>
    api("/cgi-bin/template/api_set_industry", { industry_id1: "1", industry_id2: "10" });
  expect([(await set()).errcode, (await set()).errcode]).toEqual([0, 43100]);
  expect(await api("/cgi-bin/template/get_industry")).toMatchObject({
    secondary_industry: { first_class: "餐饮" },
  });
  tick(month);
  expect((await set()).errcode).toBe(0);
});

test("a subscription notice needs the follower's permission, once or for long", async () => {
  const { api, control, person, pushed } = await withBot();
  const touser = await person("小明", false);
  expect((await api("/wxaapi/newtmpl/getcategory")).data).toHaveLength(2);
  const { data } = await api("/wxaapi/newtmpl/getpubtemplatetitles?ids=307&start=0&limit=30");
  expect(
    (await api(`/wxaapi/newtmpl/getpubtemplatekeywords?tid=${data[0].tid}`)).data[0],
  ).toMatchObject({ rule: "thing" });
  const { priTmplId } = await api("/wxaapi/newtmpl/addtemplate", {
    tid: "99",
    kidList: [1, 2],
    sceneDesc: "取货",
  });
  const body = {
    touser,
    template_id: priTmplId,
    data: { thing1: { value: "拿铁" }, time2: { value: "2026-11-23 10:00" } },
  };
  const send = async (): Promise<number> =>
    (await api("/cgi-bin/message/subscribe/bizsend", body)).errcode;
  expect(await send()).toBe(43101);
  await control("/notices/answer", {
    account: "shop",
    from: "小明",
    template: priTmplId,
    accept: true,
  });
  expect(await pushed("subscribe_msg_popup_event")).toContain("accept");
  expect([await send(), await send()]).toEqual([0, 43101]);
  expect(await pushed("subscribe_msg_sent_event")).toContain("<ErrorCode>0</ErrorCode>");
  await control("/notices/off", { account: "shop", from: "小明", template: priTmplId });
  expect(await pushed("subscribe_msg_change_event")).toContain("reject");
  expect((await api("/wxaapi/newtmpl/gettemplate")).data).toMatchObject([{ priTmplId, type: 2 }]);
  expect((await api("/wxaapi/newtmpl/deltemplate", { priTmplId })).errcode).toBe(0);
});

test("a one-time subscription is confirmed on a page and good for one message", async () => {
  const { api, sandbox, person } = await withBot();
  const touser = await person("小明", false);
  const query = `appid=${shop.appId}&action=get_confirm&scene=7&template_id=T&redirect_url=${encodeURIComponent("https://a.example/b")}&openid=${touser}`;
  const page = await (await fetch(`${sandbox.url}/mp/subscribemsg?${query}`)).text();
  const link = /class="button" href="([^"]+)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const back = await fetch(sandbox.url + link, { redirect: "manual" });
  expect(back.headers.get("location")).toContain("action=confirm");
  const body = {
    touser,
    template_id: "T",
    scene: "7",
    title: "提醒",
    url: "",
    data: { content: { value: "到了" } },
  };
  const codes = [
    (await api("/cgi-bin/message/template/subscribe", body)).errcode,
    (await api("/cgi-bin/message/template/subscribe", body)).errcode,
  ];
  expect(codes).toEqual([0, 43101]);
});

test("a broadcast reaches those of the tag, and its result is pushed", async () => {
  const { api, control, person, pushed, tick } = await withBot();
  const openids = [await person("甲", false), await person("乙", false), await person("丙", false)];
  await api("/cgi-bin/tags/create", { tag: { name: "VIP" } });
  await api("/cgi-bin/tags/members/batchtagging", { tagid: 100, openid_list: openids.slice(0, 2) });
  const toTag = {
    filter: { is_to_all: false, tag_id: 100 },
    msgtype: "text",
    text: { content: "上新" },
  };
  const sent = await api("/cgi-bin/message/mass/sendall", { ...toTag, clientmsgid: "job-1" });
  expect(sent).toMatchObject({ errcode: 0, errmsg: "send job submission success" });
  expect(await pushed("MASSSENDJOBFINISH")).toContain(
    "<Status><![CDATA[send success]]></Status><TotalCount>2</TotalCount>",
  );
  expect(await api("/cgi-bin/message/mass/get", { msg_id: sent.msg_id })).toEqual({
    msg_id: sent.msg_id,
    msg_status: "SEND_SUCCESS",
  });
  expect(
    (await api("/cgi-bin/message/mass/sendall", { ...toTag, clientmsgid: "job-1" })).errcode,
  ).toBe(45066);
  tick(60_000);
  expect(
    (await api("/cgi-bin/message/mass/sendall", { ...toTag, clientmsgid: "job-1" })).errcode,
  ).toBe(45065);
  expect(
    (await api("/cgi-bin/message/mass/sendall", { ...toTag, clientmsgid: "x".repeat(65) })).errcode,
  ).toBe(45067);
  await control("/verdicts", { account: "shop", job: "mass", result: "err(20001)" });
  await api("/cgi-bin/message/mass/send", {
    touser: openids,
    msgtype: "text",
    text: { content: "x" },
  });
  expect(await pushed("MASSSENDJOBFINISH")).toContain("err(20001)");
  const toAll = { ...toTag, filter: { is_to_all: true } };
  tick(24 * 3_600_000);
  expect([
    (await api("/cgi-bin/message/mass/sendall", toAll)).errcode,
    (await api("/cgi-bin/message/mass/sendall", toAll)).errcode,
  ]).toEqual([0, 45028]);
  for (let time = 0; time < 3; time++) await api("/cgi-bin/message/mass/sendall", toTag);
  expect(await pushed("MASSSENDJOBFINISH")).toContain(
    "<SentCount>0</SentCount><ErrorCount>2</ErrorCount>",
  );
});

test("a broadcast that names nobody, or says nothing, is refused; a preview goes to one", async () => {
  const { api, person, control } = await withBot();
  const openid = await person("小明", false);
  const body = { msgtype: "text", text: { content: "x" } };
  const list = async (touser: string[]): Promise<number> =>
    (await api("/cgi-bin/message/mass/send", { ...body, touser })).errcode;
  expect([
    await list([openid]),
    await list(Array(10_001).fill(openid)),
    await list([openid, "oNobody0000000000000000000000"]),
  ]).toEqual([40130, 40032, 40003]);
  expect(
    (await api("/cgi-bin/message/mass/sendall", { ...body, filter: { tag_id: 9 } })).errcode,
  ).toBe(45159);
  expect(
    (await api("/cgi-bin/message/mass/sendall", { msgtype: "dance", filter: { is_to_all: true } }))
      .errcode,
  ).toBe(40008);
  expect(await api("/cgi-bin/message/mass/preview", { ...body, touser: openid })).toMatchObject({
    errmsg: "preview success",
  });
  expect((await api("/cgi-bin/message/mass/preview", { ...body, towxname: "没有" })).errcode).toBe(
    40132,
  );
  const { entries } = await control("/conversation?account=shop&from=小明");
  expect(entries.at(-1)).toMatchObject({ via: "preview", shown: { text: "x" } });
  expect((await api("/cgi-bin/message/mass/speed/set", { speed: 5 })).errcode).toBe(45083);
  await api("/cgi-bin/message/mass/speed/set", { speed: 3 });
  expect(await api("/cgi-bin/message/mass/speed/get", {})).toEqual({ speed: 3, realspeed: 30 });
});

test("a draft is written, changed, published and gone from the box", async () => {
  const { api, upload, pushed, control } = await withBot();
  const { media_id: thumb } = await upload("/cgi-bin/material/add_material?type=thumb", sample.jpg);
  const article = {
    title: "开业",
    content: "<p>九折</p><script>x</script>",
    thumb_media_id: thumb,
  };
  const { media_id } = await api("/cgi-bin/draft/add", { articles: [article] });
  expect((await api("/cgi-bin/draft/get", { media_id })).news_item).toMatchObject([
    { title: "开业", digest: "九折", content: "<p>九折</p>" },
  ]);
  expect(
    (
      await api("/cgi-bin/draft/update", {
        media_id,
        index: 0,
        articles: { ...article, title: "开业了" },
      })
    ).errcode,
  ).toBe(0);
  expect(
    (await api("/cgi-bin/draft/update", { media_id, index: 3, articles: article })).errcode,
  ).toBe(40114);
  expect(
    await api("/cgi-bin/draft/batchget", { offset: 0, count: 20, no_content: 1 }),
  ).toMatchObject({
    total_count: 1,
    item: [{ media_id, content: { news_item: [{ content: "" }] } }],
  });
  await control("/verdicts", { account: "shop", job: "publish", result: "2" });
  await api("/cgi-bin/freepublish/submit", { media_id });
  expect(await pushed("PUBLISHJOBFINISH")).toContain(
    "<publish_status>2</publish_status><fail_idx>1</fail_idx>",
  );
  const { publish_id } = await api("/cgi-bin/freepublish/submit", { media_id });
  expect(await pushed("PUBLISHJOBFINISH")).toContain(
    `<publish_id>${publish_id}</publish_id><publish_status>0</publish_status>`,
  );
  const { article_id } = await api("/cgi-bin/freepublish/get", { publish_id });
  expect((await api("/cgi-bin/freepublish/getarticle", { article_id })).news_item).toMatchObject([
    { title: "开业了", is_deleted: false },
  ]);
  expect(await api("/cgi-bin/draft/count")).toEqual({ total_count: 0 });
  expect((await api("/cgi-bin/freepublish/submit", { media_id })).errcode).toBe(40007);
  expect((await api("/cgi-bin/freepublish/delete", { article_id, index: 9 })).errcode).toBe(40114);
  expect((await api("/cgi-bin/freepublish/delete", { article_id })).errcode).toBe(0);
  expect((await api("/cgi-bin/freepublish/batchget", { offset: 0, count: 20 })).total_count).toBe(
    0,
  );
});

test.each([
  ["no article", [], 44003],
  ["nine articles", Array(9).fill({}), 45008],
  ["no title", [{ content: "x" }], 45003],
  ["no text", [{ title: "x" }], 44004],
  ["a long digest", [{ title: "x", digest: "长".repeat(121) }], 45004],
  ["too much text", [{ title: "x", content: "长".repeat(20_001) }], 45166],
  ["a bad source", [{ title: "x", content: "x", content_source_url: "ftp://a" }], 41039],
  ["no picture", [{ title: "x", content: "x", thumb_media_id: "x" }], 40007],
])("a draft with %s is refused", async (_, articles, code) => {
  const { api } = await trySandbox();
  expect((await api("/cgi-bin/draft/add", { articles })).errcode).toBe(code);
});
