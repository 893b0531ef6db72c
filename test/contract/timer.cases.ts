import { describe, expect, it } from "vitest";
import type { Change, InboundEvent } from "../../engine/index.ts";
import type { Delivery } from "../../server/storage/store.ts";
import type { Opened, Stage } from "./stored.ts";
import { delivery, dialogWait, newFollower, reminderWait, START_MS, say } from "./stored.ts";

const ids = (events: readonly InboundEvent[]): readonly string[] =>
  events.map((event) => (event.kind === "due" ? event.id : event.kind));
const commitDue = async (
  { store }: Opened,
  event: InboundEvent,
  of: Partial<Delivery> = {},
): Promise<"done" | "repeat" | "stale" | "gone"> => {
  const known = await store.recall(event);
  if ("answered" in known) return "repeat";
  const follower = event.follower === null ? null : (known.follower ?? newFollower());
  return store.commit(
    delivery({ event, followerVersion: follower?.version ?? 0, follower, answer: "", ...of }),
  );
};
const takeOne = async (opened: Opened, nowMs: number): Promise<InboundEvent> => {
  const [event, ...others] = await opened.store.takeDue(nowMs, 10);
  if (event === undefined || others.length > 0) throw new Error("not one event is due");
  return event;
};

const waits = (stage: Stage): void => {
  it("makes an event of a dialog's timeout, and of a reminder with what it kept", async () => {
    const opened = await stage.open();
    await say(opened, {
      key: "k1",
      changes: [dialogWait("size", START_MS + 2), reminderWait("voucher", START_MS + 1, 4)],
    });
    expect(await opened.store.takeDue(START_MS, 10)).toEqual([]);
    expect(await opened.store.takeDue(START_MS + 2, 10)).toEqual([
      {
        ...{ kind: "due", what: "reminder", id: "voucher", path: "rules/voucher/then/0" },
        ...{
          account: "coffee",
          follower: "o1",
          version: 4,
          captured: { names: { name: "小王" }, secrets: [] },
        },
        ...{ sentAtMs: START_MS + 1, key: `due:reminder:o1:voucher:${START_MS + 1}` },
      },
      {
        ...{ kind: "due", what: "timeout", id: "size", path: "rules/size/then/0" },
        ...{ account: "coffee", follower: "o1", version: 1, captured: null },
        ...{ sentAtMs: START_MS + 2, key: `due:timeout:o1:size:${START_MS + 2}` },
      },
    ]);
  });

  it("keeps one dialog a follower and one reminder an id, the last of each", async () => {
    const opened = await stage.open();
    await say(opened, {
      key: "k1",
      changes: [dialogWait("size", START_MS), reminderWait("a", START_MS)],
    });
    await say(opened, {
      key: "k2",
      changes: [
        dialogWait("milk", START_MS + 1),
        reminderWait("a", START_MS + 2),
        reminderWait("b", START_MS + 3),
      ],
    });
    expect(ids(await opened.store.takeDue(START_MS + 9, 10))).toEqual(["milk", "a", "b"]);
  });

  it("stops what is told to stop, by its name, in the order of the changes", async () => {
    const opened = await stage.open();
    await say(opened, {
      key: "k1",
      changes: [
        dialogWait("size", START_MS),
        reminderWait("a", START_MS),
        reminderWait("b", START_MS),
      ],
    });
    await say(opened, {
      key: "k2",
      changes: [
        { kind: "stop-waiting", what: "dialog", id: "size" },
        { kind: "stop-waiting", what: "reminder", id: "a" },
        { kind: "stop-waiting", what: "reminder", id: "never" },
      ],
    });
    expect(ids(await opened.store.takeDue(START_MS, 10))).toEqual(["b"]);
  });

  it("asks the same question again after stopping it", async () => {
    const opened = await stage.open();
    await say(opened, { key: "k1", changes: [dialogWait("size", START_MS)] });
    await say(opened, {
      key: "k2",
      changes: [
        { kind: "stop-waiting", what: "dialog", id: "size" },
        dialogWait("size", START_MS + 5),
      ],
    });
    expect(ids(await opened.store.takeDue(START_MS + 5, 10))).toEqual(["size"]);
  });

  it("forgets everything of a follower who left, and nothing of another", async () => {
    const opened = await stage.open();
    for (const openid of ["o1", "o2"])
      await say(opened, {
        key: openid,
        openid,
        changes: [dialogWait(`of ${openid}`, START_MS), reminderWait(`to ${openid}`, START_MS + 1)],
      });
    await say(opened, { key: "bye", changes: [{ kind: "unfollowed" }] });
    expect(ids(await opened.store.takeDue(START_MS + 1, 10))).toEqual(["of o2", "to o2"]);
  });
};

