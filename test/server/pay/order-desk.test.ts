import { describe, expect, it } from "vitest";
import { checkOrders } from "../../../server/pay/check-orders.ts";
import { hearRefund, hearTransaction } from "../../../server/pay/hear.ts";
import { placeOrder, prepayOrder, redeemOrder } from "../../../server/pay/order-desk.ts";
import { refundOrder } from "../../../server/pay/refund-order.ts";
import type { Refund } from "../../../server/pay/transaction.ts";
import { ACCOUNT, FROM, openDesk } from "./desk.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const rule = { fen: null, reason: "不想要了", by: "", onlyFor: "o1" } as const;

describe("placing an order", () => {
  it("gives the same order for the same key, with the price that the product has now", async () => {
    const { desk, wish, told } = await openDesk();
    const asked = wish({ key: "k1", amountFen: 1 });
    const [one, two] = [
      await placeOrder(desk, ACCOUNT, asked),
      await placeOrder(desk, ACCOUNT, asked),
    ];
    expect(one.row?.order).toMatchObject({ amountFen: 2_800, title: "拿铁", code: "" });
    expect(two.row?.order.no).toBe(one.row?.order.no);
    expect(one.row?.order.no).toMatch(/^\d{20}$/);
    expect(await told()).toEqual([`created ${one.row?.order.no}`]);
  });

  it("never sells more than there are, however many ask at once, and sells again what nobody paid", async () => {
    const { desk, wish, clock, library } = await openDesk();
    const asks = Array.from({ length: 8 }, () =>
      placeOrder(desk, ACCOUNT, wish({ product: "cake" })),
    );
    const placed = await Promise.all(asks);
    expect(placed.filter(({ ok }) => ok)).toHaveLength(3);
    expect(placed.flatMap((one) => (one.ok ? [] : [one.code]))).toEqual(
      Array(5).fill("pay-sold-out"),
    );
    expect(await library.orders.stock(ACCOUNT)).toEqual(new Map([["cake", 3]]));
    clock.ms += 2 * HOUR_MS + 2 * MINUTE_MS;
    while ((await checkOrders(desk)) > 0);
    expect(await library.orders.stock(ACCOUNT)).toEqual(new Map([["cake", 0]]));
    expect((await placeOrder(desk, ACCOUNT, wish({ product: "cake" }))).ok).toBe(true);
  });

  it("refuses what cannot be sold", async () => {
    const { desk, wish } = await openDesk();
    const code = async (of: Parameters<typeof wish>[0]) => {
      const placed = await placeOrder(desk, ACCOUNT, wish(of));
      return placed.ok ? "" : placed.code;
    };
    expect(await code({ product: "moon" })).toBe("pay-unknown-product");
    expect(await code({ product: "", amountFen: 0 })).toBe("pay-wrong-amount");
    const nobody = { find: desk.clients.find, merchants: async () => [] };
    const placed = await placeOrder({ ...desk, clients: nobody }, ACCOUNT, wish());
    expect(placed).toMatchObject({ ok: false, code: "pay-no-merchant" });
  });
});

