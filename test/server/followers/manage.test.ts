import { expect, test } from "vitest";
import type { Account } from "../../../engine/index.ts";
import { newFollower } from "../../../engine/index.ts";
import { manageFollowers } from "../../../server/followers/manage.ts";
import { createTagIds } from "../../../server/wechat/tag-ids.ts";
import { settings } from "../../builders.ts";
import { tryPerforming } from "../effects/rig.ts";

const tryManaging = async (of: Partial<Account> = {}) => {
  const tried = await tryPerforming();
  const { library, client } = tried.startProcess();
  const account = settings({ id: "shop", tags: ["VIP", "老客"], ...of });
  const manage = manageFollowers({
    ...{ followers: library.followers, client, nowMs: tried.clock.nowMs },
    tagIds: createTagIds(tried.clock.nowMs),
    settings: async () => account,
  });
  const meet = async (name: string, tags: readonly string[] = []) => {
    const { openid } = tried.sandbox.core.followers.meet("shop", name);
    await library.followers.save("shop", openid, { ...newFollower(), tags, followedAtMs: 1 });
    return openid;
  };
  const find = async (openid: string) => library.followers.find("shop", openid);
  const { core } = tried.sandbox;
  const tagsThere = (openid: string) => core.tags.of("shop", openid).length;
  return { ...tried, library, manage, meet, find, core, tagsThere };
};

test("a remark is the platform's and ours, and people are found by it", async () => {
  const { manage, meet, find, core, library } = await tryManaging();
  const openid = await meet("甲");
  expect((await manage.remark("shop", openid, "王老板")).ok).toBe(true);
  expect((await find(openid))?.values).toEqual({ remark: "王老板" });
  expect(core.followers.get("shop", openid)?.remark).toBe("王老板");
  const page = { before: null, limit: 10 };
  const found = await library.followers.list("shop", { text: "王老" }, page);
  expect(found.map((one) => one.openid)).toEqual([openid]);
  expect((await manage.remark("shop", openid, "")).ok).toBe(true);
  expect((await find(openid))?.values).toEqual({});
  expect(await manage.remark("shop", openid, "长".repeat(30))).toMatchObject({
    ok: false,
    code: "follower-remark",
  });
});

test("tags that the account lists go to the platform, the others stay ours", async () => {
  const { manage, meet, find, tagsThere } = await tryManaging();
  const [one, two] = [await meet("甲", ["老客"]), await meet("乙")];
  const change = { add: ["VIP", "自己的"], remove: ["老客"] };
  expect((await manage.tags("shop", [one, two], change)).ok).toBe(true);
  expect((await find(one))?.tags).toEqual(["VIP", "自己的"]);
  expect((await find(two))?.tags).toEqual(["VIP", "自己的"]);
  expect([tagsThere(one), tagsThere(two)]).toEqual([1, 1]);
  await manage.tags("shop", [one], { add: [], remove: ["VIP"] });
  expect([tagsThere(one), tagsThere(two)]).toEqual([0, 1]);
});

test("a tag that was deleted in the console is made again", async () => {
  const { manage, meet, core, tagsThere } = await tryManaging();
  const openid = await meet("甲");
  await manage.tags("shop", [openid], { add: ["VIP"], remove: [] });
  for (const { id, name } of core.tags.all("shop"))
    if (name === "VIP") core.tags.remove("shop", id);
  const other = await meet("乙");
  expect((await manage.tags("shop", [other], { add: ["VIP"], remove: [] })).ok).toBe(true);
  expect(tagsThere(other)).toBe(1);
});

test("twenty tags are the most for one, a hundred for an account: refused before anything changes", async () => {
  const many = Array.from({ length: 21 }, (_, place) => `标签${place}`);
  const { manage, meet, find, core } = await tryManaging({ tags: [...many, "VIP"] });
  const openid = await meet("甲", many.slice(0, 20));
  expect(await manage.tags("shop", [openid], { add: ["VIP"], remove: [] })).toMatchObject({
    ok: false,
    code: "wechat-45059",
    remedy: { "zh-CN": expect.any(String) },
  });
  expect(await manage.tags("shop", [openid], { add: ["VIP"], remove: ["标签0"] })).toMatchObject({
    ok: true,
  });
  for (let place = 0; core.tags.all("shop").length < 101; place += 1)
    core.tags.create("shop", `满${place}`);
  const other = await meet("乙");
  expect(await manage.tags("shop", [other], { add: ["标签20"], remove: [] })).toMatchObject({
    ok: false,
    code: "wechat-45056",
  });
  expect((await find(other))?.tags).toEqual([]);
});

test("the blacklist is the platform's; who is refused there stays as they were", async () => {
  const { manage, meet, find, core } = await tryManaging();
  const openid = await meet("甲");
  await manage.blacklist("shop", [openid], true);
  expect((await find(openid))?.values).toEqual({ blacklisted: true });
  await manage.blacklist("shop", [openid], false);
  expect((await find(openid))?.values).toEqual({});
  core.faults.add({ path: "/cgi-bin/tags/members/batchblacklist", errcode: 40003, times: 1 });
  expect(await manage.blacklist("shop", [openid], true)).toMatchObject({ code: "wechat-40003" });
  expect((await find(openid))?.values).toEqual({});
});

test("an account without the right is told so, and the platform is not asked", async () => {
  const { manage, meet, core } = await tryManaging({ verified: false });
  const openid = await meet("甲");
  expect(await manage.remark("shop", openid, "王")).toMatchObject({ code: "wechat-48001" });
  expect(await manage.blacklist("shop", [openid], true)).toMatchObject({ code: "wechat-48001" });
  expect(core.quotas.usedToday("shop", "user-remark")).toBe(0);
});
