import type { AccountId, InboundEvent, OpenId, OrderState } from "../../engine/index.ts";

/** How far a refund is; later ones win over earlier ones, whatever comes first. */
export const REFUND_STATES = ["asked", "processing", "abnormal", "closed", "success"] as const;
export type RefundState = (typeof REFUND_STATES)[number];
/** Money that goes back; known by its `out_refund_no` alone. */
export interface OrderRefund {
  readonly no: string;
  readonly fen: number;
  readonly state: RefundState;
  readonly reason: string;
  /** A member's name, `""` for a rule, or for one made elsewhere. */
  readonly by: string;
  readonly atMs: number;
  /** When the money had gone back; `null` until then. */
  readonly doneAtMs: number | null;
}
/** An order as a set of facts: whatever order they come in, the same facts make the same order. Money is integer fen. */
export interface PayOrder {
  /** `out_trade_no`. */
  readonly no: string;
  readonly mchid: string;
  /** Paid in the account, or by a code that anybody scans. */
  readonly way: "jsapi" | "native";
  /** `""` until somebody scanned and paid. */
  readonly openid: OpenId;
  /** `""` for a bare amount. */
  readonly product: string;
  /** What it was called when it was sold. */
  readonly title: string;
  readonly amountFen: number;
  readonly channel: string;
  /** Redeemed with a code, until so long after it was paid; `null`: no voucher. */
  readonly validMs: number | null;
  /** What the buyer shows, `""` if it is no voucher. */
  readonly code: string;
  readonly createdAtMs: number;
  /** The platform's: a prepay id or a code's address, until when it serves, and when somebody last wanted to pay with it. */
  readonly prepay: {
    readonly is: string;
    readonly untilMs: number;
    readonly askedAtMs: number;
  } | null;
  readonly paid: { readonly transactionId: string; readonly atMs: number } | null;
  readonly closedAtMs: number | null;
  readonly redeemed: { readonly atMs: number; readonly by: string } | null;
  /** By number. */
  readonly refunds: readonly OrderRefund[];
}
/** What is looked up of an order beside its facts. */
export interface OrderRow {
  readonly order: PayOrder;
  readonly state: OrderState;
  readonly refundedFen: number;
  /** Counts its changes; a change names the one it was made from. */
  readonly version: number;
  /** When the platform is asked next what became of it; 0: never. */
  readonly checkAtMs: number;
}
/** Something WeChat Pay told, kept before it was answered; `id` is the same in every repeat. */
export interface KeptNotice {
  readonly id: string;
  readonly no: string;
  /** `paid`, `refund`. */
  readonly kind: string;
  /** `unknown`: there is no such order; `refused`: it does not fit the order, which was left alone. */
  readonly state: "applied" | "unknown" | "refused";
  /** Why it was refused. */
  readonly code: string;
  /** What it said, as JSON. */
  readonly data: string;
  readonly atMs: number;
}
/** One change of an order, with all that happens with it or not at all. */
export interface OrderChange {
  /** `null` for a new order. */
  readonly before: OrderRow | null;
  readonly after: Omit<OrderRow, "version">;
  readonly events: readonly InboundEvent<"payment">[];
  readonly notice: KeptNotice | null;
  /** How many pieces of the product it takes from the stock (−1 gives one back). `most`: refused when more would be taken. */
  readonly stock: { readonly takes: number; readonly most: number | null };
}
export interface OrderFilter {
  readonly state?: OrderState;
  readonly product?: string;
  readonly channel?: string;
  readonly openid?: OpenId;
  /** Found in number, product, title, channel or transaction. */
  readonly search?: string;
  readonly fromMs?: number;
  readonly untilMs?: number;
}
/** Where a page ends; the next one begins behind it. */
export interface OrderCursor {
  readonly createdAtMs: number;
  readonly no: string;
}
/** Sums over what a filter finds. */
export interface OrderSums {
  readonly orders: number;
  readonly paidFen: number;
  readonly refundedFen: number;
}
/** A day's bill against our orders. */
export interface BillDay {
  /** In Beijing, `2026-11-23`. */
  readonly day: string;
  readonly mchid: string;
  readonly state: "equal" | "differs" | "failed";
  /** Why it could not be compared. */
  readonly code: string;
  readonly trades: number;
  readonly paidFen: number;
  readonly refundFen: number;
  readonly differences: readonly BillDifference[];
  readonly atMs: number;
}
/** `ours` and `theirs` are integer fen; `null` where one side knows nothing of it. */
export interface BillDifference {
  readonly what: "paid" | "refund";
  readonly no: string;
  readonly refundNo: string;
  readonly ours: number | null;
  readonly theirs: number | null;
}

/** Orders, what was told of them, stock and bills. All of it throws `StorageError`. */
export interface Orders {
  readonly find: (account: AccountId, no: string) => Promise<OrderRow | null>;
  /** The voucher with this code. */
  readonly byCode: (account: AccountId, code: string) => Promise<OrderRow | null>;
  /** Newest first. */
  readonly ofFollower: (
    account: AccountId,
    openid: OpenId,
    limit: number,
  ) => Promise<readonly OrderRow[]>;
  /** The newest code that was shown at a place for a product. */
  readonly shownAt: (
    account: AccountId,
    at: { readonly channel: string; readonly product: string },
  ) => Promise<OrderRow | null>;
  /** `stale`: it changed meanwhile, or is there already; `sold-out`: the stock does not hold so many. */
  readonly save: (
    account: AccountId,
    change: OrderChange,
  ) => Promise<"done" | "stale" | "sold-out">;
  /** Keeps what belongs to no order of ours, or does not fit it; once. */
  readonly keep: (account: AccountId, notice: KeptNotice) => Promise<void>;
  readonly noticesOf: (account: AccountId, no: string) => Promise<readonly KeptNotice[]>;
  /** What could not be applied, newest first. */
  readonly troubles: (account: AccountId, limit: number) => Promise<readonly KeptNotice[]>;
  /** Orders the platform is to be asked about, each lent to one asker until `untilMs`. */
  readonly takeDue: (
    limit: number,
    forMs: number,
  ) => Promise<readonly { readonly account: AccountId; readonly row: OrderRow }[]>;
  readonly list: (
    account: AccountId,
    filter: OrderFilter,
    page: { readonly after: OrderCursor | null; readonly limit: number },
  ) => Promise<readonly OrderRow[]>;
  readonly sums: (account: AccountId, filter: OrderFilter) => Promise<OrderSums>;
  /** How many pieces of each product are taken. */
  readonly stock: (account: AccountId) => Promise<ReadonlyMap<string, number>>;
  /** What was paid, or had gone back, in a span: for the bill. */
  readonly tradedIn: (
    account: AccountId,
    span: { readonly fromMs: number; readonly untilMs: number },
  ) => Promise<readonly OrderRow[]>;
  readonly keepBill: (account: AccountId, bill: BillDay) => Promise<void>;
  /** Newest first. */
  readonly bills: (account: AccountId, limit: number) => Promise<readonly BillDay[]>;
}
