import { describe, expect, it } from "vitest";
import type { InboundEvent } from "../../engine/index.ts";
import { textEvent } from "../builders.ts";
import type { Opened, Stage } from "./stored.ts";
import { delivery, effect, newFollower, START_MS, say } from "./stored.ts";

const times = (n: number): readonly number[] => Array.from({ length: n }, (_, at) => at);
const count = <T>(list: readonly T[], value: T): number =>
  list.filter((one) => one === value).length;

const repeats = (stage: Stage): void => {
  it("knows nothing of an event that is new", async () => {
    const { store } = await stage.open();
    expect(await store.recall(textEvent())).toEqual({
      follower: null,
      late: false,
      ruleSetVersion: 0,
    });
  });

  it("gives back the very bytes of the stored answer", async () => {
    const { store } = await stage.open();
    const answer = `<xml>"it's" \\ % _ 你好🐼 ${"长".repeat(20_000)}\n</xml>`;
    await store.commit(delivery({ answer }));
    expect(await store.recall(textEvent())).toEqual({ answered: answer });
  });

  it("stores one of fifty parallel commits of the same push, over two processes", async () => {
    const processes = [await stage.open(), await stage.open()] as const;
    const results = await Promise.all(
      times(50).map((n) =>
        processes[n % 2 === 0 ? 0 : 1].store.commit(
          delivery({ answer: `answer ${n}`, effects: [effect(`e${n}`)] }),
        ),
      ),
    );
    expect(count(results, "done")).toBe(1);
    expect(count(results, "repeat")).toBe(49);
    const { store } = processes[0];
    expect(await store.recall(textEvent())).toEqual({
      answered: `answer ${results.indexOf("done")}`,
    });
    expect(await store.leaseEffects(100, 1000)).toHaveLength(1);
  });

  it("tells ids of twenty digits apart in their last one", async () => {
    const opened = await stage.open();
    const keys = times(10).map((n) => `1844674407370955161${n}`);
    for (const key of keys) expect(await say(opened, { key, answer: key })).toBe("done");
    for (const key of keys)
      expect(await opened.store.recall(textEvent({ key }))).toEqual({ answered: key });
  });

  it("keeps the same key of two accounts apart", async () => {
    const { store } = await stage.open();
    const other = textEvent({ account: "museum" });
    expect(await store.commit(delivery())).toBe("done");
    expect(await store.commit(delivery({ event: other, answer: "另" }))).toBe("done");
    expect(await store.recall(other)).toEqual({ answered: "另" });
  });

  it("keeps answers over a restart", async () => {
    await (await stage.open()).store.commit(delivery());
    const { store } = await stage.open();
    expect(await store.recall(textEvent())).toEqual({ answered: "好" });
  });

  it("keeps neither text nor event of a message that carried a secret", async () => {
    const { store, library } = await stage.open();
    const event = textEvent({ text: "110101199003070000" });
    await store.claim(event, 1000);
    await store.commit(delivery({ event, secret: true }));
    expect(JSON.stringify(await library.log.find("coffee", event.key))).not.toContain("110101");
  });
};

const claims = (stage: Stage): void => {
  it("gives a claim to one of two processes until its lease is over", async () => {
    const [one, other] = [await stage.open(), await stage.open()];
    const results = await Promise.all(
      [one, other].map(({ store }) => store.claim(textEvent(), 6000)),
    );
    expect(results).toEqual(["mine", "taken"]);
    stage.clock.nowMs += 5999;
    expect(await other.store.claim(textEvent(), 6000)).toBe("taken");
    stage.clock.nowMs += 1;
    expect(await other.store.claim(textEvent(), 6000)).toBe("mine");
    expect(await one.store.claim(textEvent(), 6000)).toBe("taken");
  });

  it("gives a claim again to whoever holds it", async () => {
    const { store } = await stage.open();
    expect(await store.claim(textEvent(), 6000)).toBe("mine");
    expect(await store.claim(textEvent(), 6000)).toBe("mine");
  });

  it("does not give away what is done", async () => {
    const { store } = await stage.open();
    await store.commit(delivery());
    expect(await store.claim(textEvent(), 6000)).toBe("taken");
  });

  it("lets the first commit win, whoever claimed", async () => {
    const [one, other] = [await stage.open(), await stage.open()];
    await one.store.claim(textEvent(), 6000);
    expect(await other.store.commit(delivery({ answer: "other" }))).toBe("done");
    expect(await one.store.commit(delivery({ answer: "one" }))).toBe("repeat");
    expect(await one.store.recall(textEvent())).toEqual({ answered: "other" });
  });

  it("hands out an event whose claim ran out, once, and commits it", async () => {
    const [dead, one, other] = [await stage.open(), await stage.open(), await stage.open()];
    const event = textEvent();
    await dead.store.claim(event, 6000);
    expect(await one.store.takeDue(stage.clock.nowMs, 10)).toEqual([]);
    stage.clock.nowMs += 6000;
    const taken = await Promise.all(
      [one, other].map(({ store }) => store.takeDue(stage.clock.nowMs, 10)),
    );
    expect(taken.flat()).toEqual([event]);
    const holder = taken[0]?.length === 1 ? one : other;
    expect(await holder.store.claim(event, 6000)).toBe("mine");
    expect(await holder.store.commit(delivery({ event }))).toBe("done");
    stage.clock.nowMs += 60_000;
    expect(await other.store.takeDue(stage.clock.nowMs, 10)).toEqual([]);
  });

  it("gives up an event that ended its process five times", async () => {
    const { store, library } = await stage.open();
    await store.claim(textEvent(), 6000);
    const handedOut: InboundEvent[] = [];
    for (const _ of times(10)) {
      stage.clock.nowMs += 60_000;
      handedOut.push(...(await store.takeDue(stage.clock.nowMs, 10)));
    }
    expect(handedOut).toHaveLength(5);
    expect(await store.recall(textEvent())).toEqual({ answered: "" });
    const entry = await library.log.find("coffee", textEvent().key);
    expect(entry).toMatchObject({ isDone: true, outcome: "failed" });
  });
};

