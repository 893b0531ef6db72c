import { sealResource } from "../../wechat/wire/pay.ts";
import { refusePay } from "./errors.ts";
import type { SandboxOrder, SandboxRefund } from "./orders.ts";
import { payTime } from "./orders.ts";
import type { PayAnswer, PayCall, PayRoute } from "./request.ts";
import { payFen, payText, payTextOr, payUrl } from "./request.ts";
import { refundJson, stateAt, transactionJson } from "./trade-json.ts";

const PAY_YEAR_MS = 365 * 86_400_000;
const MOST_REFUNDS = 50;
/** The real one takes from seconds to days. */
const REFUND_MS = 1_000;
const OUT_REFUND_NO = /^[0-9A-Za-z_\-|*@]{1,64}$/;

const ownOrder = ({ merchant }: PayCall, order: SandboxOrder | undefined): SandboxOrder =>
  order?.mchid === merchant.mchid ? order : refusePay("ORDER_NOT_EXIST");

const checkQueried = ({ query, merchant }: PayCall): void => {
  if (query.get("mchid") !== merchant.mchid)
    refusePay("PARAM_ERROR", "mchid不正确", { field: "/mchid", location: "query" });
};

const query = (call: PayCall, order: SandboxOrder | undefined): PayAnswer => {
  checkQueried(call);
  return { json: transactionJson(ownOrder(call, order), call.core.time.nowMs()) };
};

const close = (call: PayCall): PayAnswer => {
  const { core, merchant, body, parts } = call;
  if (payText(body, "mchid", { max: 32 }) !== merchant.mchid)
    refusePay("PARAM_ERROR", "mchid不正确", { field: "/mchid" });
  const order = ownOrder(call, core.pay.orders.find(merchant.mchid, parts[0] ?? ""));
  const state = stateAt(order, core.time.nowMs());
  if (state === "SUCCESS" || state === "REFUND") refusePay("ORDERPAID");
  core.pay.orders.change(order, { state: "CLOSED" });
  return { json: null };
};

const paidOrder = ({ core, merchant, body }: PayCall): SandboxOrder => {
  const transactionId = payTextOr(body, "transaction_id", 32);
  const { orders } = core.pay;
  const order =
    transactionId === ""
      ? orders.find(merchant.mchid, payText(body, "out_trade_no", { max: 32 }))
      : orders.by("transactionId", transactionId);
  if (order === undefined || order.mchid !== merchant.mchid)
    return refusePay("RESOURCE_NOT_EXISTS", "订单不存在");
  return order.paidAtMs === 0 ? refusePay("INVALID_REQUEST", "订单未支付，不能退款") : order;
};

interface AskedBack {
  readonly outRefundNo: string;
  readonly refundFen: number;
  readonly totalFen: number;
  readonly reason: string;
  readonly notifyUrl: string;
}
const askedBack = ({ body }: PayCall): AskedBack => ({
  outRefundNo: payText(body, "out_refund_no", { max: 64, pattern: OUT_REFUND_NO }),
  refundFen: payFen(body, "amount.refund"),
  totalFen: payFen(body, "amount.total"),
  reason: payTextOr(body, "reason", 80),
  notifyUrl: payTextOr(body, "notify_url", 255) === "" ? "" : payUrl(body, "notify_url"),
});

const checkRefund = (call: PayCall, order: SandboxOrder, asked: AskedBack): void => {
  const { core, merchant } = call;
  if (asked.totalFen !== order.totalFen)
    refusePay("INVALID_REQUEST", "订单金额与原订单不一致", { field: "/amount/total" });
  if (order.refundedFen + asked.refundFen > order.totalFen)
    refusePay("INVALID_REQUEST", "退款金额大于可退金额", { field: "/amount/refund" });
  if (core.pay.orders.refundsOf(order).length >= MOST_REFUNDS)
    refusePay("INVALID_REQUEST", "部分退款次数超过限制");
  if (core.time.nowMs() - order.paidAtMs > PAY_YEAR_MS)
    refusePay("INVALID_REQUEST", "订单已超过可退款的最大期限");
  if (merchant.balanceFen !== null && merchant.balanceFen < asked.refundFen)
    refusePay("NOT_ENOUGH");
};

