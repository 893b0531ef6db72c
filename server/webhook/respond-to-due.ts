import type { InboundEvent } from "../../engine/index.ts";
import type { WebhookDeps } from "./deps.ts";
import type { Receiver } from "./receive-message.ts";

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
  await Promise.all(events.map(one));
};
