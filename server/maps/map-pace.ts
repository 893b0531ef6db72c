import type { AccountId } from "../../engine/index.ts";
import type { MapQuota } from "../../engine/limits.ts";
import { MAP_LIMITS } from "../../engine/limits.ts";
import type { NowMs } from "../clock.ts";
import type { Counters } from "../storage/library.ts";
import { platformDay } from "../wechat/refusal.ts";
import type { MapRefusal } from "./map-result.ts";
import { mapRefusal } from "./map-result.ts";

const SECOND_MS = 1_000;
/** Who would have to wait longer is told so at once. */
const PATIENCE_MS = 3_000;
const STOPPED = "map-stopped";
const USED = "map-used";
/** So many failures in a row, and nothing is asked for a while. */
const FAILURES = 5;
const REST_MS = 30_000;

/** The calls of an account: so many a second and a day, and none while the services are down. */
export interface MapPace {
  /** Waits for a place in the queue and counts the call; a refusal when it must not be made. */
  readonly take: (account: AccountId, quota: MapQuota) => Promise<MapRefusal | null>;
  /** What came of a call. */
  readonly note: (account: AccountId, quota: MapQuota, refusal: MapRefusal | null) => Promise<void>;
  /** Calls of the day, Beijing time. */
  readonly usedToday: (account: AccountId, quota: MapQuota) => Promise<number>;
}
interface PaceDeps {
  readonly counters: Counters;
  readonly nowMs: NowMs;
  readonly wait: (ms: number) => Promise<void>;
}

/** Starts of the last calls, by account and quota: the next one begins a second after the fifth before it. */
class Slots {
  readonly #starts = new Map<string, number[]>();
  /** When the next call may begin; `null` when that is too far away. */
  next(key: string, nowMs: number): number | null {
    const starts = (this.#starts.get(key) ?? []).filter(
      // A start in the far future was noted before time was moved back.
      (at) => at > nowMs - SECOND_MS && at < nowMs + 2 * PATIENCE_MS,
    );
    const before = starts[starts.length - MAP_LIMITS.perSecond];
    const atMs = before === undefined ? nowMs : Math.max(nowMs, before + SECOND_MS);
    if (atMs - nowMs > PATIENCE_MS) return null;
    this.#starts.set(key, [...starts, atMs]);
    return atMs;
  }
}

/** Services that failed again and again, by account. */
class Rests {
  readonly #failed = new Map<AccountId, { readonly count: number; readonly atMs: number }>();
  isResting(account: AccountId, nowMs: number): boolean {
    const { count = 0, atMs = 0 } = this.#failed.get(account) ?? {};
    return count >= FAILURES && nowMs >= atMs && nowMs - atMs < REST_MS;
  }
  note(account: AccountId, isDown: boolean, nowMs: number): void {
    if (!isDown) this.#failed.delete(account);
    else
      this.#failed.set(account, {
        count: (this.#failed.get(account)?.count ?? 0) + 1,
        atMs: nowMs,
      });
  }
}
const DOWN = new Set(["map-unreachable", "map-timeout", "map-1000"]);

/** Over the shared counters; the second's queue and the rest are this process's own. */
export const createMapPace = ({ counters, nowMs, wait }: PaceDeps): MapPace => {
  const slots = new Slots();
  const rests = new Rests();
  const bucketOf = (account: AccountId, quota: MapQuota): string =>
    `${platformDay(nowMs(account))} ${quota}`;
  const usedToday = (account: AccountId, quota: MapQuota): Promise<number> =>
    counters.read(account, USED, bucketOf(account, quota));
  return {
    take: async (account, quota) => {
      if (rests.isResting(account, nowMs())) return mapRefusal("map-resting");
      if ((await counters.read(account, STOPPED, bucketOf(account, quota))) > 0)
        return mapRefusal("map-121", "remembered");
      const atMs = slots.next(`${account}\n${quota}`, nowMs());
      if (atMs === null) return mapRefusal("map-busy");
      if (atMs > nowMs()) await wait(atMs - nowMs());
      await counters.bump(account, USED, bucketOf(account, quota), 1);
      return null;
    },
    note: async (account, quota, refusal) => {
      rests.note(account, refusal !== null && DOWN.has(refusal.code), nowMs());
      if (refusal?.code === "map-121")
        await counters.bump(account, STOPPED, bucketOf(account, quota), 1);
    },
    usedToday,
  };
};
