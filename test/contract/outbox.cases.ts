import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LeasedEffect } from "../../server/storage/store.ts";
import type { Opened, Stage } from "./stored.ts";
import { effect, START_MS, say } from "./stored.ts";

const keys = (leased: readonly LeasedEffect[]): readonly string[] =>
  leased.map((each) => each.effect.key);
const only = (leased: readonly LeasedEffect[]): LeasedEffect => {
  const [first, ...others] = leased;
  if (first === undefined || others.length > 0) throw new Error(`leased ${leased.length}, not 1`);
  return first;
};
/** Leases and finishes until nothing is due; gives the order of the keys. */
const drain = async ({ store }: Opened): Promise<readonly string[]> => {
  const done: string[] = [];
  for (;;) {
    const leased = await store.leaseEffects(100, 1000);
    if (leased.length === 0) return done;
    for (const one of leased) await store.settleEffect(one, "done");
    done.push(...keys(leased));
  }
};

const order = (stage: Stage): void => {
  it("hands out one follower's effects in order, one at a time", async () => {
    const opened = await stage.open();
    await say(opened, { key: "k1", effects: [effect("a"), effect("b")] });
    await say(opened, { key: "k2", effects: [effect("c")] });
    const first = only(await opened.store.leaseEffects(10, 1000));
    expect(first).toMatchObject({ account: "coffee", follower: "o1", attempt: 1 });
    expect(first.effect).toEqual(effect("a"));
    expect(await opened.store.leaseEffects(10, 1000)).toEqual([]);
    await opened.store.settleEffect(first, "done");
    expect(await drain(opened)).toEqual(["b", "c"]);
  });

  it("hands out different followers' effects side by side, up to the limit", async () => {
    const opened = await stage.open();
    for (const openid of ["o1", "o2", "o3"])
      await say(opened, { key: openid, openid, effects: [effect(openid)] });
    expect(await opened.store.leaseEffects(2, 1000)).toHaveLength(2);
    expect(await opened.store.leaseEffects(2, 1000)).toHaveLength(1);
  });

  it("waits for the time of an effect, and then keeps to the order of times", async () => {
    const opened = await stage.open();
    await say(opened, { key: "k1", effects: [effect("later", START_MS + 10), effect("now")] });
    expect(await drain(opened)).toEqual(["now"]);
    await say(opened, { key: "k2", effects: [effect("with it", START_MS + 10)] });
    expect(await drain(opened)).toEqual([]);
    stage.clock.nowMs += 10;
    expect(await drain(opened)).toEqual(["later", "with it"]);
  });

  it("wakes a lane that sleeps until a later effect", async () => {
    const opened = await stage.open();
    await say(opened, { key: "k1", effects: [effect("later", START_MS + 10)] });
    await say(opened, { key: "k2", effects: [effect("now")] });
    expect(await drain(opened)).toEqual(["now"]);
  });

  it("takes the same key twice for the same effect", async () => {
    const opened = await stage.open();
    await say(opened, { key: "k1", effects: [effect("a"), effect("a")] });
    expect(await drain(opened)).toEqual(["a"]);
  });
};

const leases = (stage: Stage): void => {
  it("gives a lane to one of two processes", async () => {
    const [one, other] = [await stage.open(), await stage.open()];
    await say(one, { key: "k1", effects: [effect("a")] });
    const leased = await Promise.all([one, other].map(({ store }) => store.leaseEffects(10, 1000)));
    expect(leased.flat()).toHaveLength(1);
  });

  it("hands an effect out again when its lease is over, and counts the try", async () => {
    const [dead, one] = [await stage.open(), await stage.open()];
    await say(dead, { key: "k1", effects: [effect("a"), effect("b")] });
    const lost = only(await dead.store.leaseEffects(10, 1000));
    stage.clock.nowMs += 1000;
    const again = only(await one.store.leaseEffects(10, 1000));
    expect(again.effect.key).toBe("a");
    expect(again.attempt).toBe(2);
    // The first process was not dead after all: it has no say any more.
    await dead.store.settleEffect(lost, "dead");
    await dead.store.settleEffect(lost, "done");
    expect(await one.store.leaseEffects(10, 1000)).toEqual([]);
    await one.store.settleEffect(again, "done");
    expect(await drain(one)).toEqual(["b"]);
  });

  it("misses nothing that is added while a lane is leased", async () => {
    const opened = await stage.open();
    await say(opened, { key: "k1", effects: [effect("a")] });
    const leased = only(await opened.store.leaseEffects(10, 1000));
    const added = say(opened, { key: "k2", effects: [effect("b")] });
    const settled = opened.store.settleEffect(leased, "done");
    await Promise.all([added, settled]);
    expect(await drain(opened)).toEqual(["b"]);
  });

  it("misses nothing that is added just after its lane was emptied", async () => {
    const [one, other] = [await stage.open(), await stage.open()];
    await say(one, { key: "k1", effects: [effect("a")] });
    const leased = only(await one.store.leaseEffects(10, 1000));
    const added = say(other, { key: "k2", effects: [effect("b")] });
    await Promise.all([one.store.settleEffect(leased, "done"), added]);
    expect(await drain(other)).toEqual(["b"]);
  });
};