const sameRefund = (known: SandboxRefund, order: SandboxOrder, asked: AskedBack): PayAnswer => {
  if (known.outTradeNo !== order.outTradeNo || known.refundFen !== asked.refundFen)
    refusePay("INVALID_REQUEST", "退款单号已用于另一笔退款", { field: "/out_refund_no" });
  return { json: refundJson(known, order) };
};

const verdictOf = ({ core, account }: PayCall): SandboxRefund["verdict"] => {
  const ordered = core.verdicts.next(account.id, "refund");
  return ordered === "CLOSED" || ordered === "ABNORMAL" ? ordered : "SUCCESS";
};

const refund = (call: PayCall): PayAnswer => {
  const { core, merchant } = call;
  const { orders } = core.pay;
  const asked = askedBack(call);
  const order = paidOrder(call);
  const known = orders.refund(merchant.mchid, asked.outRefundNo);
  if (known !== undefined) return sameRefund(known, order, asked);
  checkRefund(call, order, asked);
  const { totalFen: _, ...row } = asked;
  const nowMs = core.time.nowMs();
  const made: SandboxRefund = {
    ...row,
    mchid: merchant.mchid,
    refundId: `5030000${core.ids.digits("refund", 22)}`,
    outTradeNo: order.outTradeNo,
    createdAtMs: nowMs,
    dueAtMs: nowMs + REFUND_MS,
    status: "PROCESSING",
    verdict: verdictOf(call),
    doneAtMs: 0,
  };
  core.database.together(() => {
    orders.addRefund(made);
    const refundedFen = order.refundedFen + asked.refundFen;
    orders.change(order, { state: "REFUND", refundedFen });
    if (merchant.balanceFen !== null)
      core.pay.merchants.change(merchant, { balanceFen: merchant.balanceFen - asked.refundFen });
  });
  core.pay.check();
  return { json: refundJson(made, order) };
};

const queryRefund = ({ core, merchant, parts }: PayCall): PayAnswer => {
  const found = core.pay.orders.refund(merchant.mchid, parts[0] ?? "");
  const order = found && core.pay.orders.find(found.mchid, found.outTradeNo);
  if (found === undefined || order === undefined)
    return refusePay("RESOURCE_NOT_EXISTS", "退款单不存在");
  return { json: refundJson(found, order) };
};

const certificates = async ({ core, merchant }: PayCall): Promise<PayAnswer> => {
  const keys = await core.pay.merchants.certificates();
  const data = keys.map(({ serial, fromMs, untilMs, certificate }) => {
    const nonce = core.ids.text("pay-seal", 12);
    const by = { key: merchant.apiV3Key, nonce, associatedData: "certificate" };
    return {
      serial_no: serial,
      effective_time: payTime(fromMs),
      expire_time: payTime(untilMs),
      encrypt_certificate: {
        algorithm: "AEAD_AES_256_GCM",
        nonce,
        associated_data: "certificate",
        ciphertext: sealResource(certificate, by).ciphertext,
      },
    };
  });
  return { json: { data } };
};

/** Orders, refunds and certificates (contract §6.2, §6.4). */
export const tradeRoutes: readonly PayRoute[] = [
  {
    method: "GET",
    path: "/v3/pay/transactions/id/{id}",
    answer: (call) => query(call, call.core.pay.orders.by("transactionId", call.parts[0] ?? "")),
  },
  {
    method: "GET",
    path: "/v3/pay/transactions/out-trade-no/{no}",
    answer: (call) =>
      query(call, call.core.pay.orders.find(call.merchant.mchid, call.parts[0] ?? "")),
  },
  { method: "POST", path: "/v3/pay/transactions/out-trade-no/{no}/close", answer: close },
  { method: "POST", path: "/v3/refund/domestic/refunds", answer: refund },
  { method: "GET", path: "/v3/refund/domestic/refunds/{no}", answer: queryRefund },
  { method: "GET", path: "/v3/certificates", answer: certificates },
];
