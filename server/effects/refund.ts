import type { OrderDeskDeps } from "../pay/order-desk.ts";
import { refundOrder } from "../pay/refund-order.ts";
import type { Performer } from "./performer.ts";

/** Sends back what a rule says; the effect's key makes a second try the same refund. What stays open is gone after by the check of orders. */
export const refundPerformer = (deps: OrderDeskDeps): Performer<"refund"> => ({
  kind: "refund",
  perform: async ({ no, reason, key }, { account, follower }) => {
    if (follower === null) return { kind: "never", code: "no-follower" };
    const wish = { no, key, fen: null, reason, by: "", onlyFor: follower };
    const refunded = await refundOrder(deps, account, wish);
    if (refunded.ok || refunded.later === true) return { kind: "done", value: null };
    return { kind: "never", code: refunded.code };
  },
});
