import { describe, expect, it } from "vitest";
import { textEvent } from "../builders.ts";
import type { Opened, Stage } from "./stored.ts";
import { delivery, newFollower, START_MS, say } from "./stored.ts";

const DAY_MS = 86_400_000;
const COFFEE = { id: "coffee", settings: { name: "拾光咖啡" }, secrets: { token: "t0ken" } };

const accounts = (stage: Stage): void => {
  it("keeps an account with its secrets, and lists it without", async () => {
    const { library } = await stage.open();
    expect(await library.accounts.add(COFFEE)).toBe("done");
    expect(await library.accounts.add({ ...COFFEE, settings: {} })).toBe("taken");
    const times = { revision: 1, createdAtMs: START_MS, updatedAtMs: START_MS };
    expect(await library.accounts.find("coffee")).toEqual({ ...COFFEE, ...times });
    expect(await library.accounts.find("museum")).toBeNull();
    const { secrets: _, ...shown } = COFFEE;
    expect(await library.accounts.list()).toEqual([{ ...shown, ...times }]);
  });

  it("refuses to save over somebody else's change", async () => {
    const { library } = await stage.open();
    await library.accounts.add(COFFEE);
    const change = { ...COFFEE, secrets: { token: "new" }, revision: 1 };
    expect(await library.accounts.change(change)).toBe("done");
    expect(await library.accounts.change(change)).toBe("stale");
    expect(await library.accounts.find("coffee")).toMatchObject({
      secrets: { token: "new" },
      revision: 2,
    });
  });
};

const someMessages = async (stage: Stage, opened: Opened): Promise<void> => {
  for (const [n, text] of ["营业时间", "Hello 100%", "hello 100x", "a_b", "退出"].entries()) {
    stage.clock.nowMs = START_MS + Math.floor(n / 2);
    const event = textEvent({ key: `k${n}`, follower: n === 4 ? "o2" : "o1", text });
    await say(opened, { key: `k${n}`, openid: n === 4 ? "o2" : "o1", event });
  }
};
const log = (stage: Stage): void => {
  const page = { before: null, limit: 10 };
  it("lists the newest deliveries first, page by page, the same under inserts", async () => {
    const opened = await stage.open();
    await someMessages(stage, opened);
    const first = await opened.library.log.list("coffee", {}, { before: null, limit: 2 });
    expect(first.map(({ key }) => key)).toEqual(["k4", "k3"]);
    await say(opened, { key: "new" });
    const last = first.at(-1) ?? null;
    const rest = await opened.library.log.list("coffee", {}, { before: last, limit: 10 });
    expect(rest.map(({ key }) => key)).toEqual(["k2", "k1", "k0"]);
    expect(await opened.library.log.list("museum", {}, page)).toEqual([]);
  });

  it("finds by follower, outcome, kind, time and a part of the text", async () => {
    const opened = await stage.open();
    await someMessages(stage, opened);
    const find = async (filter: Parameters<typeof opened.library.log.list>[1]) =>
      (await opened.library.log.list("coffee", filter, page)).map(({ key }) => key);
    expect(await find({ follower: "o2" })).toEqual(["k4"]);
    expect(await find({ outcome: "answered" })).toEqual([]);
    expect(await find({ kind: "text", fromMs: START_MS + 1, untilMs: START_MS + 1 })).toEqual([
      "k3",
      "k2",
    ]);
    expect(await find({ text: "业时" })).toEqual(["k0"]);
    expect(await find({ text: "HELLO 100%" })).toEqual(["k1"]);
    expect(await find({ text: "a_" })).toEqual(["k3"]);
    expect(await find({ rule: "hours" })).toEqual([]);
    expect(await opened.library.log.find("coffee", "none")).toBeNull();
  });

  it("throws old deliveries away, but no answer of the last day", async () => {
    const opened = await stage.open();
    await say(opened, { key: "old" });
    await opened.store.claim(textEvent({ key: "open" }), 1000);
    stage.clock.nowMs += 2 * DAY_MS;
    await say(opened, { key: "new", trace: { ruleSetVersion: 1, steps: [] } });
    stage.clock.nowMs += DAY_MS - 1;
    const all = { deliveriesBeforeMs: stage.clock.nowMs, tracesBeforeMs: 0, limit: 10 };
    const { housekeeping, log: entries } = opened.library;
    expect(await housekeeping.purgeDeliveries("coffee", all)).toEqual({
      deleted: 1,
      isMore: false,
    });
    const keys = (await entries.list("coffee", {}, page)).map(({ key }) => key);
    expect(keys).toEqual(["new", "open"]);
    await housekeeping.purgeDeliveries("coffee", { ...all, tracesBeforeMs: stage.clock.nowMs });
    expect(await entries.find("coffee", "new")).toMatchObject({ trace: null, answer: "好" });
  });

  it("throws them away a few at a time", async () => {
    const opened = await stage.open();
    for (const n of [1, 2, 3]) await say(opened, { key: `k${n}` });
    stage.clock.nowMs += 9 * DAY_MS;
    const few = { deliveriesBeforeMs: stage.clock.nowMs, tracesBeforeMs: 0, limit: 2 };
    const { housekeeping } = opened.library;
    expect(await housekeeping.purgeDeliveries("coffee", few)).toEqual({ deleted: 2, isMore: true });
    expect(await housekeeping.purgeDeliveries("coffee", few)).toEqual({
      deleted: 1,
      isMore: false,
    });
  });
};