const taking = (stage: Stage): void => {
  it("gives a due timer to one of two processes, oldest first, up to the limit", async () => {
    const [one, other] = [await stage.open(), await stage.open()];
    for (const n of [3, 1, 2])
      await say(one, { key: `k${n}`, changes: [reminderWait(`r${n}`, START_MS + n)] });
    const taken = await Promise.all(
      [one, other].map(({ store }) => store.takeDue(START_MS + 9, 2)),
    );
    expect(ids(taken.flat()).toSorted()).toEqual(["r1", "r2"]);
    expect(ids(await other.store.takeDue(START_MS + 9, 2))).toEqual(["r3"]);
  });

  it("hands a timer out again, under the same key, when its process died", async () => {
    const [dead, one] = [await stage.open(), await stage.open()];
    await say(dead, { key: "k1", changes: [reminderWait("a", START_MS)] });
    const first = await takeOne(dead, START_MS);
    expect(await one.store.takeDue(START_MS + 29_999, 10)).toEqual([]);
    const again = await takeOne(one, START_MS + 30_000);
    expect(again).toEqual(first);
    expect(await commitDue(one, again)).toBe("done");
    expect(await commitDue(dead, first)).toBe("repeat");
    expect(await one.store.takeDue(START_MS + 90_000, 10)).toEqual([]);
  });

  it("keeps a timer that was set anew while it was due", async () => {
    const opened = await stage.open();
    await say(opened, { key: "k1", changes: [reminderWait("a", START_MS)] });
    const due = await takeOne(opened, START_MS);
    await say(opened, { key: "k2", changes: [reminderWait("a", START_MS + 5)] });
    await commitDue(opened, due);
    expect(ids(await opened.store.takeDue(START_MS + 5, 10))).toEqual(["a"]);
  });

  it("fires no reminder that was forgotten or set anew while it was due", async () => {
    const opened = await stage.open();
    for (const [id, change] of [
      ["a", { kind: "stop-waiting", what: "reminder", id: "a" }],
      ["b", reminderWait("b", START_MS + 5)],
      ["c", { kind: "unfollowed" }],
    ] as const) {
      await say(opened, { key: `set ${id}`, openid: id, changes: [reminderWait(id, START_MS)] });
      const due = await takeOne(opened, START_MS);
      await say(opened, { key: `change ${id}`, openid: id, changes: [change] });
      expect([id, await commitDue(opened, due)]).toEqual([id, "gone"]);
      expect(await opened.store.recall(due)).not.toHaveProperty("answered");
    }
    expect(ids(await opened.store.takeDue(START_MS + 60_000, 10))).toEqual(["b"]);
  });

  it("keeps a reminder's secrets encrypted, also while its calls are under way", async () => {
    const opened = await stage.open();
    const captured = { names: { pin: "s3cret", no: "7" }, secrets: ["pin"] };
    const change = { ...reminderWait("a", START_MS), captured } as Change;
    await say(opened, { key: "k1", changes: [change] });
    const due = await takeOne(opened, START_MS);
    expect(due).toMatchObject({ captured });
    await opened.store.claim(due, 1);
    const [again] = await opened.store.takeDue(START_MS + 10_000, 10);
    expect(again).toEqual(due);
    const rows = async () =>
      JSON.stringify([
        await opened.db.find(opened.db.sql.selectFrom("timer").selectAll()),
        await opened.db.find(opened.db.sql.selectFrom("delivery").selectAll()),
      ]);
    expect(await rows()).not.toContain("s3cret");
    await commitDue(opened, due);
    expect(await rows()).not.toContain("s3cret");
  });

  it("lets what fired be set again by its own answer", async () => {
    const opened = await stage.open();
    await say(opened, { key: "k1", changes: [reminderWait("a", START_MS)] });
    const due = await takeOne(opened, START_MS);
    await commitDue(opened, due, { changes: [reminderWait("a", START_MS + 7)] });
    expect(ids(await opened.store.takeDue(START_MS + 7, 10))).toEqual(["a"]);
  });

  it("survives a restart", async () => {
    await say(await stage.open(), { key: "k1", changes: [reminderWait("a", START_MS)] });
    expect(ids(await (await stage.open()).store.takeDue(START_MS, 10))).toEqual(["a"]);
  });
};

