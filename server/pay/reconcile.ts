import type { AccountId } from "../../engine/index.ts";
import { PLATFORM_OFFSET_MS } from "../../engine/limits.ts";
import type { BillDay, BillDifference, OrderRow } from "../storage/orders.ts";
import type { OrderDeskDeps } from "./order-desk.ts";
import { lookAtOrder } from "./order-desk.ts";
import type { Bill } from "./transaction.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** The platform has yesterday's bill from ten in the morning, in Beijing. */
const READY_MS = 10 * HOUR_MS;
/** Nothing was traded, or the bill is not made yet. */
const NO_BILL = "pay-NO_STATEMENT_EXIST";

/** A moment's day in Beijing, `2026-11-23`: the platform's days are those. */
export const billDayOf = (atMs: number): string =>
  new Date(atMs + PLATFORM_OFFSET_MS).toISOString().slice(0, 10);
const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) - PLATFORM_OFFSET_MS;
/** The last day whose bill can be had. */
export const lastBillDay = (nowMs: number): string => billDayOf(nowMs - DAY_MS - READY_MS);

interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}
const isIn = (atMs: number | null, { fromMs, untilMs }: Span): boolean =>
  atMs !== null && atMs >= fromMs && atMs < untilMs;

type Side = ReadonlyMap<
  string,
  { readonly no: string; readonly refundNo: string; readonly fen: number }
>;
const paidOfOurs = (rows: readonly OrderRow[], span: Span): Side =>
  new Map(
    rows
      .filter(({ order }) => isIn(order.paid?.atMs ?? null, span))
      .map(({ order: { no, amountFen } }) => [no, { no, refundNo: "", fen: amountFen }]),
  );
const refundsOfOurs = (
  rows: readonly OrderRow[],
  isAsked: (refund: OrderRow["order"]["refunds"][number]) => boolean,
): Side =>
  new Map(
    rows.flatMap(({ order: { no, refunds } }) =>
      refunds
        .filter((refund) => refund.state !== "closed" && isAsked(refund))
        .map(({ no: refundNo, fen }) => [refundNo, { no, refundNo, fen }] as const),
    ),
  );

const against = (
  what: BillDifference["what"],
  ours: Side,
  theirs: Side,
  must: Side,
): readonly BillDifference[] => {
  const missing = [...theirs].flatMap(([key, { no, refundNo, fen }]) => {
    const known = ours.get(key)?.fen ?? null;
    return known === fen ? [] : [{ what, no, refundNo, ours: known, theirs: fen }];
  });
  const unheard = [...must].flatMap(([key, { no, refundNo, fen }]) =>
    theirs.has(key) ? [] : [{ what, no, refundNo, ours: fen, theirs: null }],
  );
  return [...missing, ...unheard];
};

/** What a bill says against our orders: what one side has and the other has not, or with another amount. Refunds stand in the bill of the day they were asked for, so ours must only be there when they began and ended in it. */
export const differencesOf = (
  bill: Bill,
  rows: readonly OrderRow[],
  span: Span,
): readonly BillDifference[] => {
  const theirPaid: Side = new Map(
    bill.rows
      .filter(({ kind }) => kind === "paid")
      .map(({ outTradeNo: no, totalFen: fen }) => [no, { no, refundNo: "", fen }]),
  );
  const theirRefunds: Side = new Map(
    bill.rows
      .filter(({ kind }) => kind === "refund")
      .map(({ outTradeNo: no, outRefundNo: refundNo, refundFen: fen }) => [
        refundNo,
        { no, refundNo, fen },
      ]),
  );
  const paid = paidOfOurs(rows, span);
  const must = refundsOfOurs(
    rows,
    ({ atMs, doneAtMs }) => isIn(atMs, span) && isIn(doneAtMs, span),
  );
  return [
    ...against("paid", paid, theirPaid, paid),
    ...against(
      "refund",
      refundsOfOurs(rows, () => true),
      theirRefunds,
      must,
    ),
  ];
};

/** What the bill names that is not among the day's orders is looked up by its number. */
const rowsFor = async (
  { orders }: OrderDeskDeps,
  account: AccountId,
  of: { readonly bill: Bill; readonly span: Span; readonly mchid: string },
): Promise<readonly OrderRow[]> => {
  const { bill, span, mchid } = of;
  const traded = await orders.tradedIn(account, span);
  const known = new Set(traded.map(({ order }) => order.no));
  const named = new Set(bill.rows.map(({ outTradeNo }) => outTradeNo));
  const others = await Promise.all(
    [...named].filter((no) => !known.has(no)).map((no) => orders.find(account, no)),
  );
  return [...traded, ...others.filter((row) => row !== null)].filter(
    ({ order }) => order.mchid === mchid,
  );
};

const EMPTY: Bill = { rows: [], trades: 0, totalFen: 0, refundFen: 0 };

/** Compares one day of a merchant with the platform's bill, asks about orders that differ, and keeps what was found. */
export const reconcileDay = async (
  deps: OrderDeskDeps,
  account: AccountId,
  { day, mchid }: { readonly day: string; readonly mchid: string },
): Promise<BillDay> => {
  const span = { fromMs: startOf(day), untilMs: startOf(day) + DAY_MS };
  const atMs = deps.nowMs(account);
  const found = await deps.clients.find(account, mchid);
  const asked = found.ok ? await found.data.bill(day, "all") : found;
  const keep = async (of: Omit<BillDay, "day" | "mchid" | "atMs">): Promise<BillDay> => {
    const kept = { day, mchid, atMs, ...of };
    await deps.orders.keepBill(account, kept);
    return kept;
  };
  const isNone = !asked.ok && asked.code === NO_BILL;
  if (!asked.ok && !isNone)
    return keep({
      state: "failed",
      code: asked.code,
      trades: 0,
      paidFen: 0,
      refundFen: 0,
      differences: [],
    });
  const bill = asked.ok ? asked.data : EMPTY;
  const rowsNow = () => rowsFor(deps, account, { bill, span, mchid });
  const first = await rowsNow();
  const unheard = new Set(differencesOf(bill, first, span).map(({ no }) => no));
  for (const row of first) if (unheard.has(row.order.no)) await lookAtOrder(deps, account, row);
  const differences = differencesOf(bill, unheard.size === 0 ? first : await rowsNow(), span);
  const state = differences.length === 0 ? "equal" : "differs";
  const { trades, totalFen: paidFen, refundFen } = bill;
  if (state === "differs")
    deps.log.error(
      { account, day, mchid, differences: differences.length },
      "orders differ from the bill",
    );
  return keep({ state, code: "", trades, paidFen, refundFen, differences });
};

/** Compares yesterday, once it can be had, for every merchant of these accounts; what failed is tried again. Gives how many were compared. */
export const reconcileAll = async (
  deps: OrderDeskDeps,
  accounts: readonly AccountId[],
): Promise<number> => {
  let compared = 0;
  for (const account of accounts) {
    // Who never sold anything has nothing to compare.
    const [sold] = await deps.orders.list(account, {}, { after: null, limit: 1 });
    if (sold === undefined) continue;
    const day = lastBillDay(deps.nowMs(account));
    const known = await deps.orders.bills(account, 20);
    for (const mchid of await deps.clients.merchants(account)) {
      const before = known.find((one) => one.day === day && one.mchid === mchid);
      const isDone =
        before !== undefined &&
        (before.state !== "failed" || deps.nowMs(account) - before.atMs < HOUR_MS);
      if (isDone) continue;
      await reconcileDay(deps, account, { day, mchid });
      compared += 1;
    }
  }
  return compared;
};
