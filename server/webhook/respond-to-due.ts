import type { InboundEvent } from "../../engine/index.ts";
import { afterPushes } from "./after-pushes.ts";
import type { WebhookDeps } from "./deps.ts";
import type { Receiver } from "./receive-message.ts";

/**
 * So many are worked on at a time. A million may come due in one second: what they take of a turn of the loop and of
 * its commit stays a few milliseconds, and while a push is in progress no other begins.
 */
const AT_ONCE = 8;

/**
 * Responds to what `Store.takeDue` gave: timers, cron ticks, and pushes whose process died. They go the way of a delivery,
 * in their follower's order; nobody waits for the answer. Never rejects: what failed stays in the store and comes again.
 */
export const respondToDue = async (
  events: readonly InboundEvent[],
  { receiver, deps }: { readonly receiver: Receiver; readonly deps: WebhookDeps },
): Promise<void> => {
  const one = async (event: InboundEvent): Promise<void> => {
    const { account: id, key } = event;
    try {
      const account = await deps.account(id);
      if (account === null) deps.log.warn({ account: id, key }, "due, but the account is unknown");
      else await receiver.work(account, event);
    } catch (err) {
      deps.log.error({ err, account: id, key }, "a due event failed and will come again");
    }
  };
  const waiting = events.values();
  const work = async (): Promise<void> => {
    for (const event of waiting) {
      await afterPushes(() => receiver.waiting);
      await one(event);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};
