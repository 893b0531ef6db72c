import { expect, test } from "vitest";
import { shop, trySandbox } from "../start.ts";

const nobody = "oNobody0000000000000000000000";

test("a follower's profile holds what the platform still tells", async () => {
  const { api, sandbox, control } = await trySandbox();
  await control("/followers", {
    account: "shop",
    followers: [{ name: "小明", unionid: "oU1", language: "en" }],
  });
  const { openid } = sandbox.core.followers.meet("shop", "小明");
  const info = await api(`/cgi-bin/user/info?openid=${openid}&lang=zh_CN`);
  expect(info).toEqual({
    subscribe: 1,
    openid,
    language: "en",
    subscribe_time: 1_795_399_200,
    unionid: "oU1",
    remark: "",
    groupid: 0,
    tagid_list: [],
    subscribe_scene: "ADD_SCENE_SEARCH",
    qr_scene: 0,
    qr_scene_str: "",
  });
  expect((await api(`/cgi-bin/user/info?openid=${nobody}`)).errcode).toBe(40003);
  await control("/unfollow", { account: "shop", from: "小明" });
  expect(await api(`/cgi-bin/user/info?openid=${openid}`)).toEqual({
    subscribe: 0,
    openid,
    unionid: "oU1",
  });
});

test("profiles come by the hundred", async () => {
  const { api, sandbox } = await trySandbox();
  const openids = ["甲", "乙"].map((name) => sandbox.core.followers.meet("shop", name).openid);
  const user_list = openids.map((openid) => ({ openid, lang: "zh_CN" }));
  expect((await api("/cgi-bin/user/info/batchget", { user_list })).user_info_list).toHaveLength(2);
  expect(
    (await api("/cgi-bin/user/info/batchget", { user_list: Array(101).fill(user_list[0]) }))
      .errcode,
  ).toBe(40032);
  expect(
    (await api("/cgi-bin/user/info/batchget", { user_list: [{ openid: nobody }] })).errcode,
  ).toBe(40003);
});

test("the list comes in pages of ten thousand, in the order of following", async () => {
  const { api, control, sandbox } = await trySandbox();
  await control("/followers", { account: "shop", count: 10_001 });
  const first = await api("/cgi-bin/user/get");
  expect(first).toMatchObject({ total: 10_001, count: 10_000 });
  const second = await api(`/cgi-bin/user/get?next_openid=${first.next_openid}`);
  expect(second).toMatchObject({
    count: 1,
    data: { openid: [sandbox.core.followers.openidOf("shop", "粉丝10001")] },
  });
  expect(await api(`/cgi-bin/user/get?next_openid=${second.next_openid}`)).toEqual({
    total: 10_001,
    count: 0,
    next_openid: "",
  });
  expect((await api(`/cgi-bin/user/get?next_openid=${nobody}`)).errcode).toBe(40003);
  await control("/unfollow", { account: "shop", from: "粉丝1" });
  await control("/follow", { account: "shop", from: "粉丝1" });
  const again = await api(`/cgi-bin/user/get?next_openid=${second.next_openid}`);
  expect(again.data.openid).toEqual([sandbox.core.followers.openidOf("shop", "粉丝1")]);
});

test("remarks are kept, the blacklist is a list of its own", async () => {
  const { api, sandbox } = await trySandbox();
  const { openid } = sandbox.core.followers.meet("shop", "小明");
  expect((await api("/cgi-bin/user/info/updateremark", { openid, remark: "老客" })).errcode).toBe(
    0,
  );
  expect(await api(`/cgi-bin/user/info?openid=${openid}`)).toMatchObject({ remark: "老客" });
  expect(
    (await api("/cgi-bin/user/info/updateremark", { openid, remark: "长".repeat(30) })).errcode,
  ).toBe(40035);
  expect(
    (await api("/cgi-bin/tags/members/batchblacklist", { openid_list: [openid] })).errcode,
  ).toBe(0);
  expect(await api("/cgi-bin/tags/members/getblacklist", { begin_openid: "" })).toMatchObject({
    total: 1,
    data: { openid: [openid] },
  });
  expect(
    (await api("/cgi-bin/tags/members/batchunblacklist", { openid_list: [openid] })).errcode,
  ).toBe(0);
  expect((await api("/cgi-bin/tags/members/getblacklist", { begin_openid: "" })).total).toBe(0);
  expect(
    (await api("/cgi-bin/tags/members/batchblacklist", { openid_list: Array(21).fill(openid) }))
      .errcode,
  ).toBe(40032);
});