const failures = (stage: Stage): void => {
  it("goes on behind an effect that is dead, which can be looked at and tried again", async () => {
    const opened = await stage.open();
    const { store, library } = opened;
    await say(opened, { key: "k1", effects: [effect("a"), effect("b")] });
    await store.settleEffect(only(await store.leaseEffects(10, 1000)), "dead", "45015");
    expect(await drain(opened)).toEqual(["b"]);
    expect(await library.deadEffects.list("coffee", { afterKey: null, limit: 10 })).toMatchObject([
      { key: "a", follower: "o1", kind: "tag", attempts: 1, code: "45015" },
    ]);
    expect(await library.deadEffects.retry("coffee", "a")).toBe("done");
    expect(await library.deadEffects.retry("coffee", "a")).toBe("gone");
    expect(await drain(opened)).toEqual(["a"]);
    expect(await library.deadEffects.list("coffee", { afterKey: null, limit: 10 })).toEqual([]);
  });

  it("forgets a dead effect when told to", async () => {
    const opened = await stage.open();
    await say(opened, { key: "k1", effects: [effect("a")] });
    await opened.store.settleEffect(only(await opened.store.leaseEffects(1, 1000)), "dead");
    expect(await opened.library.deadEffects.drop("coffee", "a")).toBe("done");
    expect(await opened.library.deadEffects.drop("coffee", "a")).toBe("gone");
  });

  it("holds a lane until its first effect may be tried again", async () => {
    const opened = await stage.open();
    const { store } = opened;
    await say(opened, { key: "k1", effects: [effect("a"), effect("b")] });
    const first = only(await store.leaseEffects(10, 1000));
    await store.settleEffect(first, { retryAtMs: START_MS + 60_000 }, "-1");
    await say(opened, { key: "k2", effects: [effect("c")] });
    expect(await drain(opened)).toEqual([]);
    stage.clock.nowMs += 59_999;
    expect(await drain(opened)).toEqual([]);
    stage.clock.nowMs += 1;
    expect(only(await store.leaseEffects(10, 1000)).attempt).toBe(2);
    stage.clock.nowMs += 1000;
    expect(await drain(opened)).toEqual(["a", "b", "c"]);
  });

  it("does not hold other lanes for it", async () => {
    const opened = await stage.open();
    const { store } = opened;
    await say(opened, { key: "k1", effects: [effect("a")] });
    await store.settleEffect(only(await store.leaseEffects(10, 1000)), { retryAtMs: START_MS + 9 });
    await say(opened, { key: "k2", openid: "o2", effects: [effect("b")] });
    expect(await drain(opened)).toEqual(["b"]);
  });
};

type Move =
  | { readonly do: "add"; readonly who: number; readonly afterMs: number }
  | { readonly do: "lease"; readonly process: number }
  | { readonly do: "settle"; readonly how: "done" | "dead" | "retry" }
  | { readonly do: "pass"; readonly ms: number };
const moves = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant("add" as const),
      who: fc.nat(1),
      afterMs: fc.constantFrom(0, 0, 700),
    }),
    fc.record({ do: fc.constant("lease" as const), process: fc.nat(1) }),
    fc.record({
      do: fc.constant("settle" as const),
      how: fc.constantFrom("done" as const, "dead" as const, "retry" as const),
    }),
    fc.record({ do: fc.constant("pass" as const), ms: fc.constantFrom(1, 500, 1200) }),
  ),
  { minLength: 20, maxLength: 60, size: "max" },
);
interface Planned {
  readonly key: string;
  readonly who: string;
  readonly dueAtMs: number;
  readonly at: number;
}

/** What the outbox must do, in a list: the oldest of a lane, when its time has come and nobody holds the lane. */
class Model {
  readonly waiting: Planned[] = [];
  readonly held = new Map<string, { readonly key: string; readonly untilMs: number }>();
  readonly retryAt = new Map<string, number>();
  head(who: string): Planned | undefined {
    return this.waiting
      .filter((each) => each.who === who)
      .sort((a, b) => a.dueAtMs - b.dueAtMs || a.at - b.at)[0];
  }
  ready(nowMs: number): readonly string[] {
    const lanes = [...new Set(this.waiting.map(({ who }) => who))];
    return lanes.flatMap((who) => {
      const head = this.head(who);
      const isHeld = (this.held.get(who)?.untilMs ?? 0) > nowMs;
      if (head === undefined || isHeld) return [];
      const readyAt = Math.max(head.dueAtMs, this.retryAt.get(head.key) ?? 0);
      return readyAt <= nowMs ? [head.key] : [];
    });
  }
  remove(key: string): void {
    this.waiting.splice(
      this.waiting.findIndex((each) => each.key === key),
      1,
    );
  }
}

