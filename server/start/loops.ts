import type { Loop } from "../effects/loop.ts";
import { startLoop } from "../effects/loop.ts";
import { createOutbox } from "../effects/outbox.ts";
import type { Performer } from "../effects/performer.ts";
import type { Webhook } from "../webhook/webhook.ts";
import type { Parts } from "./parts.ts";

const OUTBOX_IDLE_MS = 200;
const DUE_IDLE_MS = 500;
const REFRESH_MS = 1_000;
const JOBS_IDLE_MS = 1_000;
const DUE_AT_ONCE = 100;
const HOUSEKEEPING_MS = 600_000;
const DAY_MS = 86_400_000;
const VERSIONS_KEPT = 50;
const PURGED_AT_ONCE = 1_000;
/** The platform tells what became of a notice within minutes. */
const RESULT_COMES_MS = 7 * DAY_MS;

const keepHouse = async ({ opened, accounts: served, config, nowMs }: Parts): Promise<number> => {
  const { accounts, housekeeping, notices } = opened.library;
  for (const { id } of await accounts.list()) {
    const own = (await served.find(id))?.settings.privacy?.keepMs ?? null;
    const before = nowMs() - Math.min(own ?? Infinity, config.keepDays * DAY_MS);
    const what = { deliveriesBeforeMs: before, tracesBeforeMs: before, limit: PURGED_AT_ONCE };
    while ((await housekeeping.purgeDeliveries(id, what)).isMore);
    await housekeeping.pruneRuleSets(id, VERSIONS_KEPT);
    const beforeMs = nowMs(id) - RESULT_COMES_MS;
    while ((await notices.purge(id, beforeMs, PURGED_AT_ONCE)) === PURGED_AT_ONCE);
  }
  // Nobody's tries: what is older than a day goes whoever is cleared.
  await opened.library.loginTries.clear("", "");
  return 0;
};

/** Long work that is done a slice at a time, and goes on after a restart. */
export interface Job {
  readonly name: string;
  /** One slice; resolves with how many had something to do. */
  readonly run: () => Promise<number>;
}
export interface Loops {
  readonly wakeOutbox: () => void;
  readonly stop: () => Promise<void>;
}

/** What runs beside the webhook: outbox, timers, swapping of published versions, housekeeping. */
export const startLoops = (
  parts: Parts,
  webhook: Webhook,
  performers: ReadonlyMap<string, Performer>,
  jobs: readonly Job[] = [],
): Loops => {
  const { opened, accounts, log, nowMs } = parts;
  const failed = (what: string) => (error: unknown) => log.error({ err: error }, what);
  const { run, idle } = createOutbox({
    store: opened.store,
    performers,
    nowMs,
    random: Math.random,
    pause: webhook.afterPushes,
    log,
  });
  const due = async (): Promise<number> => {
    const events = await opened.store.takeDue(nowMs(), DUE_AT_ONCE);
    await webhook.runDue(events);
    return events.length;
  };
  const refresh = async (): Promise<number> => {
    await accounts.refresh();
    return 0;
  };
  const outbox = startLoop(run, OUTBOX_IDLE_MS, failed("the outbox failed"));
  const all: readonly Loop[] = [
    outbox,
    startLoop(due, DUE_IDLE_MS, failed("timers failed")),
    startLoop(refresh, REFRESH_MS, failed("looking for published versions failed")),
    startLoop(() => keepHouse(parts), HOUSEKEEPING_MS, failed("housekeeping failed")),
    ...jobs.map((job) => startLoop(job.run, JOBS_IDLE_MS, failed(`${job.name} failed`))),
  ];
  return {
    wakeOutbox: outbox.wake,
    stop: async () => {
      await Promise.all(all.map((loop) => loop.stop()));
      await idle();
    },
  };
};
