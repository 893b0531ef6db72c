import { expect, test } from "vitest";
import type { Change } from "../../../engine/index.ts";
import { newFollower } from "../../../engine/index.ts";
import { openSqliteStore } from "../../../server/storage/sqlite-store.ts";
import { textEvent } from "../../builders.ts";
import { newDatabaseFile, SECRET_KEYS } from "./folder.ts";

const open = () => {
  const opened = openSqliteStore({
    file: newDatabaseFile(),
    nowMs: () => 1_000,
    secretKeys: SECRET_KEYS,
  });
  const { store, library } = opened;
  let key = 0;
  const commit = (...changes: readonly Change[]) => {
    key += 1;
    return store.commit({
      event: textEvent({ key: `k${key}`, follower: `o${key}` }),
      followerVersion: 0,
      follower: newFollower(),
      answer: "",
      late: false,
      changes,
      effects: [],
      trace: null,
      nextTick: null,
    });
  };
  return { opened, store, channels: library.channels, commit };
};
const count = (
  day: string,
  channel: string,
  what: Extract<Change, { kind: "count" }>["what"],
  name = "",
): Change => ({ kind: "count", day, channel, what, name });
const november = { from: "2026-11-01", until: "2026-11-30" };

test("figures are sums a channel and day, counted with the commit of their message", async () => {
  const { channels, commit, opened } = open();
  await commit(count("2026-11-01", "a", "follow"), count("2026-11-01", "a", "scan"));
  await commit(count("2026-11-01", "a", "scan"));
  await commit(count("2026-11-02", "a", "loss"), count("2026-11-02", "b", "scan"));
  await commit(count("2026-11-02", "a", "reply"), count("2026-11-02", "a", "record", "点单"));
  await commit(count("2026-11-03", "a", "record", "点单"));
  await commit(count("2026-12-01", "a", "scan"));
  expect(await channels.report("coffee", { days: november, limit: 10 })).toEqual([
    { channel: "a", scans: 2, follows: 1, losses: 1, replies: 1 },
    { channel: "b", scans: 1, follows: 0, losses: 0, replies: 0 },
  ]);
  expect(await channels.report("coffee", { days: november, limit: 1 })).toHaveLength(1);
  expect(await channels.byDay("coffee", { days: november, channel: "a" })).toEqual([
    { day: "2026-11-01", scans: 2, follows: 1, losses: 0, replies: 0 },
    { day: "2026-11-02", scans: 0, follows: 0, losses: 1, replies: 1 },
  ]);
  expect(await channels.byDay("coffee", { days: november, channel: null })).toEqual([
    { day: "2026-11-01", scans: 2, follows: 1, losses: 0, replies: 0 },
    { day: "2026-11-02", scans: 1, follows: 0, losses: 1, replies: 1 },
  ]);
  expect(await channels.records("coffee", november)).toEqual([
    { channel: "a", name: "点单", n: 2 },
  ]);
  expect(await channels.report("other", { days: november, limit: 10 })).toEqual([]);
  await opened.close();
});

test("more channels than are read at once are all in the report, most scanned first", async () => {
  const { channels, commit, opened } = open();
  const ids = Array.from({ length: 1_203 }, (_, n) => `m-${n}`);
  for (const id of ids) await commit(count("2026-11-01", id, "scan"));
  await commit(count("2026-11-01", "m-1", "scan"), count("2026-11-01", "", "follow"));
  const rows = await channels.report("coffee", { days: november, limit: 5_000 });
  expect(rows).toHaveLength(1_204);
  expect(rows[0]).toMatchObject({ channel: "m-1", scans: 2 });
  expect(new Set(rows.map(({ channel }) => channel))).toEqual(new Set([...ids, ""]));
  await opened.close();
});

test("a repeated delivery counts nothing more", async () => {
  const { store, channels, opened } = open();
  const delivery = {
    event: textEvent(),
    followerVersion: 0,
    follower: newFollower(),
    answer: "",
    late: false,
    changes: [count("2026-11-01", "a", "scan")],
    effects: [],
    trace: null,
    nextTick: null,
  };
  expect(await store.commit(delivery)).toBe("done");
  expect(await store.commit(delivery)).not.toBe("done");
  const [row] = await channels.report("coffee", { days: november, limit: 10 });
  expect(row?.scans).toBe(1);
  await opened.close();
});

test("a channel keeps one permanent code and one that ends", async () => {
  const { channels, opened } = open();
  const code = { id: "a", ticket: "T1", url: "u1", madeAtMs: 1, expiresAtMs: null };
  await channels.keepCode("coffee", code);
  await channels.keepCode("coffee", { ...code, ticket: "T2", expiresAtMs: 50 });
  await channels.keepCode("coffee", { ...code, ticket: "T3", expiresAtMs: 90 });
  expect(await channels.findCode("coffee", "a", true)).toEqual(code);
  expect(await channels.findCode("coffee", "a", false)).toMatchObject({ ticket: "T3" });
  expect(await channels.findCode("other", "a", true)).toBeNull();
  expect(await channels.countPermanent("coffee")).toBe(1);
  await opened.close();
});
