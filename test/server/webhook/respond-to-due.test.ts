import { expect, test } from "vitest";
import type { InboundEvent } from "../../../engine/index.ts";
import { createWebhook } from "../../../server/webhook/webhook.ts";
import { decided, noRules, textEvent } from "../../builders.ts";
import { startMs, textPush, webhookDeps, webhookServer } from "./rig.ts";
import { pushPlain } from "./wechat-client.ts";

const due = (of: Partial<InboundEvent<"due">> = {}): InboundEvent<"due"> => ({
  kind: "due",
  account: "coffee",
  follower: "o1",
  key: "due|1",
  sentAtMs: 0,
  what: "reminder",
  id: "voucher",
  path: "rules/hours/then/1",
  version: 3,
  ...of,
});
const tell = (of: Parameters<typeof webhookDeps>[0] = {}) => {
  const rig = webhookDeps(of);
  return { ...rig, webhook: createWebhook(rig.deps) };
};

test("a reminder is answered in the version it began in, and committed", async () => {
  const asked: (number | undefined)[] = [];
  const { webhook, memory } = tell({
    rulesAt: async (_account, version) => noRules({ version }),
    respond: async ({ event, earlier, nowMs }) => {
      asked.push(earlier?.version);
      const message = { kind: "text", text: "券快过期了" } as const;
      return decided(null, {
        effects: [{ kind: "send", key: event.key, dueAtMs: nowMs, message }],
      });
    },
  });
  await webhook.runDue([due()]);
  expect(asked).toEqual([3]);
  expect(memory.commits).toMatchObject([{ answer: "", late: false, effects: [{ kind: "send" }] }]);
});

test("a cron tick has no follower, and its next time is stored with it", async () => {
  const nextTick = { path: "rules/daily", version: 1, dueAtMs: 9 };
  const { webhook, memory } = tell({
    nextTick: () => nextTick,
    respond: async () => decided(null),
  });
  await webhook.runDue([due({ what: "schedule", follower: null, version: 1 })]);
  expect(memory.commits).toMatchObject([{ follower: null, nextTick }]);
});

test("a push whose process died is answered by an effect where that is possible", async () => {
  const { webhook, memory } = tell();
  await webhook.runDue([textEvent()]);
  expect(memory.commits).toMatchObject([
    { late: true, answer: "", effects: [{ kind: "send", message: { text: "收到：你好" } }] },
  ]);
});

test("a push whose process died is stored for the next delivery where it is not", async () => {
  const { webhook, memory } = tell({ account1: { canSendLater: false } });
  await webhook.runDue([textEvent()]);
  expect(memory.commits).toMatchObject([{ late: false, effects: [] }]);
  expect(memory.commits[0]?.answer).toContain("收到：你好");
});

test("what is due for one follower keeps its order, and a second one of the same is not done twice", async () => {
  const { webhook, memory } = tell();
  await webhook.runDue([textEvent({ key: "1" }), textEvent({ key: "2" }), textEvent({ key: "1" })]);
  expect(memory.commits.map(({ event }) => event.key)).toEqual(["1", "2"]);
});

test("one that fails is logged and does not stop the others", async () => {
  const { webhook, memory, logged } = tell();
  const { recall } = memory.store;
  Object.assign(memory.store, {
    recall: async (event: InboundEvent) => {
      if (event.key === "1") throw new Error("disk full");
      return recall(event);
    },
  });
  await webhook.runDue([
    textEvent({ key: "1" }),
    textEvent({ key: "2", follower: "o2" }),
    textEvent({ key: "3", account: "closed" }),
  ]);
  expect(memory.commits.map(({ event }) => event.key)).toEqual(["2"]);
  expect(logged).toHaveLength(2);
});

/** A store that makes durable what waits when a test says so. */
const heldCommits = async () => {
  const rig = await webhookServer();
  const waiting: { readonly key: string; readonly commit: () => void }[] = [];
  const { commit } = rig.memory.store;
  Object.assign(rig.memory.store, {
    commit: async (delivery: Parameters<typeof commit>[0]) => {
      await new Promise<void>((resolve) => {
        waiting.push({ key: delivery.event.key, commit: resolve });
      });
      return commit(delivery);
    },
  });
  const keys = () => waiting.map(({ key }) => key);
  const isDue = (key: string) => key.startsWith("due|");
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await turn();
  };
  const make = (durable: (key: string) => boolean): void => {
    for (const one of waiting.splice(0))
      if (durable(one.key)) one.commit();
      else waiting.push(one);
  };
  return { ...rig, keys, isDue, turn, until, make };
};
const AT_ONCE = 8;
const THOUSAND = Array.from({ length: 1_000 }, (_, at) =>
  due({ key: `due|${at}`, follower: `o${at}`, id: "r" }),
);

test("of a thousand due at once a few are worked on, and no other begins before a push that came is answered", async () => {
  const { webhook, url, memory, keys, isDue, turn, until, make, close } = await heldCommits();
  const done = webhook.runDue(THOUSAND);
  await until(() => keys().length === AT_ONCE);
  for (let turns = 0; turns < 50; turns += 1) await turn();
  expect(keys()).toHaveLength(AT_ONCE);
  const pushed = pushPlain(url, textPush("你好", { from: "o-writes" }), startMs);
  await until(() => keys().length > AT_ONCE);
  make(isDue);
  for (let turns = 0; turns < 5; turns += 1) await turn();
  expect(keys().filter(isDue)).toEqual([]);
  make(() => true);
  expect((await pushed).status).toBe(200);
  expect(memory.commits).toHaveLength(AT_ONCE + 1);
  while (memory.commits.length < 1_001) {
    await turn();
    expect(keys().length).toBeLessThanOrEqual(AT_ONCE);
    make(() => true);
  }
  await done;
  expect(new Set(memory.commits.map(({ event }) => event.key)).size).toBe(1_001);
  await close();
});

test("a push that waits long does not stop what is due", async () => {
  const { webhook, url, memory, keys, isDue, turn, until, make, close } = await heldCommits();
  const pushed = pushPlain(url, textPush("你好", { from: "o-writes" }), startMs);
  await until(() => keys().length === 1);
  const done = webhook.runDue(THOUSAND.slice(0, 40));
  while (memory.commits.length < 40) {
    make(isDue);
    await turn();
  }
  await done;
  make(() => true);
  expect((await pushed).status).toBe(200);
  await close();
});
