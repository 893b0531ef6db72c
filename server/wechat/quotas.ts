import type { AccountId } from "../../engine/index.ts";
import { DAILY_QUOTA } from "../../engine/limits.ts";
import type { NowMs } from "../clock.ts";
import type { Counters } from "../storage/library.ts";
import type { ApiRefusal } from "./refusal.ts";
import { platformDay, refusedBy, refusedWith } from "./refusal.ts";

/** Of a day's calls, the part that rules may use; the rest is kept for what people do by hand. */
const BACKGROUND_PART = 0.95;
const USED = "wechat-used";
const STOPPED = "wechat-stopped";
const MINUTE_MS = 60_000;

export interface QuotasDeps {
  readonly counters: Counters;
  readonly nowMs: NowMs;
}
/** What counts together: a name of `DAILY_QUOTA`, or a path that has none. */
export interface Metered {
  readonly account: AccountId;
  readonly name: string;
  readonly isBackground: boolean;
}
/** Counts calls and remembers the platform's "no more", so that it is heard once a process and not again after a restart. */
export interface Quotas {
  /** Counts one call; a refusal when it must not be made. */
  readonly take: (call: Metered) => Promise<ApiRefusal | null>;
  /** Remembers 45009 and 45011. */
  readonly note: (call: Metered, refusal: ApiRefusal) => Promise<void>;
  /** The quotas were cleared: calls may be made again. */
  readonly forget: (account: AccountId) => Promise<void>;
  /** Calls of the platform's day. */
  readonly usedToday: (account: AccountId, name: string) => Promise<number>;
}

const bucketOf = (nowMs: number, name: string): string => `${platformDay(nowMs)} ${name}`;

/** Over the shared counters; a stop of a minute is kept in this process only. */
export const createQuotas = ({ counters, nowMs }: QuotasDeps): Quotas => {
  const stoppedUntilMs = new Map<string, number>();
  const usedToday = (account: AccountId, name: string): Promise<number> =>
    counters.read(account, USED, bucketOf(nowMs(account), name));

  const isKept = async ({ account, name, isBackground }: Metered): Promise<boolean> => {
    const perDay = DAILY_QUOTA[name];
    if (!isBackground || perDay === undefined) return false;
    return (await usedToday(account, name)) >= perDay * BACKGROUND_PART;
  };

  return {
    take: async (call) => {
      const { account, name } = call;
      const now = nowMs(account);
      const untilMs = stoppedUntilMs.get(`${account}\n${name}`) ?? 0;
      // Time that was moved back before that minute has left it, too.
      if (untilMs - MINUTE_MS <= now && now < untilMs) return refusedWith(45011, "remembered", now);
      if ((await counters.read(account, STOPPED, bucketOf(now, name))) > 0)
        return refusedWith(45009, "remembered", now);
      if (await isKept(call)) return refusedBy("wechat-quota-kept", name, now);
      await counters.bump(account, USED, bucketOf(now, name), 1);
      return null;
    },
    note: async ({ account, name }, { errcode }) => {
      const now = nowMs(account);
      if (errcode === 45009) await counters.bump(account, STOPPED, bucketOf(now, name), 1);
      if (errcode === 45011)
        stoppedUntilMs.set(`${account}\n${name}`, now - (now % MINUTE_MS) + MINUTE_MS);
    },
    forget: async (account) => {
      for (const key of stoppedUntilMs.keys())
        if (key.startsWith(`${account}\n`)) stoppedUntilMs.delete(key);
      const today = platformDay(nowMs(account));
      for (const counter of [STOPPED, USED])
        for (const { bucket, n } of await counters.series(account, counter, {
          from: `${today} `,
          until: `${today} ~`,
        }))
          await counters.bump(account, counter, bucket, -n);
    },
    usedToday,
  };
};
