import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { Call, Effect } from "../../../engine/index.ts";
import type { Caller } from "../../../server/effects/performer.ts";
import { openSqliteStore } from "../../../server/storage/sqlite-store.ts";
import type { Store } from "../../../server/storage/store.ts";
import type { Timers } from "../../../server/webhook/deps.ts";
import { decided, fakeTimers, settle } from "../../builders.ts";
import { pushes, startMs, textPush, webhookServer } from "./rig.ts";
import { post, pushPlain, pushSealed, signed } from "./wechat-client.ts";

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The webhook on the embedded database. */
const serve = async (of: Parameters<typeof webhookServer>[0] = {}) => {
  const folder = mkdtempSync(join(tmpdir(), "yingda-webhook-"));
  closing.push(() => rmSync(folder, { recursive: true }));
  const nowMs = of.nowMs ?? (() => startMs);
  const opened = openSqliteStore({
    file: join(folder, "store.db"),
    nowMs,
    secretKeys: [Buffer.alloc(32, 7)],
  });
  closing.push(opened.close);
  const rig = await webhookServer({ store: opened.store, nowMs, ...of });
  closing.push(rig.close);
  return { ...rig, store: opened.store };
};

const allEffects = async (store: Store): Promise<readonly Effect[]> => {
  const effects: Effect[] = [];
  for (;;) {
    const leased = await store.leaseEffects(1_000, 30_000);
    if (leased.length === 0) return effects;
    for (const one of leased) {
      effects.push(one.effect);
      await store.settleEffect(one, "done");
    }
  }
};

test("every push of the contract is stored once, however often it is delivered", async () => {
  const recorded = ({ event }: { readonly event: { readonly key: string } }): readonly Effect[] => [
    { kind: "record", key: `${event.key}/1`, dueAtMs: 0, name: "came", value: 1 },
  ];
  const rig = await serve({
    respond: async (asked) =>
      decided({ kind: "text", text: asked.event.key }, { effects: recorded(asked) }),
  });
  const answers = await Promise.all(
    [...pushes.values()].map(async (push) => [
      ...(await Promise.all([
        pushPlain(rig.url, push, startMs),
        pushSealed(rig.url, push, { nowMs: startMs }),
      ])),
      await pushPlain(rig.url, push, startMs),
    ]),
  );
  for (const bodies of answers) expect(new Set(bodies.map(({ body }) => body)).size).toBe(1);
  const keys = (await allEffects(rig.store)).map(({ key }) => key);
  expect(keys).toHaveLength(pushes.size);
  expect(new Set(keys).size).toBe(pushes.size);
});

test("a refused push leaves nothing behind", async () => {
  const rig = await serve();
  const xml = textPush("早", { id: "24900000000009999" });
  await post(`${rig.url}?${signed(startMs, "wrong").query}`, xml);
  await pushPlain(rig.url, xml, startMs - 400_000);
  await pushPlain(rig.url, `${xml}x`, startMs);
  const event = { account: "coffee", key: "24900000000009999", follower: "o1" } as never;
  expect(await rig.store.recall(event)).toMatchObject({ follower: null, late: false });
});

test("one follower's messages in parallel are all counted", async () => {
  const rig = await serve({
    respond: async ({ follower }) => {
      const count = Number(follower?.values.count ?? 0) + 1;
      return decided(
        { kind: "text", text: String(count) },
        {
          changes: [{ kind: "set", name: "count", value: count }],
        },
      );
    },
  });
  const followers = Array.from({ length: 20 }, (_, number) => `o${number}`);
  await Promise.all(
    followers.flatMap((from) =>
      Array.from({ length: 10 }, () => pushPlain(rig.url, textPush("早", { from }), startMs)),
    ),
  );
  for (const from of followers) {
    expect((await pushPlain(rig.url, textPush("早", { from }), startMs)).body).toContain(
      "<![CDATA[11]]>",
    );
  }
});

/** A caller that takes `args` milliseconds of a test's clock, and tells that it was called. */
const takes = (timers: Timers, called: () => void): Caller => ({
  kind: "wait",
  answer: ({ args }: Call) =>
    new Promise((resolve) => {
      called();
      timers.set(() => resolve({ kind: "done", value: "" }), Number(args));
    }),
});

test("around the deadline every push is answered exactly once: in the response or through the outbox", async () => {
  const clock = fakeTimers();
  let called = 0;
  const rig = await serve({
    timers: clock.timers,
    nowMs: () => startMs + clock.nowMs(),
    callers: new Map([
      [
        "wait",
        takes(clock.timers, () => {
          called += 1;
        }),
      ],
    ]),
    respond: async ({ event, answers, isLate, nowMs }) => {
      const text = event.kind === "text" ? event.text : "";
      if (!answers.has("wait")) {
        const calls = [{ key: "wait", kind: "wait", args: Number(text), deadlineMs: 60_000 }];
        return { kind: "needs", calls, trace: { ruleSetVersion: 1, steps: [] } };
      }
      const message = { kind: "text", text } as const;
      if (!isLate) return decided(message);
      return decided(null, {
        effects: [{ kind: "send", key: `${event.key}/1`, dueAtMs: nowMs, message }],
      });
    },
  });
  // As many as the client opens connections.
  const delays = Array.from({ length: 60 }, (_, number) => 4_485 + (number % 30));
  let done = 0;
  const answers = delays.map((delay) =>
    pushPlain(rig.url, textPush(String(delay)), startMs).finally(() => {
      done += 1;
    }),
  );
  while (called < delays.length) await settle();
  while (done < delays.length) await clock.pass(1);
  while (clock.pending() > 0) await clock.pass(1_000);
  await rig.webhook.idle();
  const bodies = (await Promise.all(answers)).map(({ body }) => body);
  const sent = (await allEffects(rig.store)).filter(({ kind }) => kind === "send");
  const inResponse = bodies.filter((body) => body !== "success");
  expect(inResponse.length + sent.length).toBe(delays.length);
  expect(inResponse.length).toBeGreaterThan(0);
  expect(sent.length).toBeGreaterThan(0);
});
