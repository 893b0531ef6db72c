import type { SandboxOrder, SandboxRefund } from "./orders.ts";
import { payTime } from "./orders.ts";

const stateWords = {
  NOTPAY: "订单未支付",
  SUCCESS: "支付成功",
  REFUND: "转入退款",
  CLOSED: "订单已关闭",
} as const;

/** What state an order is in now: nobody can pay one that has expired. */
export const stateAt = (order: SandboxOrder, nowMs: number): SandboxOrder["state"] =>
  order.state === "NOTPAY" && order.expiresAtMs <= nowMs ? "CLOSED" : order.state;

/** An order as it is answered and told (contract §6.4). */
export const transactionJson = (order: SandboxOrder, nowMs: number): object => {
  const state = stateAt(order, nowMs);
  const common = {
    appid: order.appid,
    mchid: order.mchid,
    out_trade_no: order.outTradeNo,
    trade_state: state,
    trade_state_desc: stateWords[state],
    attach: order.attach,
  };
  if (order.paidAtMs === 0) return { ...common, payer: {} };
  const { totalFen } = order;
  return {
    ...common,
    transaction_id: order.transactionId,
    trade_type: order.tradeType,
    bank_type: "OTHERS",
    success_time: payTime(order.paidAtMs),
    payer: { openid: order.openid },
    amount: { total: totalFen, payer_total: totalFen, currency: "CNY", payer_currency: "CNY" },
    promotion_detail: [],
  };
};

const RECEIVED_BY = "支付用户零钱";
const timesOf = ({ status, doneAtMs }: SandboxRefund): object =>
  status === "SUCCESS" ? { success_time: payTime(doneAtMs) } : {};

/** A refund as it is answered. */
export const refundJson = (refund: SandboxRefund, order: SandboxOrder): object => ({
  refund_id: refund.refundId,
  out_refund_no: refund.outRefundNo,
  transaction_id: order.transactionId,
  out_trade_no: order.outTradeNo,
  channel: "ORIGINAL",
  user_received_account: RECEIVED_BY,
  create_time: payTime(refund.createdAtMs),
  ...timesOf(refund),
  status: refund.status,
  funds_account: "AVAILABLE",
  amount: {
    total: order.totalFen,
    refund: refund.refundFen,
    payer_total: order.totalFen,
    payer_refund: refund.refundFen,
    settlement_refund: refund.refundFen,
    settlement_total: order.totalFen,
    discount_refund: 0,
    currency: "CNY",
    from: [],
  },
  promotion_detail: [],
});

/** A refund as it is told (contract §6.6). */
export const refundNoticeJson = (refund: SandboxRefund, order: SandboxOrder): object => ({
  mchid: refund.mchid,
  transaction_id: order.transactionId,
  out_trade_no: order.outTradeNo,
  refund_id: refund.refundId,
  out_refund_no: refund.outRefundNo,
  refund_status: refund.status,
  ...timesOf(refund),
  user_received_account: RECEIVED_BY,
  amount: {
    total: order.totalFen,
    refund: refund.refundFen,
    payer_total: order.totalFen,
    payer_refund: refund.refundFen,
  },
});
