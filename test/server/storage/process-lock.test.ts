import { describe, expect, it, onTestFinished } from "vitest";
import type { LockHolder, LockResult, ProcessLock } from "../../../server/storage/process-lock.ts";
import { takeProcessLock } from "../../../server/storage/process-lock.ts";
import { openSqlite } from "../../../server/storage/sqlite.ts";
import { newDatabaseFile } from "./folder.ts";

const setUp = () => {
  const file = newDatabaseFile();
  const world = { nowMs: 1000, alive: new Set<number>() };
  const start = (self: LockHolder): Promise<LockResult> => {
    const db = openSqlite({ file, nowMs: () => world.nowMs });
    onTestFinished(() => db.close());
    world.alive.add(self.pid);
    const isAlive = (pid: number) => world.alive.has(pid);
    return takeProcessLock({ db, nowMs: () => world.nowMs, self, isAlive });
  };
  return { world, start };
};
const holder = (pid: number, of: Partial<LockHolder> = {}): LockHolder => ({
  host: "one",
  pid,
  id: `start-${pid}`,
  ...of,
});
const held = (result: LockResult): ProcessLock => {
  if (result.kind !== "held") throw new Error("the lock is not held");
  return result.lock;
};

describe("the process lock", () => {
  it("is held by one process, and says by which", async () => {
    const { start } = setUp();
    held(await start(holder(1)));
    expect(await start(holder(2))).toEqual({
      kind: "refused",
      by: holder(1),
      untilMs: 1000 + 15_000,
    });
  });

  it("is free after it was released", async () => {
    const { start } = setUp();
    await held(await start(holder(1))).release();
    expect((await start(holder(2))).kind).toBe("held");
  });

  it("goes over at once from a process of this machine that is dead", async () => {
    const { world, start } = setUp();
    const first = held(await start(holder(1)));
    world.alive.delete(1);
    expect((await start(holder(2))).kind).toBe("held");
    expect(await first.beat()).toBe(false);
  });

  it("goes over at once to a new start under the same process id", async () => {
    const { start } = setUp();
    await start(holder(1));
    expect((await start(holder(1, { id: "again" }))).kind).toBe("held");
  });

  it("goes over from another machine only when its beats stopped", async () => {
    const { world, start } = setUp();
    const first = held(await start(holder(1, { host: "other" })));
    world.alive.delete(1);
    world.nowMs += 14_000;
    expect(await first.beat()).toBe(true);
    world.nowMs += 14_999;
    expect((await start(holder(2))).kind).toBe("refused");
    world.nowMs += 1;
    expect((await start(holder(2))).kind).toBe("held");
    expect(await first.beat()).toBe(false);
    await first.release();
    expect((await start(holder(3))).kind).toBe("refused");
  });
});
