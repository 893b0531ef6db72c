import type { InboundEvent } from "../schema/inbound-event.ts";
import type { Json } from "../schema/words.ts";

/** What an own system is told of an event: its kind and what it carries, without whose it is, which stands beside it. */
export const happenedIn = (event: InboundEvent): Json => {
  const { account: _account, follower: _follower, key: _key, sentAtMs, ...happened } = event;
  // What a reminder kept is its rule's own affair, and may be secret.
  const { captured: _captured, ...shown } = happened as { readonly captured?: unknown };
  return { ...(shown as object), sentAtMs } as Json;
};
