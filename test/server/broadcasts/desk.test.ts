import { expect, test } from "vitest";
import type { Account, BroadcastContent } from "../../../engine/index.ts";
import { createBroadcastDesk } from "../../../server/broadcasts/desk.ts";
import { DAY_MS, text, tryBroadcasts } from "./rig.ts";

const tryDesk = async (of: Partial<Account> = {}, partSize?: number) => {
  const tried = await tryBroadcasts(of, partSize);
  return { ...tried, desk: createBroadcastDesk(tried.deps) };
};
const picture: BroadcastContent = {
  kind: "articles",
  articles: [{ title: "头条", description: "", picture: "latte.png", text: "正文", url: "" }],
};

test("before it is sent one sees whom it reaches and how often one may still send", async () => {
  const { desk, meet, work, hear, library } = await tryDesk();
  await meet(["甲", "乙"], ["老客"]);
  await meet(["丙"]);
  const plan = (target: Parameters<typeof desk.plan>[1]) => desk.plan("shop", target);
  expect(await plan({ kind: "all" })).toMatchObject({
    data: { receivers: 3, allowance: { today: 1, month: 4 } },
  });
  expect(await plan({ kind: "tag", tag: "老客" })).toMatchObject({
    data: { receivers: 2, allowance: { today: null, month: null } },
  });
  expect(await plan({ kind: "segment", segment: "无" })).toMatchObject({
    code: "broadcast-no-segment",
  });
  const dueAtMs = 0;
  const added = await desk.add("shop", {
    ...{ target: { kind: "all" }, content: text("早"), author: "小编", dueAtMs },
  });
  expect(added.ok).toBe(true);
  await work();
  await hear();
  expect(await plan({ kind: "all" })).toMatchObject({
    data: { allowance: { today: 0, month: 3 } },
  });
  const [view] = await desk.list("shop", 10);
  expect(view).toMatchObject({
    broadcast: { state: "done", author: "小编" },
    progress: { sent: 4, total: 4, errors: 0 },
  });
  expect(await library.broadcasts.list("other", 10)).toEqual([]);
});

test("what the account may not do is refused with its remedy before anything is stored", async () => {
  const subscription = await tryDesk({ kind: "subscription" });
  const target = { kind: "segment", segment: "常客" } as const;
  const wish = { content: text("早"), author: "", dueAtMs: 0 };
  expect(await subscription.desk.add("shop", { ...wish, target })).toMatchObject({
    ok: false,
    code: "broadcast-needs-tag",
    remedy: { en: expect.stringContaining("tag") },
  });
  const unverified = await tryDesk({ verified: false });
  expect(await unverified.desk.add("shop", { ...wish, target: { kind: "all" } })).toMatchObject({
    ok: false,
    code: "wechat-48001",
  });
  expect(await unverified.desk.list("shop", 9)).toEqual([]);
});

test("a preview goes to one follower, looks as it will, and counts for nothing", async () => {
  const { desk, openid, control } = await tryDesk();
  expect(await desk.preview("shop", openid, picture)).toMatchObject({ ok: true });
  const { entries } = await control("/conversation?account=shop&from=小明");
  expect(entries.at(-1)).toMatchObject({ via: "preview", shown: { kind: "articles" } });
  expect(await desk.preview("shop", "oNobody0000000000000000000000", picture)).toMatchObject({
    code: "wechat-40003",
  });
  expect(await desk.plan("shop", { kind: "all" })).toMatchObject({
    data: { allowance: { today: 1 } },
  });
});

test("one that was not begun can be stopped, and one that is over cannot", async () => {
  const { desk, add, clock, work, hear, got } = await tryDesk();
  await add("later", { kind: "all" }, text("晚"), clock.nowMs() + DAY_MS);
  expect(await desk.stop("shop", "later")).toBe("done");
  clock.ms += DAY_MS;
  await work();
  expect(await got("小明")).toEqual([]);
  await add("now", { kind: "all" });
  await work();
  await hear();
  expect(await desk.stop("shop", "now")).toBe("stale");
  expect(await desk.stop("shop", "none")).toBe("stale");
});

test("articles that were sent can be taken back; a text cannot, nor what was not sent", async () => {
  const { desk, add, work, hear, state, meet, api, broadcasts, clock } = await tryDesk();
  await meet(["甲"]);
  await add("articles", { kind: "all" }, picture);
  expect(await desk.remove("shop", "articles")).toMatchObject({ code: "broadcast-not-sent" });
  await work();
  await hear();
  expect(await desk.remove("shop", "articles")).toMatchObject({ ok: true });
  expect((await state("articles")).state).toBe("deleted");
  const [part] = await broadcasts.parts("shop", "articles");
  expect(await api("/cgi-bin/message/mass/get", { msg_id: Number(part?.messageId) })).toMatchObject(
    { msg_status: "DELETE" },
  );
  clock.ms += DAY_MS;
  await add("text", { kind: "all" });
  await work();
  await hear();
  expect(await desk.remove("shop", "text")).toMatchObject({ code: "broadcast-cannot-delete" });
});
