import type { OrderState } from "../../../engine/index.ts";
import type {
  BillDay,
  BillDifference,
  KeptNotice,
  OrderChange,
  OrderRow,
  PayOrder,
} from "../orders.ts";
import type { BillTableRow, NoticeTableRow, OrderTableRow } from "./order-statements.ts";

export const toOrder = (row: OrderTableRow): OrderRow => ({
  order: { ...(JSON.parse(row.data) as PayOrder), openid: row.openid },
  state: row.state as OrderState,
  refundedFen: row.refunded_fen,
  version: row.version,
  checkAtMs: row.check_at_ms,
});

/** When money went back last; 0 if none has. */
const refundedAtMs = ({ refunds }: PayOrder): number =>
  Math.max(0, ...refunds.map(({ doneAtMs }) => doneAtMs ?? 0));

export const fromOrder = (
  account: string,
  { order, state, refundedFen, checkAtMs }: OrderChange["after"],
  version: number,
): OrderTableRow => ({
  account,
  no: order.no,
  state,
  way: order.way,
  openid: order.openid,
  product: order.product,
  title: order.title,
  channel: order.channel,
  code: order.code,
  transaction_id: order.paid?.transactionId ?? "",
  // Whose it is stands in its column alone: erasing a follower takes it from there.
  data: JSON.stringify({ ...order, openid: "" }),
  amount_fen: order.amountFen,
  refunded_fen: refundedFen,
  created_at_ms: order.createdAtMs,
  paid_at_ms: order.paid?.atMs ?? 0,
  refunded_at_ms: refundedAtMs(order),
  version,
  check_at_ms: checkAtMs,
});

export const toNotice = ({
  id,
  no,
  kind,
  state,
  code,
  data,
  at_ms,
}: NoticeTableRow): KeptNotice => ({
  ...{ id, no, kind, code, data },
  state: state as KeptNotice["state"],
  atMs: at_ms,
});
export const fromNotice = (account: string, { atMs, ...notice }: KeptNotice): NoticeTableRow => ({
  account,
  ...notice,
  at_ms: atMs,
});

export const toBill = (row: BillTableRow): BillDay => ({
  day: row.day,
  mchid: row.mchid,
  state: row.state as BillDay["state"],
  code: row.code,
  trades: row.trades,
  paidFen: row.paid_fen,
  refundFen: row.refund_fen,
  differences: JSON.parse(row.differences) as readonly BillDifference[],
  atMs: row.at_ms,
});
export const fromBill = (account: string, bill: BillDay): BillTableRow => ({
  account,
  day: bill.day,
  mchid: bill.mchid,
  state: bill.state,
  code: bill.code,
  differences: JSON.stringify(bill.differences),
  trades: bill.trades,
  paid_fen: bill.paidFen,
  refund_fen: bill.refundFen,
  at_ms: bill.atMs,
});