describe("paying an order", () => {
  it("asks the platform once, and again uses what it gave", async () => {
    const { desk, begin, pay } = await openDesk();
    const row = await begin();
    expect(row.state).toBe("paying");
    const again = await prepayOrder(desk, ACCOUNT, row);
    expect(again).toMatchObject({ ok: true, params: { package: `prepay_id=wx${row.order.no}` } });
    expect(pay.asked).toEqual(["jsapi"]);
  });

  it("is told to the rules once, however often the platform says so", async () => {
    const { desk, begin, pay, find, told, library } = await openDesk();
    const row = await begin({ product: "cake" });
    const transaction = pay.pay(row.order.no);
    const notices = Array.from({ length: 15 }, () => ({ id: "EV-1" }));
    await Promise.all(
      notices.map((origin) => hearTransaction(desk, FROM, { told: transaction, origin })),
    );
    await hearTransaction(desk, FROM, { told: transaction, origin: null });
    expect((await find(row.order.no)).state).toBe("paid");
    expect(await told()).toEqual([`created ${row.order.no}`, `paid ${row.order.no}`]);
    expect(await library.orders.noticesOf(ACCOUNT, row.order.no)).toMatchObject([
      { id: "EV-1", state: "applied" },
    ]);
  });

  it.each([
    ["amount", { totalFen: 1 }, "pay-wrong-amount"],
    ["merchant", { mchid: "1900000009" }, "pay-wrong-merchant"],
    ["appid", { appid: "wxffffffffffffffff" }, "pay-wrong-appid"],
    ["currency", { currency: "USD" }, "pay-wrong-currency"],
  ])("leaves the order alone when the %s is wrong, and raises an alarm", async (_, of, code) => {
    const { desk, begin, pay, find, told, library, log } = await openDesk();
    const row = await begin();
    const transaction = { ...pay.pay(row.order.no), ...of };
    const before = await find(row.order.no);
    await hearTransaction(desk, FROM, { told: transaction, origin: { id: "EV-1" } });
    expect(await find(row.order.no)).toEqual(before);
    expect(await told()).toEqual([`created ${row.order.no}`]);
    expect(await library.orders.troubles(ACCOUNT, 10)).toMatchObject([
      { id: "EV-1", no: row.order.no, state: "refused", code },
    ]);
    expect(log.lines.join()).toContain(code);
  });

  it("keeps what belongs to no order, and guesses nothing", async () => {
    const { desk, begin, pay, library } = await openDesk();
    const row = await begin();
    const foreign = { ...pay.pay(row.order.no), outTradeNo: "FOREIGN1" };
    await hearTransaction(desk, FROM, { told: foreign, origin: { id: "EV-9" } });
    expect(await library.orders.find(ACCOUNT, "FOREIGN1")).toBeNull();
    expect(await library.orders.troubles(ACCOUNT, 10)).toMatchObject([
      { id: "EV-9", no: "FOREIGN1", state: "unknown", code: "order-unknown" },
    ]);
  });

  it.each([[5 * MINUTE_MS], [30 * MINUTE_MS], [2 * HOUR_MS], [DAY_MS]])(
    "finds a payment whose notification never came, %i ms later",
    async (afterMs) => {
      const { desk, begin, pay, find, clock } = await openDesk();
      const row = await begin();
      const checks = [5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, DAY_MS];
      for (const checkMs of checks.filter((ms) => ms < afterMs)) {
        clock.ms = row.order.createdAtMs + checkMs + 2 * MINUTE_MS;
        await checkOrders(desk);
        expect((await find(row.order.no)).state).not.toBe("paid");
      }
      pay.pay(row.order.no);
      clock.ms = row.order.createdAtMs + afterMs + 2 * MINUTE_MS;
      expect(await checkOrders(desk)).toBe(1);
      expect((await find(row.order.no)).state).toBe("paid");
      expect(await checkOrders(desk)).toBe(0);
    },
  );

  it("closes what nobody paid in two hours, tells the rules, and still takes a late payment", async () => {
    const { desk, begin, pay, find, clock, told } = await openDesk();
    const row = await begin();
    const { no } = row.order;
    clock.ms += 2 * HOUR_MS + 2 * MINUTE_MS;
    await checkOrders(desk);
    expect((await find(no)).state).toBe("closed");
    expect(pay.asked).toContain("close");
    const refused = await prepayOrder(desk, ACCOUNT, await find(no));
    expect(refused).toMatchObject({ ok: false, code: "order-closed" });
    await hearTransaction(desk, FROM, { told: pay.pay(no), origin: null });
    expect((await find(no)).state).toBe("paid");
    expect(await told()).toEqual([`created ${no}`, `closed ${no}`, `paid ${no}`]);
  });

  it("goes on asking while the platform does not answer", async () => {
    const { desk, begin, pay, find, clock } = await openDesk();
    const row = await begin();
    pay.fail("query", "pay-timeout", "soon");
    clock.ms += 3 * HOUR_MS;
    expect(await checkOrders(desk)).toBe(1);
    expect((await find(row.order.no)).state).toBe("paying");
    pay.failing.clear();
    clock.ms += 6 * MINUTE_MS;
    expect(await checkOrders(desk)).toBe(1);
    expect((await find(row.order.no)).state).toBe("closed");
  });
});

