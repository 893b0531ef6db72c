/** 交易状态; the last two and `REVOKED` belong to payment codes shown at a till. */
export type TradeState =
  | "SUCCESS"
  | "REFUND"
  | "NOTPAY"
  | "CLOSED"
  | "REVOKED"
  | "USERPAYING"
  | "PAYERROR";
/** `MWEB` is H5. */
export type TradeType = "JSAPI" | "NATIVE" | "APP" | "MICROPAY" | "MWEB" | "FACEPAY";

/** An order as WeChat Pay knows it (contract §6.4); amounts are integer fen. Compare mchid, appid, total and currency with your own order before believing it. */
export interface Transaction {
  readonly mchid: string;
  readonly appid: string;
  readonly outTradeNo: string;
  /** `null` until it is paid. */
  readonly transactionId: string | null;
  readonly state: TradeState;
  /** The platform's words for the state. */
  readonly stateText: string;
  readonly tradeType: TradeType | null;
  readonly attach: string;
  /** Ms since 1970. */
  readonly paidAtMs: number | null;
  /** Who paid, in the appid's own numbering; `null` until it is paid. */
  readonly openid: string | null;
  /** What the order asked for; `null` where the platform does not say (an order not paid). */
  readonly totalFen: number | null;
  /** What the payer gave after the platform's own vouchers. */
  readonly payerTotalFen: number | null;
  /** `CNY`. */
  readonly currency: string | null;
}

export type RefundStatus = "SUCCESS" | "CLOSED" | "PROCESSING" | "ABNORMAL";

/** A refund as WeChat Pay knows it; amounts are integer fen. */
export interface Refund {
  readonly refundId: string;
  readonly outRefundNo: string;
  readonly transactionId: string;
  readonly outTradeNo: string;
  /** `ABNORMAL`: the payer's account would not take it; a person must act in the merchant's console. */
  readonly status: RefundStatus;
  /** Where it went, in the platform's words: 支付用户零钱. */
  readonly receivedBy: string;
  readonly succeededAtMs: number | null;
  readonly refundFen: number;
  /** What the order was paid with. */
  readonly totalFen: number;
}

/** One line of the day's bill; amounts are integer fen. */
export interface BillRow {
  /** `paid`: money came; `refund`: money went back (also a refund still under way). */
  readonly kind: "paid" | "refund";
  /** When the trade was made, ms since 1970. */
  readonly atMs: number;
  readonly appid: string;
  readonly mchid: string;
  readonly transactionId: string;
  readonly outTradeNo: string;
  readonly openid: string;
  readonly tradeType: string;
  /** What was paid; 0 in a refund's line. */
  readonly totalFen: number;
  /** `""` in a paid line. */
  readonly refundId: string;
  readonly outRefundNo: string;
  /** 0 in a paid line. */
  readonly refundFen: number;
  /** `SUCCESS`, `PROCESSING`, …; `""` in a paid line. */
  readonly refundStatus: string;
  readonly product: string;
  readonly attach: string;
  /** The platform's fee, in millionths of a yuan as the bill writes five places: 0.00600 yuan is 6000. */
  readonly feeMicroYuan: number;
}
/** A day's bill (交易账单): its lines and the sums that the platform wrote under them. */
export interface Bill {
  readonly rows: readonly BillRow[];
  readonly trades: number;
  readonly totalFen: number;
  readonly refundFen: number;
}
