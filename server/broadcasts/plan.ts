import type { AccountId, BroadcastTarget } from "../../engine/index.ts";
import { hasRight } from "../../engine/limits.ts";
import type { ApiResult } from "../wechat/refusal.ts";
import { refusedBy, refusedWith } from "../wechat/refusal.ts";
import type { Allowance, AllowanceDeps } from "./allowance.ts";
import { allowanceLeft } from "./allowance.ts";
import type { ReceiversDeps, Sender } from "./receivers.ts";
import { countReceivers, isPicked } from "./receivers.ts";

export interface PlannerDeps extends ReceiversDeps, AllowanceDeps {
  /** `null` for an account that is not served. */
  readonly sender: (account: AccountId) => Promise<Sender | null>;
}
/** What would happen if it were sent now. */
export interface BroadcastPlan {
  /** As far as our own rows know. */
  readonly receivers: number;
  readonly allowance: Allowance;
}

const NO_RIGHT = 48001;

/** Finds out what a broadcast would come to before anybody sends it. */
export const broadcastPlanner = (deps: PlannerDeps) => {
  const { nowMs } = deps;
  /** An account that may send to many at all. */
  const allowed = async (account: AccountId): Promise<ApiResult<Sender>> => {
    const sender = await deps.sender(account);
    if (sender === null) return refusedBy("wechat-no-account", account, nowMs(account));
    return hasRight(sender.settings, "mass-send")
      ? { ok: true, data: sender }
      : refusedWith(NO_RIGHT, "looked up", nowMs(account));
  };
  const plan = async (
    account: AccountId,
    target: BroadcastTarget,
  ): Promise<ApiResult<BroadcastPlan>> => {
    const may = await allowed(account);
    if (!may.ok) return may;
    const { data: sender } = may;
    const { settings } = sender;
    if (!isPicked(sender, target) && !hasRight(settings, "mass-send-openids"))
      return refusedBy("broadcast-needs-tag", target.kind, nowMs(account));
    const counted = await countReceivers(deps, { account, sender, target });
    if ("code" in counted) return refusedBy(counted.code, target.kind, nowMs(account));
    const allowance = await allowanceLeft(deps, { account, settings, target });
    return { ok: true, data: { receivers: counted.count, allowance } };
  };
  return { allowed, plan };
};
