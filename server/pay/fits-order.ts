import type { PayOrder } from "../storage/orders.ts";
import { refundedFen } from "./order-machine.ts";
import type { Refund, Transaction } from "./transaction.ts";

const CURRENCY = "CNY";

/** Why what the platform says of a payment cannot be about this order; `null` when it fits. */
export const misfitOf = (
  order: PayOrder,
  told: Transaction,
  { appid }: { readonly appid: string },
): string | null => {
  if (told.mchid !== order.mchid) return "pay-wrong-merchant";
  if (told.appid !== appid) return "pay-wrong-appid";
  if (told.totalFen !== null && told.totalFen !== order.amountFen) return "pay-wrong-amount";
  if (told.currency !== null && told.currency !== CURRENCY) return "pay-wrong-currency";
  const isPaid = told.state === "SUCCESS" || told.state === "REFUND";
  if (isPaid && (told.transactionId === null || told.totalFen === null)) return "pay-wrong-amount";
  if (order.paid !== null && isPaid && order.paid.transactionId !== told.transactionId)
    return "pay-wrong-transaction";
  return null;
};

/** Why a refund cannot be about this order; `null` when it fits. The sum of what goes back never exceeds what was paid. */
export const refundMisfitOf = (
  order: PayOrder,
  told: Refund,
  { mchid }: { readonly mchid: string },
): string | null => {
  if (mchid !== order.mchid) return "pay-wrong-merchant";
  if (told.totalFen !== order.amountFen || told.refundFen < 1) return "pay-wrong-amount";
  const known = order.refunds.find(({ no }) => no === told.outRefundNo);
  if (known !== undefined && known.fen !== told.refundFen) return "pay-wrong-amount";
  const isNew = told.status === "SUCCESS" && known?.state !== "success";
  if (isNew && refundedFen(order) + told.refundFen > order.amountFen) return "pay-refund-too-much";
  return null;
};
