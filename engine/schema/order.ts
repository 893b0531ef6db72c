/** The life of an order; later states are further on, and nothing leads back but a refund that came to nothing. */
export const ORDER_STATES = [
  "created",
  "paying",
  "closed",
  "paid",
  "redeemed",
  "refunding",
  "refunded",
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** What rules hear of an order. */
export const PAYMENT_STATES = ["created", "paid", "redeemed", "refunded", "closed"] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** What rules may know of an order. Money is integer fen, times are ms. */
export interface Order {
  /** Ours: `out_trade_no`. */
  readonly no: string;
  readonly state: OrderState;
  /** Its id in `products.yaml`, `""` for an amount of money alone. */
  readonly product: string;
  readonly amountFen: number;
  /** What has gone back so far. */
  readonly refundedFen: number;
  readonly createdAtMs: number;
  /** Until when it can be redeemed; `null`: for ever, or not paid yet. */
  readonly expiresAtMs: number | null;
  /** The code that was scanned before it, `""` for none. */
  readonly channel: string;
}