/** A paid voucher. */
const bought = async () => {
  const room = await openDesk();
  const row = await room.begin({ product: "cake" });
  const { no } = row.order;
  await hearTransaction(room.desk, FROM, { told: room.pay.pay(no), origin: null });
  return { ...room, no };
};

describe("redeeming", () => {
  it("happens once, though eight do it at the same time", async () => {
    const { desk, no, find, told, library } = await bought();
    const { code } = (await find(no)).order;
    expect(code).toMatch(/^\d{16}$/);
    expect((await library.orders.byCode(ACCOUNT, code))?.order.no).toBe(no);
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, one) => redeemOrder(desk, ACCOUNT, { no, by: `s${one}` })),
    );
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(all.flatMap((one) => (one.ok ? [] : [one.code]))).toEqual(
      Array(7).fill("order-redeemed"),
    );
    expect((await told()).filter((one) => one.startsWith("redeemed"))).toEqual([`redeemed ${no}`]);
  });

  it("is refused for what is no voucher, not paid, refunded, or past its time", async () => {
    const { desk, begin, pay, no, clock } = await bought();
    const codeOf = async (of: string) => {
      const redeemed = await redeemOrder(desk, ACCOUNT, { no: of, by: "s1" });
      return redeemed.ok ? "" : redeemed.code;
    };
    const open = await begin({ product: "cake" });
    expect(await codeOf(open.order.no)).toBe("order-paying");
    const coffee = await begin();
    await hearTransaction(desk, FROM, { told: pay.pay(coffee.order.no), origin: null });
    expect(await codeOf(coffee.order.no)).toBe("order-no-voucher");
    expect(await codeOf("1")).toBe("order-unknown");
    clock.ms += 30 * DAY_MS;
    expect(await codeOf(no)).toBe("order-expired");
    await refundOrder(desk, ACCOUNT, { no, key: "k", ...rule });
    expect(await codeOf(no)).toBe("order-refunding");
  });
});

