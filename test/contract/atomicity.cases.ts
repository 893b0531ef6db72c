import { describe, expect, it } from "vitest";
import type { Database } from "../../server/storage/database.ts";
import type { UnitOfWork } from "../../server/storage/unit-of-work.ts";
import { textEvent } from "../builders.ts";
import type { Opening, Stage } from "./stored.ts";
import { delivery, dialogWait, effect, reminderWait, START_MS } from "./stored.ts";

const FAULT = {
  name: "fault",
  sql: "update lock set until_ms = until_ms where account = 'nobody'",
  values: [],
  rows: 1,
} as const;

/** Makes every unit fail after its first `n` statements; `lengths` says how many the units had. */
const failingAfter = (n: number, lengths: number[]): NonNullable<Opening["wrap"]> => {
  const write = (db: Database) => (unit: UnitOfWork) => {
    lengths.push(unit.length);
    return n > unit.length ? db.write(unit) : db.write([...unit.slice(0, n), FAULT]);
  };
  return (db) => ({ ...db, write: write(db) });
};

const everything = () =>
  delivery({
    effects: [effect("e1"), effect("e2")],
    changes: [dialogWait("size", START_MS), reminderWait("voucher", START_MS)],
    nextTick: { path: "rules/daily/when/0", version: 1, dueAtMs: START_MS },
  });

export const atomicityCases = (stage: Stage): void => {
  describe("a commit", () => {
    it("leaves nothing behind, after whichever of its statements it fails", async () => {
      const lengths: number[] = [];
      const whole = await stage.open();
      for (let n = 0; n <= (lengths[0] ?? 0); n += 1) {
        const { store } = await stage.open(failingAfter(n, lengths));
        await expect(store.commit(everything())).rejects.toMatchObject({
          code: "storage-unexpected",
        });
        expect(await whole.store.recall(textEvent())).toMatchObject({ follower: null });
        expect(await whole.store.leaseEffects(10, 1000)).toEqual([]);
        expect(await whole.store.takeDue(START_MS, 10)).toEqual([]);
      }
      expect(lengths[0]).toBeGreaterThanOrEqual(8);
    });

    it("keeps all of it when nothing fails", async () => {
      const { store } = await stage.open();
      expect(await store.commit(everything())).toBe("done");
      expect(await store.leaseEffects(10, 1000)).toHaveLength(1);
      expect(await store.takeDue(START_MS, 10)).toHaveLength(3);
    });

    it("does not harm its neighbours when it fails", async () => {
      const { store } = await stage.open();
      const results = await Promise.all(
        Array.from({ length: 30 }, (_, n) =>
          store.commit(
            delivery({
              event: textEvent({ key: `k${n}`, follower: `o${n}` }),
              followerVersion: n % 3 === 0 ? 7 : 0,
              effects: [effect(`e${n}`)],
            }),
          ),
        ),
      );
      expect(results).toEqual(results.map((_, n) => (n % 3 === 0 ? "stale" : "done")));
      expect(await store.leaseEffects(100, 1000)).toHaveLength(20);
    });
  });
};
