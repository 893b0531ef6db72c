import { afterEach, describe, expect, test } from "vitest";
import { decided } from "../../builders.ts";
import { startMs, textPush, webhookServer } from "./rig.ts";
import { pushPlain, pushSealed } from "./wechat-client.ts";

const closing: (() => Promise<void>)[] = [];
const serve = async (of: Parameters<typeof webhookServer>[0] = {}) => {
  const rig = await webhookServer(of);
  closing.push(rig.close);
  return rig;
};
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** Says another number every time it is asked, with one effect: what is done twice shows. */
const counting = () => {
  let asked = 0;
  return async ({ event }: { readonly event: { readonly key: string } }) => {
    asked += 1;
    await new Promise((resolve) => setImmediate(resolve));
    return decided(
      { kind: "text", text: `第${asked}次` },
      {
        effects: [
          { kind: "record", key: `${event.key}/1`, dueAtMs: 0, name: "asked", value: asked },
        ],
      },
    );
  };
};

describe("the same push again", () => {
  test("one after the other: the same stored bytes, the effects once", async () => {
    const rig = await serve({ respond: counting() });
    const xml = textPush("早");
    const first = await pushPlain(rig.url, xml, startMs);
    for (let again = 0; again < 3; again += 1) {
      expect((await pushPlain(rig.url, xml, startMs)).body).toBe(first.body);
    }
    expect(rig.memory.commits).toHaveLength(1);
  });

  test("at the same time, plain and sealed: one evaluation, one answer, the effects once", async () => {
    const rig = await serve({ respond: counting() });
    const pushes = Array.from({ length: 200 }, () => textPush("早"));
    const answers = await Promise.all(
      pushes.map((xml) =>
        Promise.all([
          pushPlain(rig.url, xml, startMs),
          pushSealed(rig.url, xml, { nowMs: startMs }),
          pushPlain(rig.url, xml, startMs),
        ]),
      ),
    );
    for (const [one, two, three] of answers) {
      expect(new Set([one.body, two.body, three.body]).size).toBe(1);
    }
    expect(rig.memory.commits).toHaveLength(200);
    expect(rig.memory.commits.flatMap(({ effects }) => effects)).toHaveLength(200);
  });

  test("after the clock has moved on: the stored text, even though it would differ now", async () => {
    let nowMs = startMs;
    const rig = await serve({ nowMs: () => nowMs, respond: counting() });
    const xml = textPush("早");
    const first = await pushPlain(rig.url, xml, nowMs);
    nowMs += 10_000;
    expect((await pushPlain(rig.url, xml, nowMs)).body).toBe(first.body);
  });
});

describe("one follower's messages", () => {
  test("are answered one at a time, in the order they came", async () => {
    const running = { now: 0, most: 0 };
    const rig = await serve({
      respond: async ({ event }) => {
        running.now += 1;
        running.most = Math.max(running.most, running.now);
        await new Promise((resolve) => setImmediate(resolve));
        running.now -= 1;
        return decided({ kind: "text", text: event.kind === "text" ? event.text : "" });
      },
    });
    const numbers = Array.from({ length: 50 }, (_, number) => number);
    await Promise.all(
      numbers.map((number) =>
        pushPlain(rig.url, textPush(String(number), { from: "o1" }), startMs),
      ),
    );
    expect(running.most).toBe(1);
    expect(rig.memory.commits.map(({ followerVersion }) => followerVersion)).toEqual(numbers);
  });

  test("do not hold up another follower's", async () => {
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const rig = await serve({
      respond: async ({ event }) => {
        if (event.follower === "o1") await held;
        return decided({ kind: "text", text: "好" });
      },
    });
    const first = pushPlain(rig.url, textPush("早", { from: "o1" }), startMs);
    expect((await pushPlain(rig.url, textPush("早", { from: "o2" }), startMs)).body).toContain(
      "好",
    );
    release();
    expect((await first).body).toContain("好");
  });

  test("a follower that moved on in another process is recalled and answered afresh", async () => {
    let elsewhere = 2;
    const rig = await serve({
      respond: async ({ follower }) =>
        decided({ kind: "text", text: `版本${follower?.version ?? 0}` }),
    });
    const { commit } = rig.memory.store;
    Object.assign(rig.memory.store, {
      commit: async (delivery: Parameters<typeof commit>[0]) => {
        if (elsewhere > 0 && delivery.follower !== null) {
          elsewhere -= 1;
          const version = delivery.followerVersion + 1;
          rig.memory.followers.set("coffee/o1", { ...delivery.follower, version });
        }
        return commit(delivery);
      },
    });
    expect((await pushPlain(rig.url, textPush("早", { from: "o1" }), startMs)).body).toContain(
      "版本2",
    );
    expect(rig.memory.commits).toHaveLength(1);
  });

  test("one that always moves on ends in 500, so that it is delivered again", async () => {
    const rig = await serve();
    Object.assign(rig.memory.store, { commit: async () => "stale" });
    expect((await pushPlain(rig.url, textPush("早"), startMs)).status).toBe(500);
  });

  test("a commit that another process made first gives that answer", async () => {
    const rig = await serve();
    const { commit } = rig.memory.store;
    Object.assign(rig.memory.store, {
      commit: async (delivery: Parameters<typeof commit>[0]) => {
        await commit({ ...delivery, answer: "<xml>theirs</xml>" });
        return commit(delivery);
      },
    });
    expect((await pushPlain(rig.url, textPush("早"), startMs)).body).toBe("<xml>theirs</xml>");
  });
});

test("idle resolves when the last push is answered", async () => {
  const rig = await serve({ respond: counting() });
  await rig.webhook.idle();
  const answers = Promise.all([1, 2, 3].map(() => pushPlain(rig.url, textPush("早"), startMs)));
  await answers;
  await rig.webhook.idle();
  expect(rig.memory.commits).toHaveLength(3);
});
