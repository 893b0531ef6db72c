import type { InboundEvent } from "../../../engine/index.ts";
import type { SecretBox } from "../secret-box.ts";
import type { ScheduleTick, Store } from "../store.ts";
import type { Step } from "../unit-of-work.ts";
import { step } from "../unit-of-work.ts";
import type { StoreContext } from "./deliveries.ts";
import type { OpenRow } from "./delivery-statements.ts";
import { deliveryStatements } from "./delivery-statements.ts";
import { expectDone } from "./expect-done.ts";
import { readDue } from "./moved-accounts.ts";
import { openEvent } from "./remembered-box.ts";
import type { TimerRow } from "./timer-statements.ts";
import { timerStatements } from "./timer-statements.ts";

/** How long whoever took a due event may work on it. */
const DUE_LEASE_MS = 30_000;
/** An event that ended its process this often is given up. */
const MAX_ATTEMPTS = 5;

/** The same for every time a timer is taken, so that a second one is a repeat. */
const dueEvent = (row: TimerRow, box: SecretBox): InboundEvent =>
  openEvent(box, {
    kind: "due",
    account: row.account,
    follower: row.openid === "" ? null : row.openid,
    key: `due:${row.kind}:${row.openid}:${row.id}:${row.due_at_ms}`,
    sentAtMs: row.due_at_ms,
    what: row.kind,
    id: row.id,
    path: row.path,
    version: row.version,
    captured: JSON.parse(row.captured),
  });

const scheduleSteps = (
  statements: ReturnType<typeof timerStatements>,
  account: string,
  rows: readonly TimerRow[],
  ticks: readonly ScheduleTick[],
  nowMs: number,
): readonly Step[] => {
  const known = new Map(rows.map((row) => [row.id, row]));
  const wanted = new Set(ticks.map(({ path }) => path));
  const gone = rows
    .filter(({ id }) => !wanted.has(id))
    .map(({ id }) => step(statements.stop, { account, openid: "", kind: "schedule", id }, "any"));
  const set = ticks.flatMap(({ path, version, dueAtMs }) => {
    const row = known.get(path);
    const isOverdue = row !== undefined && row.due_at_ms <= nowMs;
    const due = isOverdue ? row.due_at_ms : dueAtMs;
    if (row?.due_at_ms === due && row.version === version) return [];
    const values = { path, version, due_at_ms: due, captured: "null" };
    return [step(statements.set, { account, openid: "", kind: "schedule", id: path, ...values })];
  });
  return [...gone, ...set];
};

/** What becomes due by itself: timeouts, reminders, cron ticks, and events whose process died. */
export const timers = (context: StoreContext): Pick<Store, "takeDue" | "setSchedules"> => {
  const { db, nowMs, holder, secretBox } = context;
  const timer = timerStatements(db.sql);
  const delivery = deliveryStatements(db.sql);

  const lendTimer = async (row: TimerRow, untilMs: number): Promise<InboundEvent[]> => {
    const { account, openid, kind, id, due_at_ms, lease_until_ms } = row;
    const values = { account, openid, kind, id, due_at_ms };
    const result = await db.write([
      step(timer.lend, { ...values, was_ms: lease_until_ms, until_ms: untilMs }),
    ]);
    return result.done ? [dueEvent(row, secretBox)] : [];
  };
  const lendAbandoned = async (row: OpenRow, untilMs: number): Promise<InboundEvent[]> => {
    const key = { account: row.account, key: row.key, was_ms: row.lease_until_ms };
    if (row.attempt >= MAX_ATTEMPTS) {
      await db.write([step(delivery.giveUp, key)]);
      return [];
    }
    const result = await db.write([
      step(delivery.lendAgain, { ...key, until_ms: untilMs, holder }),
    ]);
    return result.done ? [openEvent(secretBox, JSON.parse(row.event) as InboundEvent)] : [];
  };

  return {
    takeDue: async (now, limit) => {
      const untilMs = now + DUE_LEASE_MS;
      const abandoned = await db.read(delivery.abandoned, { now_ms: now, limit });
      const left = { now_ms: now, limit: Math.max(0, limit - abandoned.length) };
      const due = await readDue(context, left, {
        all: (at) => db.read(timer.due, at),
        of: (at) => db.read(timer.dueOf, at),
      });
      const taken = await Promise.all([
        ...abandoned.map((row) => lendAbandoned(row, untilMs)),
        ...due.map((row) => lendTimer(row, untilMs)),
      ]);
      return taken.flat();
    },

    setSchedules: async (account, ticks) => {
      const rows = await db.read(timer.schedules, { account });
      const steps = scheduleSteps(timer, account, rows, ticks, nowMs(account));
      if (steps.length > 0) expectDone(await db.write(steps));
    },
  };
};
