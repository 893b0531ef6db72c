import type { Account, AccountId, BroadcastTarget } from "../../engine/index.ts";
import { MASS_LIMITS, PLATFORM_OFFSET_MS } from "../../engine/limits.ts";
import type { NowMs } from "../clock.ts";
import type { Broadcast, Broadcasts } from "../storage/broadcasts.ts";
import { platformDay, untilTomorrowMs } from "../wechat/refusal.ts";
import type { BroadcastCode } from "./own-codes.ts";

/** Why a broadcast must wait, and until when. */
export interface Waits {
  readonly code: BroadcastCode;
  readonly untilMs: number;
}
/** How often an account may still send; `null`: nobody counts. */
export interface Allowance {
  readonly today: number | null;
  readonly month: number | null;
}
export interface AllowanceDeps {
  readonly broadcasts: Pick<Broadcasts, "sentSince">;
  readonly nowMs: NowMs;
}
interface Asked {
  readonly account: AccountId;
  readonly settings: Pick<Account, "kind">;
  readonly target: Pick<BroadcastTarget, "kind">;
}

/** When the platform's month began, or begins after `months`. */
const monthMs = (nowMs: number, months = 0): number => {
  const here = new Date(nowMs + PLATFORM_OFFSET_MS);
  return Date.UTC(here.getUTCFullYear(), here.getUTCMonth() + months, 1) - PLATFORM_OFFSET_MS;
};

const counted = ({ kind }: Asked["settings"], { state, target }: Broadcast): boolean =>
  state !== "failed" && (kind === "subscription" || target.kind === "all");

/**
 * What the platform still allows (contract §4.5): a subscription account sends once a day; a service account sends to
 * all once a day and four times a month, while what goes to a tag or a list counts for each follower alone, where only
 * the platform keeps count. What was sent from the console is not known here: the platform's own 45028 says so then.
 */
export const allowanceLeft = async (deps: AllowanceDeps, asked: Asked): Promise<Allowance> => {
  const { account, settings, target } = asked;
  const isService = settings.kind === "service";
  if (isService && target.kind !== "all") return { today: null, month: null };
  const now = deps.nowMs(account);
  const sent = await deps.broadcasts.sentSince(account, monthMs(now));
  const month = sent.filter((one) => counted(settings, one));
  const isToday = ({ sentAtMs }: Broadcast): boolean =>
    sentAtMs === 0 || platformDay(sentAtMs) === platformDay(now);
  const today = month.filter(isToday).length;
  const perDay = isService ? MASS_LIMITS.servicePerDayToAll : MASS_LIMITS.subscriptionPerDay;
  return {
    today: Math.max(0, perDay - today),
    month: isService ? Math.max(0, MASS_LIMITS.servicePerMonth - month.length) : null,
  };
};

/** Whether it must wait before the platform has to refuse; `null` when it may go. */
export const mustWait = async (deps: AllowanceDeps, asked: Asked): Promise<Waits | null> => {
  const { today, month } = await allowanceLeft(deps, asked);
  const now = deps.nowMs(asked.account);
  if (month === 0) return { code: "broadcast-month", untilMs: monthMs(now, 1) };
  return today === 0 ? { code: "broadcast-day", untilMs: now + untilTomorrowMs(now) } : null;
};