class Play {
  readonly model = new Model();
  readonly #processes: readonly Opened[];
  readonly #stage: Stage;
  readonly #run: number;
  #added = 0;
  #leased: LeasedEffect[] = [];
  constructor(stage: Stage, processes: readonly Opened[], run: number) {
    this.#stage = stage;
    this.#processes = processes;
    this.#run = run;
  }
  async move(move: Move): Promise<void> {
    if (move.do === "add") await this.#add(move.who, move.afterMs);
    if (move.do === "lease") await this.lease(move.process);
    if (move.do === "settle") await this.settle(move.how);
    if (move.do === "pass") this.#stage.clock.nowMs += move.ms;
  }
  async #add(nth: number, afterMs: number): Promise<void> {
    const [opened] = this.#processes;
    if (opened === undefined) return;
    this.#added += 1;
    const key = `${this.#run}/${this.#added}`;
    const who = `${this.#run}/o${nth}`;
    const dueAtMs = this.#stage.clock.nowMs + afterMs;
    await say(opened, { key, openid: who, effects: [effect(key, dueAtMs)] });
    this.model.waiting.push({ key, who, dueAtMs, at: this.#added });
  }
  async lease(process: number): Promise<number> {
    const { nowMs } = this.#stage.clock;
    const expected = this.model.ready(nowMs);
    const leased = (await this.#processes[process]?.store.leaseEffects(100, 1000)) ?? [];
    expect([...keys(leased)].sort()).toEqual([...expected].sort());
    for (const { effect: of, follower } of leased)
      this.model.held.set(follower ?? "", { key: of.key, untilMs: nowMs + 1000 });
    this.#leased.push(...leased);
    return leased.length;
  }
  /** Settles what was leased first; a lease that another took over counts for nothing. */
  async settle(how: "done" | "dead" | "retry"): Promise<void> {
    const leased = this.#leased.shift();
    if (leased === undefined) return;
    const who = leased.follower ?? "";
    const key = leased.effect.key;
    const isOurs =
      this.model.held.get(who)?.key === key &&
      !this.#leased.some((other) => other.effect.key === key);
    const retryAtMs = this.#stage.clock.nowMs + 300;
    const [opened] = this.#processes;
    await opened?.store.settleEffect(leased, how === "retry" ? { retryAtMs } : how);
    if (!isOurs) return;
    this.model.held.delete(who);
    if (how === "retry") this.model.retryAt.set(key, retryAtMs);
    else this.model.remove(key);
  }
  async finish(): Promise<void> {
    while (this.model.waiting.length > 0) {
      this.#stage.clock.nowMs += 2000;
      await this.lease(0);
      while (this.#leased.length > 0) await this.settle("done");
    }
  }
}

const model = (stage: Stage): void => {
  it("does what a list would do, whatever happens in whichever order", async () => {
    const processes = [await stage.open(), await stage.open()];
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(moves, async (list) => {
        runs += 1;
        const play = new Play(stage, processes, runs);
        for (const move of list) await play.move(move);
        await play.finish();
      }),
      { numRuns: 30, seed: 20261123 },
    );
  });
};

const travels = (stage: Stage): void => {
  it("hands out what is due by the time of its account, ahead or behind", async () => {
    const opened = await stage.open();
    for (const account of ["coffee", "museum", "cinema"])
      await say(opened, { account, key: account, effects: [effect(account, START_MS + 5)] });
    stage.travel("museum", 5);
    stage.travel("cinema", -5);
    expect(await drain(opened)).toEqual(["museum"]);
    stage.clock.nowMs += 5;
    expect(await drain(opened)).toEqual(["coffee"]);
    stage.clock.nowMs += 5;
    expect(await drain(opened)).toEqual(["cinema"]);
  });

  it("tries again by the time of its account, and leases by the process's", async () => {
    const opened = await stage.open();
    await say(opened, { key: "k1", effects: [effect("a")] });
    stage.travel("coffee", 1000);
    const first = only(await opened.store.leaseEffects(10, 500));
    await opened.store.settleEffect(first, { retryAtMs: START_MS + 1500 });
    expect(await opened.store.leaseEffects(10, 500)).toEqual([]);
    stage.travel("coffee", 1500);
    expect(only(await opened.store.leaseEffects(10, 500)).attempt).toBe(2);
    stage.travel("coffee", 9000);
    expect(await opened.store.leaseEffects(10, 500)).toEqual([]);
    stage.clock.nowMs += 500;
    expect(only(await opened.store.leaseEffects(10, 500)).attempt).toBe(3);
  });
};

export const outboxCases = (stage: Stage): void => {
  describe("the outbox", () => {
    for (const cases of [order, leases, failures, model, travels]) cases(stage);
  });
};