const DAILY = "rules/daily/when/0";
const schedules = (stage: Stage): void => {
  const tick = (dueAtMs: number, path = DAILY, version = 1) => ({ path, version, dueAtMs });

  it("fires a tick once and moves to the next one", async () => {
    const opened = await stage.open();
    await opened.store.setSchedules("coffee", [tick(START_MS)]);
    const due = await takeOne(opened, START_MS);
    expect(due).toMatchObject({
      ...{ kind: "due", what: "schedule", id: DAILY, path: DAILY, follower: null },
      ...{ key: `due:schedule::${DAILY}:${START_MS}`, sentAtMs: START_MS, version: 1 },
    });
    expect(await commitDue(opened, due, { nextTick: tick(START_MS + 100) })).toBe("done");
    expect(await opened.store.takeDue(START_MS + 99, 10)).toEqual([]);
    expect(await takeOne(opened, START_MS + 100)).toMatchObject({ sentAtMs: START_MS + 100 });
  });

  it("ends with its last tick", async () => {
    const opened = await stage.open();
    await opened.store.setSchedules("coffee", [tick(START_MS)]);
    await commitDue(opened, await takeOne(opened, START_MS));
    expect(await opened.store.takeDue(START_MS + 1_000_000, 10)).toEqual([]);
  });

  it("replaces an account's ticks and leaves the other accounts' alone", async () => {
    const { store } = await stage.open();
    await store.setSchedules("coffee", [tick(START_MS + 1, "old"), tick(START_MS + 1, "kept")]);
    await store.setSchedules("museum", [tick(START_MS + 2, "theirs")]);
    await store.setSchedules("coffee", [tick(START_MS + 3, "new"), tick(START_MS + 4, "kept")]);
    expect(ids(await store.takeDue(START_MS + 9, 10))).toEqual(["theirs", "new", "kept"]);
  });

  it("still fires a tick that was missed while nobody was there", async () => {
    const { store } = await stage.open();
    await store.setSchedules("coffee", [tick(START_MS + 10)]);
    stage.clock.nowMs += 1000;
    await store.setSchedules("coffee", [tick(START_MS + 2000, DAILY, 2)]);
    expect(await store.takeDue(stage.clock.nowMs, 10)).toMatchObject([
      { sentAtMs: START_MS + 10, version: 2 },
    ]);
  });
};

const travels = (stage: Stage): void => {
  const wait = async (opened: Opened, account: string, untilMs: number): Promise<void> => {
    await say(opened, { account, key: `of ${account}`, changes: [reminderWait(account, untilMs)] });
  };

  it("makes due what is due by the time of its account, ahead or behind", async () => {
    const opened = await stage.open();
    for (const account of ["coffee", "cof_ee", "museum"]) await wait(opened, account, START_MS + 5);
    stage.travel("cof_ee", 5);
    stage.travel("museum", -5);
    const { store } = opened;
    expect(ids(await store.takeDue(START_MS, 10))).toEqual(["cof_ee"]);
    expect(ids(await store.takeDue(START_MS + 5, 10))).toEqual(["coffee"]);
    expect(ids(await store.takeDue(START_MS + 10, 10))).toEqual(["museum"]);
  });

  it("lends by the process's time, however far an account has gone", async () => {
    const opened = await stage.open();
    await wait(opened, "coffee", START_MS);
    stage.travel("coffee", 3_600_000);
    expect(ids(await opened.store.takeDue(START_MS, 10))).toEqual(["coffee"]);
    expect(await opened.store.takeDue(START_MS + 29_999, 10)).toEqual([]);
    expect(ids(await opened.store.takeDue(START_MS + 30_000, 10))).toEqual(["coffee"]);
  });

  it("does not let those behind hold the others up, and keeps to its limit", async () => {
    const opened = await stage.open();
    for (const openid of ["o1", "o2", "o3"])
      await say(opened, { key: openid, openid, changes: [reminderWait(openid, START_MS)] });
    await wait(opened, "museum", START_MS + 1);
    await wait(opened, "cinema", START_MS + 1);
    stage.travel("coffee", -9);
    expect(ids(await opened.store.takeDue(START_MS + 2, 1))).toHaveLength(1);
    expect(ids(await opened.store.takeDue(START_MS + 2, 2))).toHaveLength(1);
    expect(ids(await opened.store.takeDue(START_MS + 9, 2))).toHaveLength(2);
  });

  it("keeps a tick that is overdue by its account's time", async () => {
    const { store } = await stage.open();
    const tick = { path: "rules/daily/when/0", version: 1 };
    await store.setSchedules("coffee", [{ ...tick, dueAtMs: START_MS + 10 }]);
    stage.travel("coffee", 20);
    await store.setSchedules("coffee", [{ ...tick, dueAtMs: START_MS + 2000 }]);
    expect(await store.takeDue(START_MS, 10)).toMatchObject([{ sentAtMs: START_MS + 10 }]);
  });
};

export const timerCases = (stage: Stage): void => {
  describe("timers", () => {
    for (const cases of [waits, taking, schedules, travels]) cases(stage);
  });
};
