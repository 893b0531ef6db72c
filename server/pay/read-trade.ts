import type { Static } from "typebox";
import { Type } from "typebox";
import { timeIn } from "./read-answer.ts";
import type { Refund, Transaction } from "./transaction.ts";

const text = Type.Optional(Type.String());
const fen = Type.Integer({ minimum: 0 });
const choice = <T extends string>(...values: readonly T[]) =>
  Type.Unsafe<T>({ type: "string", enum: values });

/** Contract §6.4; more fields come and are left alone. */
export const TransactionJson = Type.Object({
  appid: Type.String(),
  mchid: Type.String(),
  out_trade_no: Type.String({ minLength: 1 }),
  transaction_id: text,
  trade_type: Type.Optional(choice("JSAPI", "NATIVE", "APP", "MICROPAY", "MWEB", "FACEPAY")),
  trade_state: choice("SUCCESS", "REFUND", "NOTPAY", "CLOSED", "REVOKED", "USERPAYING", "PAYERROR"),
  trade_state_desc: text,
  attach: text,
  success_time: text,
  payer: Type.Optional(Type.Object({ openid: text })),
  amount: Type.Optional(
    Type.Object({
      total: Type.Optional(fen),
      payer_total: Type.Optional(fen),
      currency: text,
    }),
  ),
});

const orNull = (value: string | undefined): string | null =>
  value === undefined || value === "" ? null : value;

/** An order in our words. */
export const transactionOf = (json: Static<typeof TransactionJson>): Transaction => ({
  mchid: json.mchid,
  appid: json.appid,
  outTradeNo: json.out_trade_no,
  transactionId: orNull(json.transaction_id),
  state: json.trade_state,
  stateText: json.trade_state_desc ?? "",
  tradeType: json.trade_type ?? null,
  attach: json.attach ?? "",
  paidAtMs: timeIn(json.success_time),
  openid: orNull(json.payer?.openid),
  totalFen: json.amount?.total ?? null,
  payerTotalFen: json.amount?.payer_total ?? null,
  currency: json.amount?.currency ?? null,
});

const status = choice("SUCCESS", "CLOSED", "PROCESSING", "ABNORMAL");
const common = {
  refund_id: Type.String(),
  out_refund_no: Type.String(),
  transaction_id: Type.String(),
  out_trade_no: Type.String(),
  user_received_account: text,
  success_time: text,
  amount: Type.Object({ total: fen, refund: fen }),
};
/** The answer of a refund, or of asking for one. */
export const RefundJson = Type.Object({ ...common, status });
/** What a notification says of one (contract §6.6). */
export const RefundNoticeJson = Type.Object({ ...common, refund_status: status });

type Common = Omit<Static<typeof RefundJson>, "status">;
const refundOf = (json: Common, of: Refund["status"]): Refund => ({
  refundId: json.refund_id,
  outRefundNo: json.out_refund_no,
  transactionId: json.transaction_id,
  outTradeNo: json.out_trade_no,
  status: of,
  receivedBy: json.user_received_account ?? "",
  succeededAtMs: timeIn(json.success_time),
  refundFen: json.amount.refund,
  totalFen: json.amount.total,
});

/** A refund that was answered, in our words. */
export const refundIn = (json: Static<typeof RefundJson>): Refund => refundOf(json, json.status);
/** A refund that was told of, in our words. */
export const noticedRefund = (json: Static<typeof RefundNoticeJson>): Refund =>
  refundOf(json, json.refund_status);
