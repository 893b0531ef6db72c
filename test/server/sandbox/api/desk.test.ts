import { expect, test } from "vitest";
import { listen, sample, shop, startMs, trySandbox } from "../start.ts";

const agent = "kf2001@gh_demo";

const withDesk = async () => {
  const bot = await listen(() => "success");
  const tried = await trySandbox();
  tried.sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  const events = async (): Promise<string[]> => {
    await tried.control("/settle", {});
    return bot.received.flatMap(({ body }) => /<Event><!\[CDATA\[(kf_\w+)/.exec(body)?.[1] ?? []);
  };
  return { ...tried, events };
};

test("agents are added, invited, renamed, shown and removed", async () => {
  const { api, control, upload } = await withDesk();
  const add = async (kf_account: string, nickname = "小美"): Promise<number> =>
    (await api("/customservice/kfaccount/add", { kf_account, nickname })).errcode;
  expect([
    await add(agent),
    await add(agent),
    await add("x"),
    await add("toolongprefix@gh"),
    await add("a@gh", ""),
  ]).toEqual([0, 65406, 65404, 61454, 65403]);
  const invite = async (): Promise<number> =>
    (await api("/customservice/kfaccount/inviteworker", { kf_account: agent, invite_wx: "wx1" }))
      .errcode;
  expect([await invite(), await invite()]).toEqual([0, 65411]);
  expect((await api("/cgi-bin/customservice/getkflist")).kf_list).toMatchObject([
    { kf_account: agent, invite_status: "waiting" },
  ]);
  await control("/agents", { account: "shop", agent, accepts: true, online: 1 });
  expect(await invite()).toBe(65408);
  expect(
    (await api("/customservice/kfaccount/update", { kf_account: agent, nickname: "小丽" })).errcode,
  ).toBe(0);
  expect(
    (await upload(`/customservice/kfaccount/uploadheadimg?kf_account=${agent}`, sample.jpg))
      .errcode,
  ).toBe(0);
  expect((await api("/cgi-bin/customservice/getkflist")).kf_list).toMatchObject([
    { kf_nick: "小丽", kf_wx: "wx1", kf_headimgurl: expect.stringContaining("/mmbiz/") },
  ]);
  expect((await api("/cgi-bin/customservice/getonlinekflist")).kf_online_list).toEqual([
    { kf_account: agent, status: 1, kf_id: "1001", accepted_case: 0 },
  ]);
  expect((await api(`/customservice/kfaccount/del?kf_account=${agent}`)).errcode).toBe(0);
  expect(
    (await api("/customservice/kfaccount/update", { kf_account: agent, nickname: "x" })).errcode,
  ).toBe(65401);
});

test("a session opens, moves and closes with its events, and everything said is recorded", async () => {
  const { api, control, person, events } = await withDesk();
  const openid = await person("小明");
  for (const name of [agent, "kf2002@gh_demo"])
    await control("/agents", { account: "shop", agent: name, online: 1 });
  const body = { kf_account: agent, openid };
  expect((await api("/customservice/kfsession/close", body)).errcode).toBe(65413);
  expect((await api("/customservice/kfsession/create", body)).errcode).toBe(0);
  expect(
    (await api("/customservice/kfsession/create", { ...body, kf_account: "kf2002@gh_demo" }))
      .errcode,
  ).toBe(65414);
  expect(await api(`/customservice/kfsession/getsession?openid=${openid}`)).toEqual({
    createtime: startMs / 1000,
    kf_account: agent,
  });
  expect(
    (await api(`/customservice/kfsession/getsessionlist?kf_account=${agent}`)).sessionlist,
  ).toMatchObject([{ openid }]);
  await person("小明");
  await control("/agents/say", { account: "shop", from: "小明", text: "您好，我是小美" });
  await control("/agents/accept", { account: "shop", from: "小明", agent: "kf2002@gh_demo" });
  expect(
    (await api("/customservice/kfsession/close", { ...body, kf_account: "kf2002@gh_demo" }))
      .errcode,
  ).toBe(0);
  expect(await events()).toEqual(["kf_create_session", "kf_switch_session", "kf_close_session"]);
  const span = {
    starttime: startMs / 1000 - 10,
    endtime: startMs / 1000 + 10,
    msgid: 1,
    number: 100,
  };
  const { recordlist } = await api("/customservice/msgrecord/getmsglist", span);
  expect(recordlist).toMatchObject([
    { opercode: 2003, text: "hi", worker: agent },
    { opercode: 2002, text: "您好，我是小美" },
  ]);
  expect(
    (
      await api("/customservice/msgrecord/getmsglist", {
        ...span,
        endtime: span.starttime + 86_401,
      })
    ).errcode,
  ).toBe(65417);
  expect(
    (await api("/customservice/msgrecord/getmsglist", { ...span, number: 10_001 })).errcode,
  ).toBe(65416);
  await control("/agents", { account: "shop", agent, online: 0 });
  expect((await api("/customservice/kfsession/create", body)).errcode).toBe(65415);
});

test("who waits is listed until an agent takes him on", async () => {
  const { api, control, sandbox, events } = await withDesk();
  const openid = sandbox.core.followers.meet("shop", "小明").openid;
  sandbox.core.desk.handOver("shop", openid, "");
  expect(await api("/customservice/kfsession/getwaitcase")).toMatchObject({
    count: 1,
    waitcaselist: [{ openid }],
  });
  await control("/agents", { account: "shop", agent, online: 1 });
  await control("/agents/accept", { account: "shop", from: "小明", agent });
  expect((await api("/customservice/kfsession/getwaitcase")).count).toBe(0);
  await control("/agents/close", { account: "shop", from: "小明" });
  expect(await events()).toEqual(["kf_create_session", "kf_close_session"]);
  expect(await control("/agents/say", { account: "shop", from: "小明", text: "x" })).toEqual({
    error: "no agent serves this follower",
  });
});
