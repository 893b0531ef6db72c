import type { Kysely } from "kysely";
import type { InboundEvent } from "../../../engine/index.ts";
import type { Schema } from "../schema.ts";
import type { Step } from "../unit-of-work.ts";
import { step } from "../unit-of-work.ts";
import { deliveryStatements } from "./delivery-statements.ts";

/**
 * Puts an event of our own among the deliveries as one whose claim has run out: whoever looks for due work next
 * responds to it, so it is as durable as the unit that it stands in.
 */
export const eventSteps = (db: Kysely<Schema>) => {
  const { claim } = deliveryStatements(db);
  return (event: InboundEvent<"event" | "payment"> | null, nowMs: number): readonly Step[] =>
    event === null
      ? []
      : [
          step(claim, {
            account: event.account,
            key: event.key,
            at_ms: nowMs,
            openid: event.follower,
            kind: event.kind,
            event: JSON.stringify(event),
            state: "claimed",
            holder: "",
            lease_until_ms: nowMs,
            now_ms: nowMs,
          }),
        ];
};
