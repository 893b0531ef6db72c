import { describe, expect, it } from "vitest";
import { hearRefund, hearTransaction } from "../../../server/pay/hear.ts";
import {
  billDayOf,
  lastBillDay,
  reconcileAll,
  reconcileDay,
} from "../../../server/pay/reconcile.ts";
import { refundOrder } from "../../../server/pay/refund-order.ts";
import type { Bill, BillRow } from "../../../server/pay/transaction.ts";
import { ACCOUNT, FROM, openDesk, START_MS } from "./desk.ts";
import { APPID, MCHID } from "./fake-pay.ts";

const DAY = "2026-11-23";
const HOUR_MS = 3_600_000;
const row = (of: Partial<BillRow>): BillRow => ({
  ...{ kind: "paid", atMs: START_MS, appid: APPID, mchid: MCHID, transactionId: "1" },
  ...{ outTradeNo: "", openid: "o1", tradeType: "JSAPI", totalFen: 0, refundId: "" },
  ...{ outRefundNo: "", refundFen: 0, refundStatus: "", product: "", attach: "" },
  feeMicroYuan: 0,
  ...of,
});
const billOf = (rows: readonly BillRow[]): Bill => ({
  rows,
  trades: rows.length,
  totalFen: rows.reduce((sum, { totalFen }) => sum + totalFen, 0),
  refundFen: rows.reduce((sum, { refundFen }) => sum + refundFen, 0),
});
/** Two coffees paid, one of them gone back, and the bill that says so. */
const traded = async () => {
  const room = await openDesk();
  const sell = async () => {
    const { order } = await room.begin();
    await hearTransaction(room.desk, FROM, { told: room.pay.pay(order.no), origin: null });
    return order.no;
  };
  const [one, two] = [await sell(), await sell()];
  await refundOrder(room.desk, ACCOUNT, {
    no: two,
    key: "k",
    fen: null,
    reason: "",
    by: "小王",
    onlyFor: null,
  });
  const [refundNo = ""] = [...room.pay.refunds.keys()];
  await hearRefund(room.desk, FROM, { told: room.pay.finishRefund(refundNo), origin: null });
  const rows = [
    row({ outTradeNo: one, totalFen: 2_800 }),
    row({ outTradeNo: two, totalFen: 2_800 }),
    row({ kind: "refund", outTradeNo: two, outRefundNo: refundNo, refundFen: 2_800 }),
  ];
  const compare = async (bill: Bill | null) => {
    room.pay.bills.bill = bill;
    return reconcileDay(room.desk, ACCOUNT, { day: DAY, mchid: MCHID });
  };
  return { ...room, one, two, refundNo, rows, compare };
};

describe("a day against the platform's bill", () => {
  it("is equal when both say the same", async () => {
    const { rows, compare, library } = await traded();
    expect(await compare(billOf(rows))).toMatchObject({ state: "equal", differences: [] });
    expect(await library.orders.bills(ACCOUNT, 5)).toMatchObject([
      { day: DAY, mchid: MCHID, state: "equal", trades: 3, paidFen: 5_600, refundFen: 2_800 },
    ]);
  });

  it("names what one side alone has, and other amounts", async () => {
    const { rows, compare, one, two, refundNo, log } = await traded();
    const [first, second] = rows;
    const bill = billOf([
      row({ outTradeNo: "FOREIGN1", totalFen: 9 }),
      { ...(first ?? row({})), totalFen: 2_700 },
      ...(second === undefined ? [] : [second]),
    ]);
    const { state, differences } = await compare(bill);
    expect(state).toBe("differs");
    expect(differences).toEqual([
      { what: "paid", no: "FOREIGN1", refundNo: "", ours: null, theirs: 9 },
      { what: "paid", no: one, refundNo: "", ours: 2_800, theirs: 2_700 },
      { what: "refund", no: two, refundNo, ours: 2_800, theirs: null },
    ]);
    expect(log.lines.join()).toContain("orders differ from the bill");
    const missing = await compare(billOf(rows.slice(1)));
    expect(missing.differences).toEqual([
      { what: "paid", no: one, refundNo: "", ours: 2_800, theirs: null },
    ]);
  });

  it("asks about a payment that only the bill knows, and then agrees", async () => {
    const { rows, compare, begin, pay, find } = await traded();
    const { order } = await begin();
    pay.pay(order.no);
    const bill = billOf([...rows, row({ outTradeNo: order.no, totalFen: 2_800 })]);
    expect((await compare(bill)).state).toBe("equal");
    expect((await find(order.no)).state).toBe("paid");
  });

  it("says when the bill cannot be had, or should be there and is not", async () => {
    const { compare, pay } = await traded();
    expect((await compare(null)).differences).toHaveLength(3);
    pay.fail("bill", "pay-timeout", "soon");
    expect(await compare(null)).toMatchObject({ state: "failed", code: "pay-timeout" });
  });

  it("is compared by itself once, when the bill is there, and again while it failed", async () => {
    const { desk, clock, rows, pay, library } = await traded();
    expect(billDayOf(START_MS)).toBe(DAY);
    clock.ms = Date.parse("2026-11-24T09:59:00+08:00");
    expect(lastBillDay(clock.ms)).toBe("2026-11-22");
    clock.ms = Date.parse("2026-11-24T10:00:00+08:00");
    expect(lastBillDay(clock.ms)).toBe(DAY);
    pay.fail("bill", "pay-timeout", "soon");
    expect(await reconcileAll(desk, [ACCOUNT])).toBe(1);
    expect(await reconcileAll(desk, [ACCOUNT])).toBe(0);
    pay.failing.clear();
    pay.bills.bill = billOf(rows);
    clock.ms += HOUR_MS;
    expect(await reconcileAll(desk, [ACCOUNT, "nobody"])).toBe(1);
    expect(await reconcileAll(desk, [ACCOUNT])).toBe(0);
    expect(await library.orders.bills(ACCOUNT, 5)).toMatchObject([{ day: DAY, state: "equal" }]);
  });
});
