import { expect, test } from "vitest";
import type { Account } from "../../../engine/index.ts";
import { tagPerformer } from "../../../server/effects/tag.ts";
import { createTagIds } from "../../../server/wechat/tag-ids.ts";
import { settings } from "../../builders.ts";
import { done, never, performOnce, tryPerforming } from "./rig.ts";

const numbered = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, place) => `标签${place}`);

const tryTagging = async (of: Partial<Account> = {}) => {
  const tried = await tryPerforming();
  const account = settings({ id: "shop", tags: ["VIP", "会员"], ...of });
  const newPerformer = () => {
    const { client } = tried.startProcess();
    return tagPerformer({
      client,
      tagIds: createTagIds(tried.clock.nowMs),
      settings: async (id) => (id === "shop" ? account : null),
    });
  };
  const performer = newPerformer();
  const tag = (
    add: readonly string[],
    remove: readonly string[] = [],
    to: string | null = tried.openid,
  ) => performOnce(performer, { kind: "tag", add, remove }, to);
  const { tags } = tried.sandbox.core;
  const names = () => tags.all("shop").map(({ name }) => name);
  const held = (openid = tried.openid) =>
    tags
      .of("shop", openid)
      .map((id) => tags.get("shop", id)?.name)
      .sort();
  return { ...tried, tag, newPerformer, names, held, tags };
};

test("a tag the account lists is made when it is first given, and given and taken by name", async () => {
  const { tag, names, held, sandbox } = await tryTagging();
  expect(await tag(["VIP", "会员"])).toEqual(done);
  expect(names()).toEqual(["星标组", "VIP", "会员"]);
  expect(held()).toEqual(["VIP", "会员"].sort());
  expect(await tag([], ["VIP"])).toEqual(done);
  expect(held()).toEqual(["会员"]);
  expect(await tag(["VIP"], ["会员"])).toEqual(done);
  expect(held()).toEqual(["VIP"]);
  expect(sandbox.core.quotas.usedToday("shop", "tag-create")).toBe(2);
});

test("a tag the account does not list stays ours alone: nothing is called", async () => {
  const { tag, sandbox, names } = await tryTagging();
  expect(await tag(["问过营业时间"], ["来过"])).toEqual(done);
  expect(names()).toEqual(["星标组"]);
  expect(sandbox.core.quotas.usedToday("shop", "stable-token")).toBe(0);
});

test("taking away a tag that nobody has made is done already", async () => {
  const { tag, names } = await tryTagging();
  expect(await tag([], ["VIP"])).toEqual(done);
  expect(names()).toEqual(["星标组"]);
});

test("a follower's twenty first tag is refused visibly, and keeps no other back", async () => {
  const listed = numbered(22);
  const { tag, held } = await tryTagging({ tags: listed });
  expect(await tag(listed.slice(0, 19))).toEqual(done);
  expect(await tag(listed.slice(19, 22))).toEqual(never("wechat-45059"));
  expect(held()).toHaveLength(20);
  expect(await tag([listed[21] ?? ""], [listed[0] ?? ""])).toEqual(done);
  expect(held()).toHaveLength(20);
});

test("the hundred and first tag of an account is refused without a call", async () => {
  const { tag, tags, sandbox } = await tryTagging({ tags: ["VIP"] });
  for (const name of numbered(100)) tags.create("shop", name);
  expect(await tag(["VIP"])).toEqual(never("wechat-45056"));
  expect(sandbox.core.quotas.usedToday("shop", "tag-create")).toBe(0);
});

test("a tag deleted in the console is made again, and one made there is found", async () => {
  const { tag, tags, held } = await tryTagging();
  await tag(["VIP"]);
  tags.create("shop", "会员");
  const vip = tags.all("shop").find(({ name }) => name === "VIP");
  tags.remove("shop", vip?.id ?? 0);
  expect(await tag(["VIP", "会员"])).toEqual(done);
  expect(held()).toEqual(["VIP", "会员"].sort());
});

test("two processes that make the same tag at once end with one", async () => {
  const { newPerformer, person, names, held } = await tryTagging();
  const openids = [await person("甲"), await person("乙"), await person("丙")];
  const performed = await Promise.all(
    openids.map((openid) =>
      performOnce(newPerformer(), { kind: "tag", add: ["VIP"], remove: [] }, openid),
    ),
  );
  expect(performed).toEqual([done, done, done]);
  expect(names()).toEqual(["星标组", "VIP"]);
  expect(openids.map((openid) => held(openid))).toEqual([["VIP"], ["VIP"], ["VIP"]]);
});

test("a name the platform does not take is given up with its reason", async () => {
  const long = "长".repeat(31);
  const { tag, held } = await tryTagging({ tags: [long, "VIP"] });
  expect(await tag([long, "VIP"])).toEqual(never("wechat-45158"));
  expect(held()).toEqual(["VIP"]);
});

test("an account without the right keeps its tags to itself", async () => {
  const { tag, sandbox } = await tryTagging({ kind: "subscription", verified: false });
  expect(await tag(["VIP"])).toEqual(done);
  expect(sandbox.core.quotas.usedToday("shop", "stable-token")).toBe(0);
});

test("a busy platform is asked again later, and the tag is given then", async () => {
  const { tag, sandbox, held } = await tryTagging();
  sandbox.core.faults.add({ path: "/cgi-bin/tags/*", errcode: -1, times: 1 });
  expect(await tag(["VIP"])).toEqual({ kind: "later", afterMs: 0, code: "wechat--1" });
  expect(await tag(["VIP"])).toEqual(done);
  expect(held()).toEqual(["VIP"]);
  expect(await tag(["VIP"], [], null)).toEqual(never("no-follower"));
});