const followers = (stage: Stage): void => {
  it("lists who followed last first, by tag, name and whether they are there", async () => {
    const { library } = await stage.open();
    const people = [
      ["o1", newFollower({ tags: ["VIP"], values: { name: "小王" }, followedAtMs: 1 })],
      ["o2", newFollower({ tags: ["vip", "会员"], values: { name: "Wang" }, followedAtMs: 3 })],
      ["o3", newFollower({ tags: ["VIP2"], followedAtMs: 3 })],
      ["o4", newFollower({})],
    ] as const;
    for (const [openid, state] of people)
      expect(await library.followers.save("coffee", openid, state)).toBe("done");
    const list = async (filter: Parameters<typeof library.followers.list>[1]) =>
      (await library.followers.list("coffee", filter, { before: null, limit: 9 })).map(
        ({ openid }) => openid,
      );
    expect(await list({})).toEqual(["o3", "o2", "o1", "o4"]);
    expect(await list({ tag: "VIP" })).toEqual(["o1"]);
    expect(await list({ tag: "会员" })).toEqual(["o2"]);
    expect(await list({ text: "wang" })).toEqual(["o2"]);
    expect(await list({ text: "o4" })).toEqual(["o4"]);
    expect(await list({ isFollowing: false })).toEqual(["o4"]);
    expect(await library.followers.count("coffee", { isFollowing: true })).toBe(3);
    const next = { before: { followedAtMs: 3, openid: "o2" }, limit: 1 };
    expect(await library.followers.list("coffee", {}, next)).toMatchObject([
      { openid: "o1", seenAtMs: START_MS, state: { version: 1, tags: ["VIP"] } },
    ]);
  });

  it("saves what is no message only over the version it was made from", async () => {
    const opened = await stage.open();
    await opened.store.commit(delivery());
    const { followers: kept } = opened.library;
    const state = (await kept.find("coffee", "o1")) ?? newFollower();
    expect(await kept.save("coffee", "o1", { ...state, tags: ["新"] })).toBe("done");
    expect(await kept.save("coffee", "o1", { ...state, tags: ["旧"] })).toBe("stale");
    expect(await kept.save("coffee", "o1", newFollower())).toBe("stale");
    expect(await kept.find("coffee", "o1")).toMatchObject({ version: 2, tags: ["新"] });
    expect(await kept.find("coffee", "nobody")).toBeNull();
  });
};

const figures = (stage: Stage): void => {
  it("counts exactly under fifty at a time from two processes", async () => {
    const [one, other] = [await stage.open(), await stage.open()];
    await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        (n % 2 === 0 ? one : other).library.counters.bump("coffee", "sent", "2026-11-23", 2),
      ),
    );
    const { counters } = one.library;
    await counters.bump("coffee", "sent", "2026-11-24", -1);
    expect(await counters.read("coffee", "sent", "2026-11-23")).toBe(100);
    expect(await counters.read("coffee", "sent", "2026-11-25")).toBe(0);
    expect(
      await counters.series("coffee", "sent", { from: "2026-11-01", until: "2026-11-30" }),
    ).toEqual([
      { bucket: "2026-11-23", n: 100 },
      { bucket: "2026-11-24", n: -1 },
    ]);
  });

  it("keeps a record once an effect, newest first", async () => {
    const { records } = (await stage.open()).library;
    const record = (key: string, atMs: number, value: number) => ({
      ...{ key, name: "点单", value, follower: "o1", atMs },
    });
    await records.add("coffee", record("e1", 1, 10));
    await records.add("coffee", record("e1", 1, 99));
    await records.add("coffee", record("e2", 2, 20));
    await records.add("coffee", { ...record("e3", 3, 30), name: "退单", follower: null });
    const page = { before: null, limit: 10 };
    expect(await records.list("coffee", "点单", page)).toEqual([
      record("e2", 2, 20),
      record("e1", 1, 10),
    ]);
    const next = { before: { atMs: 2, key: "e2" }, limit: 10 };
    expect(await records.list("coffee", "点单", next)).toEqual([record("e1", 1, 10)]);
    expect(await records.names("coffee")).toEqual([
      { name: "点单", count: 2 },
      { name: "退单", count: 1 },
    ]);
  });
};

export const libraryCases = (stage: Stage): void => {
  describe("the library", () => {
    for (const cases of [accounts, log, followers, figures]) cases(stage);
  });
};