test("tags are named, given and taken, within their limits", async () => {
  const { api, sandbox } = await trySandbox();
  const { tag } = await api("/cgi-bin/tags/create", { tag: { name: "VIP" } });
  expect(tag).toEqual({ id: 100, name: "VIP" });
  const codes = [];
  for (const name of ["VIP", "", "长".repeat(31)])
    codes.push((await api("/cgi-bin/tags/create", { tag: { name } })).errcode);
  expect(codes).toEqual([45157, 45157, 45158]);
  const { openid } = sandbox.core.followers.meet("shop", "小明");
  const give = (tagid: number, openid_list = [openid]) =>
    api("/cgi-bin/tags/members/batchtagging", { tagid, openid_list });
  expect((await give(100)).errcode).toBe(0);
  expect(await api("/cgi-bin/tags/getidlist", { openid })).toEqual({ tagid_list: [100] });
  expect(await api("/cgi-bin/user/tag/get", { tagid: 100 })).toEqual({
    count: 1,
    data: { openid: [openid] },
    next_openid: openid,
  });
  expect((await api("/cgi-bin/tags/get")).tags).toEqual([
    { id: 2, name: "星标组", count: 0 },
    { id: 100, name: "VIP", count: 1 },
  ]);
  expect((await give(999)).errcode).toBe(45159);
  expect((await give(100, [])).errcode).toBe(40032);
  expect((await give(100, [nobody])).errcode).toBe(40003);
  expect((await api("/cgi-bin/tags/update", { tag: { id: 100, name: "会员" } })).errcode).toBe(0);
  expect((await api("/cgi-bin/tags/update", { tag: { id: 2, name: "x" } })).errcode).toBe(45058);
  expect(
    (await api("/cgi-bin/tags/members/batchuntagging", { tagid: 100, openid_list: [openid] }))
      .errcode,
  ).toBe(0);
  expect((await api("/cgi-bin/tags/delete", { tag: { id: 100 } })).errcode).toBe(0);
  expect((await api("/cgi-bin/tags/delete", { tag: { id: 100 } })).errcode).toBe(45159);
});

test("an account has a hundred tags, a follower twenty", async () => {
  const { api, sandbox } = await trySandbox();
  for (let place = 0; place < 100; place++)
    await api("/cgi-bin/tags/create", { tag: { name: `标签${place}` } });
  expect((await api("/cgi-bin/tags/create", { tag: { name: "多" } })).errcode).toBe(45056);
  expect((await api("/cgi-bin/groups/create", { group: { name: "多" } })).errcode).toBe(45018);
  const { openid } = sandbox.core.followers.meet("shop", "小明");
  const codes = [];
  for (let tagid = 100; tagid < 121; tagid++)
    codes.push(
      (await api("/cgi-bin/tags/members/batchtagging", { tagid, openid_list: [openid] })).errcode,
    );
  expect(codes.filter((code) => code === 0)).toHaveLength(20);
  expect(codes.at(-1)).toBe(45059);
});

test("a tag of more than a hundred thousand followers cannot be deleted", async () => {
  const { api, sandbox } = await trySandbox();
  await api("/cgi-bin/tags/create", { tag: { name: "多" } });
  sandbox.core.database.together(() => {
    for (let place = 0; place <= 100_000; place++)
      sandbox.core.tags.give("shop", 100, `o${place}`, place);
  });
  expect((await api("/cgi-bin/tags/delete", { tag: { id: 100 } })).errcode).toBe(45057);
});

test("an OpenID of another account is told from one of nobody", async () => {
  const other = { ...shop, id: "other", appId: "wxeeeeeeeeeeeeeeee" };
  const { api, sandbox } = await trySandbox({ accounts: [shop, other] });
  const { openid } = sandbox.core.followers.meet("other", "小明");
  expect((await api("/cgi-bin/tags/getidlist", { openid })).errcode).toBe(49003);
});

test("old groups are tags under another name", async () => {
  const { api, sandbox } = await trySandbox();
  const { openid } = sandbox.core.followers.meet("shop", "小明");
  const { group } = await api("/cgi-bin/groups/create", { group: { name: "老客" } });
  expect(
    (await api("/cgi-bin/groups/members/update", { openid, to_groupid: group.id })).errcode,
  ).toBe(0);
  expect(await api("/cgi-bin/groups/getid", { openid })).toEqual({ groupid: group.id });
  expect((await api("/cgi-bin/groups/get")).groups.at(-1)).toEqual({
    id: group.id,
    name: "老客",
    count: 1,
  });
  const codes = [];
  codes.push((await api("/cgi-bin/groups/create", { group: { name: "" } })).errcode);
  codes.push((await api("/cgi-bin/groups/create", { group: { name: "长".repeat(31) } })).errcode);
  codes.push((await api("/cgi-bin/groups/update", { group: { id: 1, name: "x" } })).errcode);
  codes.push((await api("/cgi-bin/groups/update", { group: { id: 999, name: "x" } })).errcode);
  codes.push(
    (await api("/cgi-bin/groups/members/batchupdate", { openid_list: [], to_groupid: 0 })).errcode,
  );
  expect(codes).toEqual([40051, 45017, 45016, 40050, 40032]);
  expect(
    (await api("/cgi-bin/groups/members/batchupdate", { openid_list: [openid], to_groupid: 0 }))
      .errcode,
  ).toBe(0);
  expect((await api("/cgi-bin/groups/delete", { group: { id: group.id } })).errcode).toBe(0);
});

test("an account that moved learns the new OpenIDs", async () => {
  const old = { ...shop, id: "old", appId: "wxdddddddddddddddd" };
  const { api, sandbox } = await trySandbox({ accounts: [shop, old] });
  const { openid } = sandbox.core.followers.meet("old", "小明");
  const moved = await api("/cgi-bin/changeopenid", {
    from_appid: old.appId,
    openid_list: [openid, nobody],
  });
  expect(moved.result_list).toMatchObject([
    { ori_openid: openid, err_msg: "ok" },
    { err_msg: "ori_openid error" },
  ]);
});
