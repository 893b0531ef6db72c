import type { AccountId } from "../../engine/index.ts";
import { PAY_LIMITS } from "../../engine/limits.ts";
import type { OrderRefund, PayOrder } from "../storage/orders.ts";
import type { Changed } from "./change-order.ts";
import { changeOrder } from "./change-order.ts";
import { hearRefund } from "./hear.ts";
import type { OrderDeskDeps } from "./order-desk.ts";
import { merchantOf } from "./order-desk.ts";
import { refundableFen, stateOf } from "./order-machine.ts";
import type { PayClient } from "./pay-client.ts";

/** What is to go back. */
export interface RefundWish {
  readonly no: string;
  /** Of what asks for it: a second time it is the same refund. */
  readonly key: string;
  /** Integer fen; `null`: all that is left. */
  readonly fen: number | null;
  readonly reason: string;
  /** A member's name, `""` for a rule. */
  readonly by: string;
  /** Only an order of this follower that nobody redeemed: what a rule may refund. `null`: whoever asks has the right. */
  readonly onlyFor: string | null;
}
/** `later`: it stands to be refunded, and will be tried again by itself. */
export type Refunded = Changed & { readonly later?: true };

const NOT_THERE = "pay-RESOURCE_NOT_EXISTS";

const whyNot = (order: PayOrder, { fen, onlyFor }: RefundWish, nowMs: number): string | null => {
  const state = stateOf(order);
  if (state !== "paid" && state !== "redeemed" && state !== "refunding") return `order-${state}`;
  if (order.paid === null) return "order-paying";
  if (onlyFor !== null && order.openid !== onlyFor) return "order-unknown";
  if (onlyFor !== null && order.redeemed !== null) return "order-redeemed";
  if (nowMs - order.paid.atMs > PAY_LIMITS.refundWithinMs) return "refund-too-late";
  if (order.refunds.length >= PAY_LIMITS.refundsPerOrder) return "refund-too-often";
  const most = refundableFen(order);
  if (most < 1 || (fen !== null && (fen < 1 || fen > most))) return "refund-too-much";
  return null;
};

const askPlatform = async (
  deps: OrderDeskDeps,
  client: PayClient,
  of: { readonly account: AccountId; readonly order: PayOrder; readonly refund: OrderRefund },
): Promise<Refunded> => {
  const { account, order, refund } = of;
  const from = merchantOf(account, client);
  const asked = await client.refund({
    outTradeNo: order.no,
    outRefundNo: refund.no,
    refundFen: refund.fen,
    totalFen: order.amountFen,
    ...(refund.reason === "" ? {} : { reason: refund.reason }),
    notifyUrl: deps.notifyUrl(account, order.mchid),
  });
  if (asked.ok) return hearRefund(deps, from, { told: asked.data, origin: null });
  const row = await deps.orders.find(account, order.no);
  const refused = { ok: false, code: asked.code, row } as const;
  if (asked.retry === "soon") return { ...refused, later: true };
  // Refused for good, unless an earlier try came through.
  const known = await client.queryRefund(refund.no);
  if (known.ok) return hearRefund(deps, from, { told: known.data, origin: null });
  if (known.code !== NOT_THERE) return { ...refused, later: true };
  const closed = { ...refund, state: "closed" } as const;
  const changed = await changeOrder(deps, account, {
    no: order.no,
    decide: () => [{ kind: "refund", refund: closed }],
  });
  return { ...refused, row: changed.row };
};

/** Carries out, or goes on with, a refund that stands in our order. */
export const pushRefund = async (
  deps: OrderDeskDeps,
  account: AccountId,
  of: { readonly order: PayOrder; readonly refund: OrderRefund },
): Promise<Refunded> => {
  const found = await deps.clients.find(account, of.order.mchid);
  if (!found.ok) return { ok: false, code: found.code, row: null, later: true };
  if (of.refund.state === "asked") return askPlatform(deps, found.data, { account, ...of });
  const told = await found.data.queryRefund(of.refund.no);
  if (!told.ok) return { ok: false, code: told.code, row: null, later: true };
  return hearRefund(deps, merchantOf(account, found.data), { told: told.data, origin: null });
};

/** Refunds an order: written down first, so that whatever happens it is one refund; then the platform is asked. */
export const refundOrder = async (
  deps: OrderDeskDeps,
  account: AccountId,
  wish: RefundWish,
): Promise<Refunded> => {
  const no = deps.numbers.no(account, `refund\n${wish.key}`);
  const atMs = deps.nowMs(account);
  const { reason, by } = wish;
  const stands = await changeOrder(deps, account, {
    no: wish.no,
    decide: ({ order }) => {
      if (order.refunds.some((refund) => refund.no === no)) return [];
      const refused = whyNot(order, wish, atMs);
      if (refused !== null) return { refused };
      const fen = wish.fen ?? refundableFen(order);
      const refund = { no, fen, reason, by, atMs, doneAtMs: null, state: "asked" } as const;
      return [{ kind: "refund", refund }];
    },
  });
  if (!stands.ok) return stands;
  const { order } = stands.row;
  const refund = order.refunds.find((one) => one.no === no);
  if (refund === undefined || refund.state === "success" || refund.state === "closed")
    return stands;
  return pushRefund(deps, account, { order, refund });
};
