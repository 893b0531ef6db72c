import type { Order, OrderState, PaymentState } from "../../engine/index.ts";
import type { OrderRefund, PayOrder, RefundState } from "../storage/orders.ts";
import { REFUND_STATES } from "../storage/orders.ts";

/** Something that is known of an order from now on. */
export type OrderFact =
  | { readonly kind: "prepaid"; readonly prepay: NonNullable<PayOrder["prepay"]> }
  | {
      readonly kind: "paid";
      readonly transactionId: string;
      readonly atMs: number;
      readonly openid: string;
    }
  | { readonly kind: "closed"; readonly atMs: number }
  | { readonly kind: "redeemed"; readonly atMs: number; readonly by: string }
  | { readonly kind: "refund"; readonly refund: OrderRefund };
/** What became of an order, for the rules. `of` tells two of a kind apart. */
export interface Milestone {
  readonly state: PaymentState;
  readonly of: string;
}

/** What the platform says of a refund proves that the order was paid, whichever message comes first. */
const isRefundTold = ({ state }: OrderRefund): boolean => state !== "asked";
const isUnderWay = ({ state }: OrderRefund): boolean =>
  state === "asked" || state === "processing" || state === "abnormal";

/** What has gone back, integer fen. */
export const refundedFen = ({ refunds }: PayOrder): number =>
  refunds.reduce((sum, { state, fen }) => (state === "success" ? sum + fen : sum), 0);
/** What may still be asked back: what is under way counts as gone. */
export const refundableFen = ({ amountFen, refunds }: PayOrder): number =>
  refunds.reduce((left, { state, fen }) => (state === "closed" ? left : left - fen), amountFen);

/** The one word for what is known of an order. */
export const stateOf = (order: PayOrder): OrderState => {
  const { paid, refunds, closedAtMs, prepay, redeemed, amountFen } = order;
  if (paid === null && !refunds.some(isRefundTold)) {
    if (closedAtMs !== null) return "closed";
    return prepay === null ? "created" : "paying";
  }
  if (refundedFen(order) >= amountFen) return "refunded";
  if (refunds.some(isUnderWay)) return "refunding";
  return redeemed === null ? "paid" : "redeemed";
};

/** Until when a voucher can be redeemed; `null`: for ever, or not paid yet. */
export const expiresAtMs = ({ paid, validMs }: PayOrder): number | null =>
  paid === null || validMs === null ? null : paid.atMs + validMs;

/** Whether a piece of the product is this order's. */
export const holdsStock = (order: PayOrder): boolean => {
  const state = stateOf(order);
  return order.product !== "" && state !== "closed" && state !== "refunded";
};

const earlier = <T extends { readonly atMs: number }>(one: T | null, other: T): T =>
  one === null || other.atMs < one.atMs ? other : one;
const rank = (state: RefundState): number => REFUND_STATES.indexOf(state);
const least = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);

/** Two things known of one refund, as one: the further state, the earlier times; who asked knows why. */
const joinRefunds = (one: OrderRefund, other: OrderRefund): OrderRefund => {
  const further = rank(other.state) > rank(one.state) ? other : one;
  const asker = other.state === "asked" ? other : one;
  return {
    no: one.no,
    fen: one.fen,
    state: further.state,
    reason: asker.reason || further.reason,
    by: asker.by || further.by,
    atMs: Math.min(one.atMs, other.atMs),
    doneAtMs: least(one.doneAtMs, other.doneAtMs),
  };
};
const withRefund = ({ refunds }: PayOrder, refund: OrderRefund): readonly OrderRefund[] => {
  const known = refunds.find(({ no }) => no === refund.no);
  const others = refunds.filter(({ no }) => no !== refund.no);
  const joined = known === undefined ? refund : joinRefunds(known, refund);
  return [...others, joined].sort((a, b) => (a.no < b.no ? -1 : 1));
};

/**
 * The order with one more fact. Facts may come in any order and any number of times: the same facts always make the same
 * order, and nothing that is known is ever forgotten.
 */
export const learn = (order: PayOrder, fact: OrderFact): PayOrder => {
  switch (fact.kind) {
    case "prepaid":
      return { ...order, prepay: fact.prepay };
    case "paid": {
      const { transactionId, atMs, openid } = fact;
      return {
        ...order,
        openid: order.openid || openid,
        paid: earlier(order.paid, { transactionId, atMs }),
      };
    }
    case "closed":
      return { ...order, closedAtMs: least(order.closedAtMs, fact.atMs) };
    case "redeemed":
      return { ...order, redeemed: earlier(order.redeemed, { atMs: fact.atMs, by: fact.by }) };
    case "refund":
      return { ...order, refunds: withRefund(order, fact.refund) };
  }
};

const successes = ({ refunds }: PayOrder): readonly string[] =>
  refunds.flatMap(({ no, state }) => (state === "success" ? [no] : []));

/** What the rules hear when an order goes from one set of facts to another: each once in its life. `before` is `null` for a new one. */
export const milestones = (before: PayOrder | null, after: PayOrder): readonly Milestone[] => {
  const state = stateOf(after);
  const told: Milestone[] = [];
  if (before === null) told.push({ state: "created", of: "" });
  if ((before?.paid ?? null) === null && after.paid !== null && state !== "refunded")
    told.push({ state: "paid", of: "" });
  if ((before?.redeemed ?? null) === null && after.redeemed !== null)
    told.push({ state: "redeemed", of: "" });
  const known = before === null ? [] : successes(before);
  for (const no of successes(after))
    if (!known.includes(no)) told.push({ state: "refunded", of: no });
  if (state === "closed" && (before === null || stateOf(before) !== "closed"))
    told.push({ state: "closed", of: "" });
  return told;
};

/** What rules may know of an order. */
export const orderFor = (order: PayOrder): Order => ({
  no: order.no,
  state: stateOf(order),
  product: order.product,
  amountFen: order.amountFen,
  refundedFen: refundedFen(order),
  createdAtMs: order.createdAtMs,
  expiresAtMs: expiresAtMs(order),
  channel: order.channel,
});
