import { expect, test } from "vitest";
import type { Change, FollowerState } from "../../../engine/index.ts";
import { newFollower } from "../../../engine/index.ts";
import { conversationReads } from "../../../server/storage/sql/conversation-reads.ts";
import { openSqliteStore } from "../../../server/storage/sqlite-store.ts";
import { textEvent } from "../../builders.ts";
import { newDatabaseFile, SECRET_KEYS } from "./folder.ts";

const open = () => {
  const clock = { nowMs: 1_000 };
  const opened = openSqliteStore({
    file: newDatabaseFile(),
    nowMs: () => clock.nowMs,
    secretKeys: SECRET_KEYS,
  });
  const versions = new Map<string, number>();
  let key = 0;
  /** A message a millisecond; `agent` is who has the conversation after it, `undefined` if that is as it was. */
  const commit = async (follower: string, text: string, agent?: FollowerState["agent"]) => {
    key += 1;
    clock.nowMs += 1;
    const changes: readonly Change[] = agent === undefined ? [] : [{ kind: "agent", agent }];
    const steps = agent == null ? [] : ([{ kind: "agent-has-it" }] as const);
    const version = versions.get(follower) ?? 0;
    versions.set(follower, version + 1);
    await opened.store.commit({
      event: textEvent({ key: `k${String(key).padStart(6, "0")}`, follower, text }),
      followerVersion: version,
      follower: { ...newFollower(), agent: agent ?? null },
      ...{ answer: "", late: false, changes, effects: [], nextTick: null },
      trace: { ruleSetVersion: 1, steps },
    });
  };
  return { ...opened, conversations: opened.library.conversations, commit, clock };
};
const agent = { to: "inbox", name: "", quietMs: 1, quietUntilMs: 2 };
const all = { before: null, limit: 100 } as const;

test("what people had in their hands is found however much came after it, and what was said right before it", {
  timeout: 60_000,
}, async () => {
  const { conversations, commit } = open();
  await commit("o1", "早");
  for (let n = 0; n < 2_100; n += 1) await commit(`x${n % 50}`, "别人");
  await commit("o1", "你好");
  await commit("o1", "人工", agent);
  await commit("o1", "在吗", agent);
  for (let n = 0; n < 2_100; n += 1) await commit(`x${n % 50}`, "别人");
  await commit("o1", "还在吗", agent);
  const found = await conversations.entries("coffee", "o1", all);
  expect(found.map(({ body }) => body)).toEqual(["还在吗", "在吗", "人工", "你好"]);
  const [row] = await conversations.list("coffee", { desk: "inbox", isOpen: true }, all);
  expect(row).toMatchObject({ follower: "o1", unread: 3, member: "", state: "open" });
  expect((await conversations.last("coffee", row ?? ({} as never)))?.body).toBe("还在吗");
});

test("a conversation of one who has written nothing since shows what opened it", async () => {
  const { conversations, commit, db } = open();
  await commit("o1", "人工");
  const opening = { ...agent, member: "m1", name: "小周" };
  await commit("o1", "转", opening);
  const [row] = await conversations.list("coffee", { desk: "inbox", member: "m1" }, all);
  expect((await conversations.last("coffee", row ?? ({} as never)))?.body).toBe("转");
  const { talk } = conversationReads(db.sql);
  const plan = await db.read(
    { ...talk, name: "explain", sql: `explain query plan ${talk.sql}` },
    { account: "coffee", openid: "o1", at_ms: 5, key: "", limit: 1 },
  );
  expect(JSON.stringify(plan)).toContain("delivery_talk");
});

test("lists go by what happened last, and page by page", async () => {
  const { conversations, commit } = open();
  for (let n = 0; n < 5; n += 1)
    await commit(`o${n}`, "人工", { ...agent, ...(n < 2 ? { member: "m1", name: "小周" } : {}) });
  await commit("o3", "好", null);
  const names = async (filter: object, before: object | null = null) =>
    (
      await conversations.list(
        "coffee",
        { desk: "inbox", ...filter },
        {
          before: before as never,
          limit: 2,
        },
      )
    ).map(({ follower }) => follower);
  expect(await names({})).toEqual(["o3", "o4"]);
  const [, second] = await conversations.list("coffee", { desk: "inbox" }, { ...all, limit: 2 });
  expect(await names({}, second)).toEqual(["o2", "o1"]);
  expect(await names({ isOpen: true, member: "" })).toEqual(["o4", "o2"]);
  expect(await names({ isOpen: true, member: "m1" })).toEqual(["o1", "o0"]);
  expect(await names({ desk: "crm" })).toEqual([]);
  expect(await conversations.counts("coffee", "inbox")).toEqual(
    expect.arrayContaining([
      { member: "", open: 2, unread: 2 },
      { member: "m1", open: 2, unread: 2 },
    ]),
  );
  await conversations.finish("coffee", "o3");
  await conversations.finish("coffee", "o4");
  expect(await conversations.find("coffee", "o3")).toMatchObject({ state: "done" });
  expect(await conversations.find("coffee", "o4")).toMatchObject({ state: "open" });
});

test("a follower who is erased leaves no conversation behind", async () => {
  const { conversations, commit, library } = open();
  await commit("o1", "人工", agent);
  await library.privacy.erase("coffee", "o1");
  expect(await conversations.find("coffee", "o1")).toBeNull();
  expect(await conversations.entries("coffee", "o1", all)).toEqual([]);
});
