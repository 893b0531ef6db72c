import type { AccountId } from "../../engine/index.ts";
import type { NowMs } from "../clock.ts";
import type { KeptNotice, OrderRefund, Orders, RefundState } from "../storage/orders.ts";
import type { Changed } from "./change-order.ts";
import { changeOrder } from "./change-order.ts";
import { misfitOf, refundMisfitOf } from "./fits-order.ts";
import type { OrderFact } from "./order-machine.ts";
import type { PayNotification } from "./pay-client.ts";
import type { Refund, RefundStatus, Transaction } from "./transaction.ts";

export interface HearDeps {
  readonly orders: Pick<Orders, "find" | "save" | "keep">;
  readonly nowMs: NowMs;
  readonly log: { readonly error: (fields: object, text: string) => void };
}
/** Whose voice it is: the merchant that was asked, or whose key opened the notification. */
export interface Merchant {
  readonly account: AccountId;
  readonly mchid: string;
  readonly appid: string;
}
/** A notification being heard; `null` for the answer to a question of ours. */
export type Origin = { readonly id: string } | null;

const REFUND: Readonly<Record<RefundStatus, RefundState>> = {
  PROCESSING: "processing",
  ABNORMAL: "abnormal",
  CLOSED: "closed",
  SUCCESS: "success",
};

const factsOf = (told: Transaction, nowMs: number): readonly OrderFact[] => {
  const { state, transactionId, paidAtMs, openid } = told;
  if ((state === "SUCCESS" || state === "REFUND") && transactionId !== null)
    return [{ kind: "paid", transactionId, atMs: paidAtMs ?? nowMs, openid: openid ?? "" }];
  return state === "CLOSED" || state === "REVOKED" ? [{ kind: "closed", atMs: nowMs }] : [];
};
const refundOf = (told: Refund, nowMs: number): OrderRefund => ({
  no: told.outRefundNo,
  fen: told.refundFen,
  state: REFUND[told.status],
  reason: "",
  by: "",
  atMs: nowMs,
  doneAtMs: told.status === "SUCCESS" ? (told.succeededAtMs ?? nowMs) : null,
});

/** A misfit leaves the order as it is, and is kept where people see it. */
const settle = async (
  { orders, log }: HearDeps,
  { account }: Merchant,
  { changed, notice }: { readonly changed: Changed; readonly notice: KeptNotice },
): Promise<Changed> => {
  if (changed.ok) return changed;
  const state = changed.row === null ? "unknown" : "refused";
  await orders.keep(account, { ...notice, state, code: changed.code });
  log.error(
    { account, no: notice.no, code: changed.code, notice: notice.id },
    "what WeChat Pay says does not fit our orders",
  );
  return changed;
};

const keptAs = (
  kind: string,
  {
    no,
    origin,
    data,
    atMs,
  }: { readonly no: string; readonly origin: Origin; readonly data: object; readonly atMs: number },
): KeptNotice => ({
  // What a query found is kept once, too, if it does not fit.
  id: origin?.id ?? `query:${kind}:${no}`,
  ...{ no, kind, state: "applied", code: "", data: JSON.stringify(data), atMs },
});

/** What the platform says of a payment becomes what we know of our order, or, if it does not fit, an alarm. */
export const hearTransaction = async (
  deps: HearDeps,
  from: Merchant,
  { told, origin }: { readonly told: Transaction; readonly origin: Origin },
): Promise<Changed> => {
  const atMs = deps.nowMs(from.account);
  const no = told.outTradeNo;
  const notice = keptAs("paid", { no, origin, data: told, atMs });
  const changed = await changeOrder(deps, from.account, {
    no,
    ...(origin === null ? {} : { notice }),
    decide: ({ order }) => {
      const refused = misfitOf(order, told, from);
      return refused === null ? factsOf(told, atMs) : { refused };
    },
  });
  return settle(deps, from, { changed, notice });
};

/** What the platform says of a refund. */
export const hearRefund = async (
  deps: HearDeps,
  from: Merchant,
  { told, origin }: { readonly told: Refund; readonly origin: Origin },
): Promise<Changed> => {
  const atMs = deps.nowMs(from.account);
  const no = told.outTradeNo;
  const notice = keptAs("refund", { no, origin, data: told, atMs });
  const changed = await changeOrder(deps, from.account, {
    no,
    ...(origin === null ? {} : { notice }),
    decide: ({ order }) => {
      const refused = refundMisfitOf(order, told, from);
      return refused === null ? [{ kind: "refund", refund: refundOf(told, atMs) }] : { refused };
    },
  });
  return settle(deps, from, { changed, notice });
};

/** A proven notification. Once it resolves, what it says is kept for good: it may be answered. */
export const hearNotification = async (
  deps: HearDeps,
  from: Merchant,
  notification: PayNotification,
): Promise<void> => {
  const origin = { id: notification.id };
  if (notification.kind === "paid")
    await hearTransaction(deps, from, { told: notification.transaction, origin });
  if (notification.kind === "refund")
    await hearRefund(deps, from, { told: notification.refund, origin });
};