const raceAtDeadline = async (
  one: Opened,
  other: Opened,
  { key, isLateFirst }: { readonly key: string; readonly isLateFirst: boolean },
) => {
  const event = textEvent({ key, follower: key });
  await one.store.claim(event, 6000);
  const late = () => other.store.goLate(event);
  const commit = () => one.store.commit(delivery({ event }));
  const [first, second] = isLateFirst ? [late, commit] : [commit, late];
  const results = await Promise.all([first(), second()]);
  return isLateFirst ? results : [...results].reverse();
};

const lateness = (stage: Stage): void => {
  it("claims an event that goes late unclaimed", async () => {
    const [one, other] = [await stage.open(), await stage.open()];
    expect(await one.store.goLate(textEvent())).toBe("late");
    expect(await other.store.claim(textEvent(), 6000)).toBe("taken");
    expect(await one.store.claim(textEvent(), 6000)).toBe("mine");
  });

  it("says late to everybody who asks, and in recall", async () => {
    const [one, other] = [await stage.open(), await stage.open()];
    await one.store.claim(textEvent(), 6000);
    expect(await one.store.goLate(textEvent())).toBe("late");
    expect(await other.store.goLate(textEvent())).toBe("late");
    expect(await other.store.recall(textEvent())).toMatchObject({ late: true });
  });

  it("loses against the commit that was first, and gives its answer", async () => {
    const { store } = await stage.open();
    await store.commit(delivery({ answer: "先" }));
    expect(await store.goLate(textEvent())).toEqual({ answered: "先" });
  });

  it("refuses an answer for the HTTP response once it went late, and takes one as an effect", async () => {
    const { store } = await stage.open();
    await store.claim(textEvent(), 6000);
    await store.goLate(textEvent());
    expect(await store.commit(delivery())).toBe("stale");
    const late = delivery({ late: true, answer: "", effects: [effect("reply")] });
    expect(await store.commit(late)).toBe("done");
    expect(await store.recall(textEvent())).toEqual({ answered: "" });
    expect(await store.leaseEffects(1, 1000)).toHaveLength(1);
  });

  it("lets exactly one of answer and `success` out at the deadline, 200 times", async () => {
    const [one, other] = [await stage.open(), await stage.open()];
    const results = await Promise.all(
      times(200).map((n) => raceAtDeadline(one, other, { key: `k${n}`, isLateFirst: n % 2 === 0 })),
    );
    for (const result of results)
      expect([
        ["late", "stale"],
        [{ answered: "好" }, "done"],
      ]).toContainEqual(result);
  });

  it("hands a late event out again when its process dies, still late", async () => {
    const [dead, one] = [await stage.open(), await stage.open()];
    await dead.store.goLate(textEvent());
    stage.clock.nowMs += 30_000;
    expect(await one.store.takeDue(stage.clock.nowMs, 10)).toEqual([textEvent()]);
    expect(await one.store.recall(textEvent())).toMatchObject({ late: true });
  });
};

const log = (stage: Stage): void => {
  it("keeps what the log shows: rule, outcome, text and trace", async () => {
    const { store, library } = await stage.open();
    const trace = {
      ruleSetVersion: 7,
      steps: [
        {
          kind: "rule",
          path: "rules/hours",
          trigger: "rules/hours/when/0",
          verdict: "answered",
          branch: "then",
          failed: [],
        },
      ],
    } as const;
    await store.commit(
      delivery({ event: textEvent({ text: "营业时间" }), trace, follower: newFollower() }),
    );
    const known = await store.recall(textEvent({ key: "next" }));
    expect(known).toMatchObject({ ruleSetVersion: 7 });
    expect(await library.log.find("coffee", textEvent().key)).toEqual({
      key: textEvent().key,
      atMs: START_MS,
      follower: "o1",
      kind: "text",
      isDone: true,
      rule: "hours",
      outcome: "answered",
      ruleSetVersion: 7,
      body: "营业时间",
      answer: "好",
      event: textEvent({ text: "营业时间" }),
      trace,
    });
  });
};

export const deliveryCases = (stage: Stage): void => {
  describe("deliveries", () => {
    for (const cases of [repeats, claims, lateness, log]) cases(stage);
  });
};
