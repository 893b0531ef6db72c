import type { Known, Pinned } from "./decide.ts";
import { decide } from "./decide.ts";
import type { WebhookDeps, WebhookLimits } from "./deps.ts";
import { isSeen } from "./failed-outcome.ts";
import type { PushInProgress } from "./first-delivery.ts";
import { planDelivery } from "./plan-delivery.ts";

/** The follower moved on in another process, or the push went late: evaluating afresh is cheap, but not for ever. */
const maxAttempts = 5;
const firstWaitMs = 50;
const longestWaitMs = 200;

interface Work {
  readonly deps: WebhookDeps;
  readonly pinned: Pinned;
}

/** One evaluation and one commit; the stored answer, or `again`. */
const attempt = async (
  push: PushInProgress,
  known: Known,
  { deps, pinned }: Work,
): Promise<{ readonly answer: string } | "again" | "taken"> => {
  const decided = await decide(push, { known, pinned, deps });
  if (decided === "taken") return "taken";
  const delivery = await planDelivery(decided, { account: push.account, deps });
  if (!delivery.late && push.isGoingLate && (await push.settledLateness())) return "again";
  const committed = await deps.store.commit(delivery);
  if (committed === "gone") return { answer: "" };
  if (committed !== "done") return "again";
  if (delivery.effects.length > 0) deps.wake();
  return { answer: delivery.answer };
};

const pause = (deps: WebhookDeps, ms: number): Promise<void> =>
  new Promise((resolve) => {
    deps.timers.set(resolve, ms);
  });

/** Nobody waits for a push that came from `takeDue`: where that is possible, its reply becomes an effect. */
const goLateIfDue = async (push: PushInProgress): Promise<string | null> => {
  if (!push.isDue || !isSeen(push.event) || !push.account.canSendLater) return null;
  const result = await push.goLate();
  return result === "late" ? null : result.answered;
};

/**
 * Recalls, decides and commits one push; gives the answer that is stored, before sealing (`""`: nothing to say).
 * Rejects when storage refuses: whoever waits answers 500, and WeChat delivers again.
 */
export const answerEvent = async (
  push: PushInProgress,
  { deps, limits }: { readonly deps: WebhookDeps; readonly limits: WebhookLimits },
): Promise<string> => {
  const answered = await goLateIfDue(push);
  if (answered !== null) return answered;
  const { leaseMs } = limits;
  const nowMs = deps.nowMs(push.account.id);
  const pinned = { nowMs, seed: deps.seed(), answers: new Map(), leaseMs };
  let waitMs = firstWaitMs;
  let waitedMs = 0;
  for (let attempts = 0; attempts < maxAttempts; ) {
    const known = await deps.store.recall(push.event);
    if ("answered" in known) return known.answered;
    // `success` was said before and did not arrive; whoever said it, or `takeDue`, goes on.
    if (known.late && !push.isLate && !push.isDue) return "";
    const result = await attempt(push, known, { deps, pinned });
    if (typeof result === "object") return result.answer;
    if (result === "again") attempts += 1;
    else {
      if (waitedMs > 2 * leaseMs) break;
      await pause(deps, waitMs);
      waitedMs += waitMs;
      waitMs = Math.min(2 * waitMs, longestWaitMs);
    }
  }
  throw new Error(`the push ${push.event.key} could not be committed: others were always faster`);
};
