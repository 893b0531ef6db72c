import { afterEach, describe, expect, test } from "vitest";
import type { CallAnswer, Outcome } from "../../../engine/index.ts";
import { decided, fakeTimers, settle } from "../../builders.ts";
import { startMs, textPush, webhookAccount, webhookServer } from "./rig.ts";
import type { Answer } from "./wechat-client.ts";
import { between, pushPlain } from "./wechat-client.ts";

const say = (text: string) => ({ kind: "text", text }) as const;
const call = { key: "k", kind: "http", args: {}, deadlineMs: 20_000 };

/** An engine whose answer hangs on one call that takes as long as a test wants, and which sends when it is late. */
const slowRig = async (of: Parameters<typeof webhookServer>[0] = {}) => {
  const clock = fakeTimers();
  let answerCall: (text: string) => void = () => {};
  const called = { count: 0 };
  const arrivals = { count: 0 };
  const account = webhookAccount(of.account1);
  const value = new Promise<string>((resolve) => {
    answerCall = resolve;
  });
  const rig = await webhookServer({
    account: async () => {
      arrivals.count += 1;
      return account;
    },
    timers: clock.timers,
    nowMs: () => startMs + clock.nowMs(),
    callers: new Map([
      [
        "http",
        {
          kind: "http",
          answer: async () => {
            called.count += 1;
            return { kind: "done", value: await value };
          },
        },
      ],
    ]),
    respond: async ({ event, answers, isLate, nowMs }): Promise<Outcome> => {
      if (event.kind === "text" && event.text === "快") return decided(say("立刻"));
      const answer: CallAnswer | undefined = answers.get(call.key);
      if (answer === undefined)
        return { kind: "needs", calls: [call], trace: { ruleSetVersion: 1, steps: [] } };
      const message = say(answer.ok ? String(answer.value) : `没有：${answer.reason}`);
      if (!isLate) return decided(message);
      return decided(null, {
        effects: [{ kind: "send", key: `${event.key}/1`, dueAtMs: nowMs, message }],
      });
    },
    ...of,
  });
  closing.push(rig.close);
  /** Lets a request arrive and get as far as it can without time passing. */
  const deliver = async (
    xml: string,
  ): Promise<{ readonly now: () => Answer | undefined; readonly answer: Promise<Answer> }> => {
    let arrived: Answer | undefined;
    const before = arrivals.count;
    const answer = pushPlain(rig.url, xml, startMs + clock.nowMs()).then((got) => {
      arrived = got;
      return got;
    });
    answer.catch(() => {});
    while (arrivals.count === before) await settle();
    await settle();
    return { now: () => arrived, answer };
  };
  return { ...rig, clock, answerCall, called, deliver };
};
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

describe("with the right to customer-service messages", () => {
  test("success goes out 4.5 s after the first byte, and the answer through the outbox", async () => {
    const rig = await slowRig();
    const xml = textPush("慢");
    const first = await rig.deliver(xml);
    await rig.clock.pass(4_499);
    expect(first.now()).toBeUndefined();
    await rig.clock.pass(1);
    expect(await first.answer).toMatchObject({ status: 200, body: "success" });
    rig.answerCall("查到了");
    await rig.webhook.idle();
    expect(rig.memory.commits).toMatchObject([
      { late: true, answer: "", effects: [{ kind: "send", message: say("查到了") }] },
    ]);
    expect(rig.woken.count).toBe(1);
  });

  test("a delivery after success is answered success, whether decided or not", async () => {
    const rig = await slowRig();
    const xml = textPush("慢");
    const first = await rig.deliver(xml);
    await rig.clock.pass(4_500);
    await first.answer;
    const second = await rig.deliver(xml);
    await rig.clock.pass(4_500);
    expect((await second.answer).body).toBe("success");
    rig.answerCall("查到了");
    await rig.webhook.idle();
    expect((await (await rig.deliver(xml)).answer).body).toBe("success");
    expect(rig.called.count).toBe(1);
    expect(rig.memory.commits).toHaveLength(1);
  });

  test("a commit that was faster than the mark is what goes out", async () => {
    const rig = await slowRig();
    const first = await rig.deliver(textPush("慢"));
    Object.assign(rig.memory.store, {
      goLate: async () => ({ answered: "<xml>stored</xml>" }),
    });
    await rig.clock.pass(4_500);
    expect((await first.answer).body).toBe("<xml>stored</xml>");
  });

  test("a decision that loses against the mark is made again, as an effect", async () => {
    const rig = await slowRig();
    const { commit } = rig.memory.store;
    let isFirst = true;
    Object.assign(rig.memory.store, {
      commit: async (delivery: Parameters<typeof commit>[0]) => {
        // The deadline passes while the commit is on its way.
        if (isFirst) {
          isFirst = false;
          await rig.clock.pass(4_500);
        }
        return commit(delivery);
      },
    });
    const first = await rig.deliver(textPush("慢"));
    rig.answerCall("查到了");
    expect((await first.answer).body).toBe("success");
    await rig.webhook.idle();
    expect(rig.memory.commits).toMatchObject([{ late: true, effects: [{ kind: "send" }] }]);
  });

  test("a message that waits for an earlier one of its follower goes late too, and keeps its place", async () => {
    const rig = await slowRig();
    const first = await rig.deliver(textPush("慢", { from: "o1" }));
    const second = await rig.deliver(textPush("慢", { from: "o1" }));
    await rig.clock.pass(4_500);
    expect([(await first.answer).body, (await second.answer).body]).toEqual(["success", "success"]);
    rig.answerCall("查到了");
    await rig.webhook.idle();
    expect(rig.memory.commits.map(({ late, followerVersion }) => [late, followerVersion])).toEqual([
      [true, 0],
      [true, 1],
    ]);
  });

  test("storage that refuses the mark is answered 500", async () => {
    const rig = await slowRig();
    const first = await rig.deliver(textPush("慢"));
    Object.assign(rig.memory.store, {
      goLate: async () => {
        throw new Error("disk full");
      },
    });
    await rig.clock.pass(4_500);
    expect((await first.answer).status).toBe(500);
  });

  test("an event loop that is behind answers success at once", async () => {
    const rig = await slowRig({ isOverloaded: () => true });
    const first = await rig.deliver(textPush("慢"));
    expect((await first.answer).body).toBe("success");
    rig.answerCall("查到了");
    await rig.webhook.idle();
    expect(rig.memory.commits).toMatchObject([{ late: true }]);
  });
});