describe("refunding", () => {
  it("is one refund however often it is asked for, and done when the platform says so", async () => {
    const { desk, no, pay, find, told, library } = await bought();
    const wish = { no, key: "k1", ...rule };
    await Promise.all([1, 2, 3].map(() => refundOrder(desk, ACCOUNT, wish)));
    const [refund] = (await find(no)).order.refunds;
    expect((await find(no)).order.refunds).toHaveLength(1);
    expect(refund).toMatchObject({ fen: 5_000, state: "processing", reason: "不想要了" });
    expect((await find(no)).state).toBe("refunding");
    const done = pay.finishRefund(refund?.no ?? "");
    for (const id of ["EV-1", "EV-1", "EV-2"])
      await hearRefund(desk, FROM, { told: done, origin: { id } });
    expect(await find(no)).toMatchObject({ state: "refunded", refundedFen: 5_000 });
    expect((await told()).filter((one) => one.startsWith("refunded"))).toEqual([`refunded ${no}`]);
    expect(await library.orders.stock(ACCOUNT)).toEqual(new Map([["cake", 0]]));
  });

  it("never gives back more than was paid, in parts or all at once", async () => {
    const { desk, no, pay, find } = await bought();
    const ask = (key: string, fen: number | null) =>
      refundOrder(desk, ACCOUNT, { no, key, fen, reason: "", by: "小王", onlyFor: null });
    const many = await Promise.all(["a", "b", "c", "d"].map((key) => ask(key, 2_000)));
    expect(many.filter(({ ok }) => ok)).toHaveLength(2);
    expect(await ask("e", 1_001)).toMatchObject({ code: "refund-too-much" });
    expect((await ask("f", null)).ok).toBe(true);
    expect(await ask("g", null)).toMatchObject({ code: "refund-too-much" });
    for (const refund of (await find(no)).order.refunds)
      await hearRefund(desk, FROM, { told: pay.finishRefund(refund.no), origin: null });
    expect(await find(no)).toMatchObject({ state: "refunded", refundedFen: 5_000 });
    const elsewhere = { ...[...pay.refunds.values()][0], outRefundNo: "X1", refundFen: 1 };
    await hearRefund(desk, FROM, { told: elsewhere as never, origin: { id: "EV-X" } });
    expect(await find(no)).toMatchObject({ refundedFen: 5_000 });
  });

  it("is left to people where a rule may not: another's order, a redeemed one", async () => {
    const { desk, no } = await bought();
    const wish = { no, key: "k1", ...rule };
    expect(await refundOrder(desk, ACCOUNT, { ...wish, onlyFor: "o2" })).toMatchObject({
      code: "order-unknown",
    });
    await redeemOrder(desk, ACCOUNT, { no, by: "s1" });
    expect(await refundOrder(desk, ACCOUNT, wish)).toMatchObject({ code: "order-redeemed" });
    const byHand = { ...wish, key: "k2", by: "小王", onlyFor: null };
    expect((await refundOrder(desk, ACCOUNT, byHand)).ok).toBe(true);
  });

  it("is gone after until the platform has it, and found when its notification never comes", async () => {
    const { desk, no, pay, find, clock } = await bought();
    pay.fail("refund", "pay-timeout", "soon");
    const asked = await refundOrder(desk, ACCOUNT, { no, key: "k1", ...rule });
    expect(asked).toMatchObject({ ok: false, later: true });
    expect((await find(no)).state).toBe("refunding");
    pay.failing.clear();
    clock.ms += 2 * MINUTE_MS;
    await checkOrders(desk);
    const [refund] = (await find(no)).order.refunds;
    expect(refund?.state).toBe("processing");
    pay.finishRefund(refund?.no ?? "");
    clock.ms += 5 * MINUTE_MS;
    await checkOrders(desk);
    expect((await find(no)).state).toBe("refunded");
  });

  it("that the platform refuses for good leaves the order paid, to be asked for again", async () => {
    const { desk, no, pay, find } = await bought();
    pay.fail("refund", "pay-NOT_ENOUGH", "never");
    const asked = await refundOrder(desk, ACCOUNT, { no, key: "k1", ...rule });
    expect(asked).toMatchObject({ ok: false, code: "pay-NOT_ENOUGH" });
    expect((await find(no)).state).toBe("paid");
    pay.failing.clear();
    expect((await refundOrder(desk, ACCOUNT, { no, key: "k2", ...rule })).ok).toBe(true);
  });

  it("is heard of before the payment, and changes nothing of how it ends", async () => {
    const { desk, begin, pay, find } = await openDesk();
    const row = await begin();
    const { no } = row.order;
    const paid = pay.pay(no);
    const back: Refund = {
      ...{ refundId: "5", outRefundNo: "R1", transactionId: "4", outTradeNo: no },
      status: "SUCCESS",
      ...{ receivedBy: "", succeededAtMs: 9, refundFen: 2_800, totalFen: 2_800 },
    };
    await hearRefund(desk, FROM, { told: back, origin: { id: "EV-2" } });
    expect((await find(no)).state).toBe("refunded");
    await hearTransaction(desk, FROM, { told: paid, origin: { id: "EV-1" } });
    expect(await find(no)).toMatchObject({
      state: "refunded",
      order: { paid: { atMs: paid.paidAtMs } },
    });
  });
});
