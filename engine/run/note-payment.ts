import type { Run } from "./run.ts";
import { addChange } from "./run.ts";

/** The order of a payment stays with its follower, so that other messages can ask for it; an older one does not come back. */
export const notePayment = (run: Run): void => {
  const { event, follower } = run.asked;
  if (event.kind !== "payment") return;
  const known = follower?.order;
  const { order } = event;
  const isLast = known === undefined || known.no === order.no;
  if (isLast || order.createdAtMs >= known.createdAtMs) addChange(run, { kind: "order", order });
};
