import type { Kysely } from "kysely";
import type { Database } from "./database.ts";
import type { LockTable, Schema } from "./schema.ts";
import { prepare } from "./statement.ts";
import { step } from "./unit-of-work.ts";

/** Who holds the lock: a process of a machine. */
export interface LockHolder {
  readonly host: string;
  readonly pid: number;
  /** New at every start, so that a reused process id is told apart. */
  readonly id: string;
}
export interface ProcessLockOptions {
  readonly db: Database;
  readonly nowMs: () => number;
  readonly self: LockHolder;
  /** Whether a process of this machine lives: its lock is taken over at once if it does not. */
  readonly isAlive: (pid: number) => boolean;
}
export type LockResult =
  | { readonly kind: "held"; readonly lock: ProcessLock }
  | { readonly kind: "refused"; readonly by: LockHolder; readonly untilMs: number };
export interface ProcessLock {
  /** To be called every 5 s. `false`: another process has it now, stop writing. */
  readonly beat: () => Promise<boolean>;
  readonly release: () => Promise<void>;
}

/** Without a beat for this long the lock is anybody's. */
const LEASE_MS = 15_000;
const NAME = "process";
type Values = { readonly holder: string; readonly until_ms: number };

const lockStatements = (db: Kysely<Schema>) => {
  const update = (v: Values) =>
    db
      .updateTable("lock")
      .set({ until_ms: v.until_ms })
      .where("account", "=", "")
      .where("name", "=", NAME);
  return {
    find: prepare<Record<never, never>, LockTable>("lock", () =>
      db.selectFrom("lock").selectAll().where("account", "=", "").where("name", "=", NAME),
    ),
    add: prepare<Values>("addLock", (v) =>
      db
        .insertInto("lock")
        .values({ account: "", name: NAME, holder: v.holder, until_ms: v.until_ms })
        .onConflict((conflict) => conflict.columns(["account", "name"]).doNothing()),
    ),
    takeOver: prepare<Values & { readonly was: string }>("takeOverLock", (v) =>
      update(v).set({ holder: v.holder }).where("holder", "=", v.was),
    ),
    beat: prepare<Values>("beatLock", (v) => update(v).where("holder", "=", v.holder)),
    release: prepare<{ readonly holder: string }>("releaseLock", (v) =>
      db
        .deleteFrom("lock")
        .where("account", "=", "")
        .where("name", "=", NAME)
        .where("holder", "=", v.holder),
    ),
  };
};

/** For an engine with one writing process: holds the row `process`, or says who does. */
export const takeProcessLock = async (options: ProcessLockOptions): Promise<LockResult> => {
  const { db, nowMs, self, isAlive } = options;
  const statements = lockStatements(db.sql);
  const holder = JSON.stringify(self);
  const until = () => ({ holder, until_ms: nowMs() + LEASE_MS });
  const lock: ProcessLock = {
    beat: async () => (await db.write([step(statements.beat, until())])).done,
    release: async () => {
      await db.write([step(statements.release, { holder }, "any")]);
    },
  };
  if ((await db.write([step(statements.add, until())])).done) return { kind: "held", lock };
  const [row] = await db.read(statements.find, {});
  // Released between the two: once more.
  if (row === undefined) return takeProcessLock(options);
  const by = JSON.parse(row.holder) as LockHolder;
  const isDead = by.host === self.host && (by.pid === self.pid || !isAlive(by.pid));
  const refused = { kind: "refused", by, untilMs: row.until_ms } as const;
  if (!isDead && row.until_ms > nowMs()) return refused;
  const taken = await db.write([step(statements.takeOver, { ...until(), was: row.holder })]);
  return taken.done ? { kind: "held", lock } : refused;
};
