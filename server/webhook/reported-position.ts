import type { Account, InboundEvent } from "../../engine/index.ts";
import { toGcj02 } from "../../engine/index.ts";

/**
 * Positions that a phone reports, in GCJ-02 like all others inside. The platform does not say how it counts them
 * (contract §7.7): account.yaml does, in `reportedDatum`.
 */
export const inGcj02 = (
  event: InboundEvent,
  { reportedDatum }: Pick<Account, "reportedDatum">,
): InboundEvent =>
  reportedDatum === undefined || event.kind !== "location" || event.how !== "reported"
    ? event
    : { ...event, ...toGcj02(event, reportedDatum) };
