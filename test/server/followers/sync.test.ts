import { expect, test } from "vitest";
import type { Account } from "../../../engine/index.ts";
import { newFollower } from "../../../engine/index.ts";
import { createSync } from "../../../server/followers/sync.ts";
import { settings, textEvent } from "../../builders.ts";
import { tryPerforming } from "../effects/rig.ts";

const trySync = async (of: Partial<Account> = {}) => {
  const tried = await tryPerforming();
  const account = settings({ id: "shop", tags: ["VIP"], ...of });
  const startOne = () => {
    const { library, client } = tried.startProcess();
    const sync = createSync({
      ...{ syncs: library.syncs, followers: library.followers, client },
      settings: async () => account,
      nowMs: tried.clock.nowMs,
    });
    return { library, run: sync.run };
  };
  const first = startOne();
  const { followers, tags } = tried.sandbox.core;
  const meet = (count: number, from = 0): readonly string[] =>
    Array.from(
      { length: count },
      (_, place) => followers.meet("shop", `读者${place + from}`).openid,
    );
  const state = () => first.library.syncs.find("shop");
  /** Slices until nothing is to do, or so many. */
  const work = async (run = first.run, most = 1_000): Promise<void> => {
    for (let slices = 0; slices < most && (await run()) > 0; slices += 1);
  };
  const sync = async (kind: "full" | "new" = "full"): Promise<void> => {
    expect(await first.library.syncs.begin("shop", { id: `${kind}-${Math.random()}`, kind })).toBe(
      "done",
    );
    await work();
  };
  const find = (openid: string) => first.library.followers.find("shop", openid);
  return { ...tried, ...first, startOne, people: followers, tags, meet, state, work, sync, find };
};

test("everybody comes with what the platform tells of them", async () => {
  const { meet, people, tags, sync, state, find, openid } = await trySync();
  const [first = ""] = meet(250);
  people.change("shop", first, {
    ...{ remark: "老读者", language: "en", unionid: "u1" },
    ...{ scene: "ADD_SCENE_QR_CODE", qrSceneStr: "poster-1" },
  });
  tags.give("shop", tags.create("shop", "VIP").id, first, 1);
  await sync();
  expect(await state()).toMatchObject({
    phase: "done",
    total: 251,
    listed: 251,
    read: 251,
    code: "",
  });
  expect(await find(first)).toMatchObject({
    values: { remark: "老读者", language: "en", unionid: "u1", scene: "ADD_SCENE_QR_CODE" },
    tags: ["VIP"],
    channel: "poster-1",
  });
  expect((await find(openid))?.followedAtMs).not.toBeNull();
});

test("who left without a push is noticed, and who came while it ran is not lost", async () => {
  const { meet, people, sync, state, find, library, clock } = await trySync();
  const [gone = "", stays = ""] = meet(2);
  await sync();
  clock.ms += 60_000;
  people.unfollow("shop", gone);
  await library.followers.save("shop", "oLater", {
    ...newFollower(),
    followedAtMs: clock.nowMs() + 1,
  });
  await sync();
  expect(await state()).toMatchObject({ phase: "done", gone: 1 });
  expect((await find(gone))?.followedAtMs).toBeNull();
  expect((await find(stays))?.followedAtMs).not.toBeNull();
  expect((await find("oLater"))?.followedAtMs).not.toBeNull();
});

test("later only who is new is asked for; without an anchor everybody is", async () => {
  const { meet, sync, state, find, sandbox } = await trySync();
  meet(120);
  await sync("new");
  expect(await state()).toMatchObject({ kind: "full", read: 121 });
  const before = sandbox.core.quotas.usedToday("shop", "user-info");
  const [fresh = ""] = meet(1, 120);
  await sync("new");
  expect(await state()).toMatchObject({ kind: "new", phase: "done", read: 1 });
  expect(sandbox.core.quotas.usedToday("shop", "user-info")).toBe(before + 1);
  expect(await find(fresh)).not.toBeNull();
});

test("another process goes on where one was killed, and nobody is asked for twice", async () => {
  const { meet, state, work, startOne, library, find, sandbox } = await trySync();
  const all = meet(1_000);
  await library.syncs.begin("shop", { id: "one", kind: "full" });
  await work(undefined, 3);
  expect(await state()).toMatchObject({ phase: "profiles", read: 800 });
  const other = startOne();
  await work(other.run);
  expect(await state()).toMatchObject({ phase: "done", read: 1_001 });
  expect(sandbox.core.quotas.usedToday("shop", "user-info")).toBe(11);
  for (const openid of [all[0], all[500], all[999]])
    expect(await find(openid ?? "")).not.toBeNull();
  expect(await library.syncs.members("shop", "", 1)).toEqual([]);
});

test("a busy platform or a used quota makes it wait, visibly; a missing right ends it", async () => {
  const { meet, state, work, library, sandbox, clock } = await trySync();
  meet(3);
  sandbox.core.faults.add({ path: "/cgi-bin/user/info/batchget", errcode: 45009, times: 1 });
  await library.syncs.begin("shop", { id: "one", kind: "full" });
  await work();
  expect(await state()).toMatchObject({ phase: "profiles", code: "wechat-45009" });
  expect((await state())?.retryAtMs).toBeGreaterThan(clock.nowMs());
  expect(await library.syncs.begin("shop", { id: "two", kind: "full" })).toBe("running");
  clock.ms += 86_400_000;
  await work();
  expect(await state()).toMatchObject({ phase: "done", code: "", read: 4 });
});

test("without the right nothing is asked", async () => {
  const { state, work, library, sandbox } = await trySync({ verified: false });
  await library.syncs.begin("shop", { id: "one", kind: "full" });
  await work();
  expect(await state()).toMatchObject({ phase: "failed", code: "wechat-48001" });
  expect(sandbox.core.quotas.usedToday("shop", "user-list")).toBe(0);
});

test("our own tags that the platform has not heard of stay", async () => {
  const { meet, sync, find, library, store, clock } = await (async () => {
    const tried = await trySync();
    return { ...tried, store: tried.startProcess().store };
  })();
  const [one = ""] = meet(1);
  await library.followers.save("shop", one, { ...newFollower(), tags: ["VIP", "自己的"] });
  const event = textEvent({ key: "k1", account: "shop", follower: one, sentAtMs: clock.nowMs() });
  const tag = { kind: "tag", key: "k1/t", dueAtMs: clock.nowMs() + 9e9, add: ["VIP"], remove: [] };
  const known = await store.recall(event);
  if ("answered" in known || known.follower === null) throw new Error("no follower");
  await store.commit({
    ...{ event, followerVersion: known.follower.version, follower: known.follower },
    ...{ answer: "", late: false, changes: [], trace: null, nextTick: null },
    effects: [tag as never],
  });
  await sync();
  expect((await find(one))?.tags).toEqual(["VIP", "自己的"]);
});