describe("without the right", () => {
  const account1 = { canSendLater: false };

  test("nothing is said, and the next delivery carries the answer", async () => {
    const rig = await slowRig({ account1 });
    const xml = textPush("慢");
    const first = await rig.deliver(xml);
    await rig.clock.pass(5_000);
    expect(first.now()).toBeUndefined();
    const second = await rig.deliver(xml);
    rig.answerCall("查到了");
    expect(between((await second.answer).body, "<Content><![CDATA[", "]]>")).toBe("查到了");
    expect(rig.called.count).toBe(1);
    expect(rig.memory.commits).toMatchObject([{ late: false, effects: [] }]);
  });

  test("an answer decided between two deliveries is stored for the next one", async () => {
    const rig = await slowRig({ account1 });
    const xml = textPush("慢");
    await rig.deliver(xml);
    await rig.clock.pass(4_900);
    rig.answerCall("查到了");
    await rig.webhook.idle();
    await rig.clock.pass(100);
    expect((await (await rig.deliver(xml)).answer).body).toContain("查到了");
  });

  test("the third delivery gets the account's words at 4.5 s", async () => {
    const rig = await slowRig({ account1 });
    const xml = textPush("慢");
    await rig.deliver(xml);
    await rig.clock.pass(5_000);
    await rig.deliver(xml);
    await rig.clock.pass(5_000);
    const third = await rig.deliver(xml);
    await rig.clock.pass(4_499);
    expect(third.now()).toBeUndefined();
    await rig.clock.pass(1);
    expect((await third.answer).body).toContain("系统繁忙，请稍后再试。");
  });

  test("the third delivery is known by its time when another process had the first two", async () => {
    const rig = await slowRig({ account1 });
    const third = await rig.deliver(textPush("慢", { atMs: startMs - 10_000 }));
    await rig.clock.pass(4_500);
    expect((await third.answer).body).toContain("系统繁忙，请稍后再试。");
  });

  test("success is never said", async () => {
    const rig = await slowRig({ account1, isOverloaded: () => true });
    const first = await rig.deliver(textPush("慢"));
    await rig.clock.pass(4_999);
    expect(first.now()).toBeUndefined();
    rig.answerCall("查到了");
    expect((await first.answer).body).toContain("查到了");
  });
});

describe("calls", () => {
  test("a call that outlives its deadline is answered as a time-out, and its caller is told to stop", async () => {
    let signal: AbortSignal | undefined;
    const rig = await slowRig({
      account1: { canSendLater: false },
      callers: new Map([
        [
          "http",
          {
            kind: "http",
            answer: (_call, context) => {
              signal = context.signal;
              return new Promise(() => {});
            },
          },
        ],
      ]),
    });
    const first = await rig.deliver(textPush("慢"));
    await rig.clock.pass(20_000);
    expect((await first.answer).body).toContain("没有：timeout");
    expect(signal?.aborted).toBe(true);
  });

  test("a caller that throws, and a kind without one, are answers too", async () => {
    const broken = await slowRig({
      callers: new Map([
        ["http", { kind: "http", answer: async () => Promise.reject(new Error("boom")) }],
      ]),
    });
    expect((await (await broken.deliver(textPush("慢"))).answer).body).toContain("没有：failed");
    const none = await slowRig({ callers: new Map() });
    expect((await (await none.deliver(textPush("慢"))).answer).body).toContain("没有：no-caller");
  });

  test("an event is claimed before its calls, and only then", async () => {
    const rig = await slowRig();
    expect((await (await rig.deliver(textPush("快"))).answer).body).toContain("立刻");
    const slow = textPush("慢", { id: "24900000000000777" });
    await rig.deliver(slow);
    expect(rig.memory.rows.get("coffee/24900000000000777")?.state).toBe("claimed");
  });

  test("an engine that never stops asking is stopped", async () => {
    let asked = 0;
    const rig = await slowRig({
      respond: async () => {
        asked += 1;
        const calls = [{ ...call, key: String(asked) }];
        return { kind: "needs", calls, trace: { ruleSetVersion: 1, steps: [] } };
      },
    });
    rig.answerCall("");
    expect((await (await rig.deliver(textPush("慢"))).answer).body).toContain("系统繁忙");
    expect(asked).toBe(20);
  });

  test("an event another process has claimed is waited for", async () => {
    const rig = await slowRig();
    const xml = textPush("慢", { id: "24900000000000888" });
    Object.assign(rig.memory.store, { claim: async () => "taken" });
    const first = await rig.deliver(xml);
    await rig.clock.pass(150);
    rig.memory.rows.set("coffee/24900000000000888", { state: "done", answer: "<xml>theirs</xml>" });
    await rig.clock.pass(200);
    expect((await first.answer).body).toBe("<xml>theirs</xml>");
    expect(rig.called.count).toBe(0);
  });
});
