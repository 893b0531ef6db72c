import { describe, expect, test } from "vitest";
import { changeOf, changeOrder } from "../../server/pay/change-order.ts";
import type { OrderFact } from "../../server/pay/order-machine.ts";
import type { BillDay, KeptNotice, OrderRefund, PayOrder } from "../../server/storage/library.ts";
import type { Opened, Stage } from "./stored.ts";
import { START_MS } from "./stored.ts";

const MINUTE_MS = 60_000;
const SHOP = "coffee";
const order = (of: Partial<PayOrder> = {}): PayOrder => ({
  no: "SB0001",
  mchid: "1900000001",
  way: "jsapi",
  openid: "o1",
  product: "latte",
  title: "拿铁",
  amountFen: 3980,
  channel: "",
  validMs: null,
  code: "",
  createdAtMs: START_MS,
  prepay: null,
  paid: null,
  closedAtMs: null,
  redeemed: null,
  refunds: [],
  ...of,
});
const refund = (no: string, of: Partial<OrderRefund> = {}): OrderRefund => ({
  no,
  fen: 1000,
  state: "success",
  reason: "不想要了",
  by: "",
  atMs: START_MS + 2 * MINUTE_MS,
  doneAtMs: START_MS + 3 * MINUTE_MS,
  ...of,
});
const paid = (atMs = START_MS + MINUTE_MS, transactionId = "T1") => ({ transactionId, atMs });
const notice = (id: string, of: Partial<KeptNotice> = {}): KeptNotice => ({
  ...{ id, no: "SB0001", kind: "paid", state: "applied", code: "", data: "{}", atMs: START_MS },
  ...of,
});
const add = (
  { library }: Opened,
  one: PayOrder,
  {
    most = null,
    account = SHOP,
  }: { readonly most?: number | null; readonly account?: string } = {},
) =>
  library.orders.save(
    account,
    changeOf(account, { before: null, order: one, notice: null }, { nowMs: START_MS, most }),
  );
const learnt = (
  { library }: Opened,
  fact: OrderFact,
  told?: KeptNotice,
): ReturnType<typeof changeOrder> =>
  changeOrder({ orders: library.orders, nowMs: () => START_MS }, SHOP, {
    no: "SB0001",
    decide: () => [fact],
    ...(told === undefined ? {} : { notice: told }),
  });
const numbers = (rows: readonly { readonly order: PayOrder }[]): readonly string[] =>
  rows.map(({ order: { no } }) => no);

const life = ({ open }: Stage): void => {
  test("an order is kept as it is, once, and in its own account", async () => {
    const opened = await open();
    const { orders } = opened.library;
    expect(await add(opened, order())).toBe("done");
    expect(await add(opened, order({ amountFen: 1 }))).toBe("stale");
    expect(await orders.find(SHOP, "SB0001")).toMatchObject({
      ...{ order: order(), state: "created", refundedFen: 0, version: 1 },
    });
    expect(await orders.find("museum", "SB0001")).toBeNull();
    expect(await orders.find(SHOP, "SB0002")).toBeNull();
  });

  test("a change is made from the version it was read at, with its notice and events or not at all", async () => {
    const opened = await open();
    const { library } = opened;
    await add(opened, order());
    const before = await library.orders.find(SHOP, "SB0001");
    const change = (id: string) =>
      changeOf(
        SHOP,
        { before, order: order({ paid: paid() }), notice: notice(id) },
        { nowMs: START_MS },
      );
    expect(await library.orders.save(SHOP, change("n1"))).toBe("done");
    expect(await library.orders.save(SHOP, change("n2"))).toBe("stale");
    expect(await library.orders.noticesOf(SHOP, "SB0001")).toEqual([notice("n1")]);
    expect(await library.orders.find(SHOP, "SB0001")).toMatchObject({ state: "paid", version: 2 });
    const entries = await library.log.list(SHOP, {}, { before: null, limit: 9 });
    expect(entries.map(({ key }) => key).sort()).toEqual(["pay:SB0001:created", "pay:SB0001:paid"]);
  });

  test("fifty at once from two processes pay it once, and each notice is kept once", async () => {
    const [one, other] = [await open(), await open()];
    await add(one, order());
    const told = Array.from({ length: 50 }, (_, n) =>
      learnt(
        n % 2 === 0 ? one : other,
        { kind: "paid", ...paid(), openid: "o1" },
        notice(`n${n % 5}`),
      ),
    );
    expect((await Promise.all(told)).every(({ ok }) => ok)).toBe(true);
    expect(await other.library.orders.noticesOf(SHOP, "SB0001")).toHaveLength(5);
    const entries = await one.library.log.list(SHOP, {}, { before: null, limit: 99 });
    expect(entries.filter(({ key }) => key === "pay:SB0001:paid")).toHaveLength(1);
  });

  test("what is learnt in any order makes the same row", async () => {
    const facts: readonly OrderFact[] = [
      { kind: "paid", ...paid(), openid: "o1" },
      { kind: "refund", refund: refund("RF1") },
      { kind: "closed", atMs: START_MS + MINUTE_MS },
    ];
    const rows = [];
    for (const [a, b, c] of [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ] as const) {
      const opened = await open();
      const account = `shop${a}${b}${c}`;
      await add(opened, order(), { account });
      for (const place of [a, b, c, a, c])
        await changeOrder({ orders: opened.library.orders, nowMs: () => START_MS }, account, {
          no: "SB0001",
          decide: () => facts.slice(place, place + 1),
        });
      const row = await opened.library.orders.find(account, "SB0001");
      rows.push({ order: row?.order, state: row?.state, refundedFen: row?.refundedFen });
    }
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(1);
    expect(rows[0]).toMatchObject({ refundedFen: 1000 });
  });

  test("stock is taken up to its end, and given back", async () => {
    const opened = await open();
    const { orders } = opened.library;
    expect(await add(opened, order({ no: "SB0001" }), { most: 2 })).toBe("done");
    expect(await add(opened, order({ no: "SB0002" }), { most: 2 })).toBe("done");
    expect(await add(opened, order({ no: "SB0003" }), { most: 2 })).toBe("sold-out");
    expect(await orders.find(SHOP, "SB0003")).toBeNull();
    expect(await orders.stock(SHOP)).toEqual(new Map([["latte", 2]]));
    await learnt(opened, { kind: "closed", atMs: START_MS });
    expect(await orders.stock(SHOP)).toEqual(new Map([["latte", 1]]));
    expect(await add(opened, order({ no: "SB0004" }), { most: 2 })).toBe("done");
    expect(await orders.stock("museum")).toEqual(new Map());
  });
};

const found = ({ open, clock }: Stage): void => {
  test("pages are newest first, and stay the same under new orders", async () => {
    const opened = await open();
    const { orders } = opened.library;
    for (const n of [1, 2, 3, 4, 5])
      await add(opened, order({ no: `SB000${n}`, createdAtMs: START_MS + Math.floor(n / 2) }));
    const first = await orders.list(SHOP, {}, { after: null, limit: 2 });
    expect(numbers(first)).toEqual(["SB0005", "SB0004"]);
    await add(opened, order({ no: "SB0006", createdAtMs: START_MS + 9 }));
    const after = first.at(-1)?.order ?? null;
    const rest = await orders.list(SHOP, {}, { after, limit: 9 });
    expect(numbers(rest)).toEqual(["SB0003", "SB0002", "SB0001"]);
    const middle = { createdAtMs: START_MS + 1, no: "SB0003" };
    expect(numbers(await orders.list(SHOP, {}, { after: middle, limit: 1 }))).toEqual(["SB0002"]);
    expect(await orders.list("museum", {}, { after: null, limit: 9 })).toEqual([]);
  });

  test("found by state, product, channel, buyer, span, and a part of what is shown", async () => {
    const opened = await open();
    const { orders } = opened.library;
    await add(opened, order({ no: "SB0001", channel: "m_1" }));
    await add(opened, order({ no: "SB0002", title: "Cake 100%", openid: "o2", paid: paid() }));
    await add(opened, order({ no: "SB0003", product: "cake", createdAtMs: START_MS + 5 }));
    const by = async (filter: Parameters<typeof orders.list>[1]) =>
      numbers(await orders.list(SHOP, filter, { after: null, limit: 9 }));
    expect(await by({ state: "paid" })).toEqual(["SB0002"]);
    expect(await by({ product: "cake" })).toEqual(["SB0003"]);
    expect(await by({ channel: "m_1" })).toEqual(["SB0001"]);
    expect(await by({ openid: "o1" })).toEqual(["SB0003", "SB0001"]);
    expect(await by({ fromMs: START_MS, untilMs: START_MS + 5 })).toEqual(["SB0002", "SB0001"]);
    expect(await by({ search: "cake 100%" })).toEqual(["SB0002"]);
    expect(await by({ search: "m_" })).toEqual(["SB0001"]);
    expect(await by({ search: "t1" })).toEqual(["SB0002"]);
    expect(await by({ search: "", product: "latte", state: "created" })).toEqual(["SB0001"]);
  });

  test("sums count what was paid and has gone back, over all that is found", async () => {
    const opened = await open();
    const { orders } = opened.library;
    expect(await orders.sums(SHOP, {})).toEqual({ orders: 0, paidFen: 0, refundedFen: 0 });
    await add(opened, order());
    await learnt(opened, { kind: "paid", ...paid(), openid: "o1" });
    await learnt(opened, { kind: "refund", refund: refund("RF1") });
    await learnt(opened, { kind: "refund", refund: refund("RF1") });
    await learnt(opened, { kind: "refund", refund: refund("RF2", { fen: 500 }) });
    const asked = refund("RF3", { fen: 700, state: "processing", doneAtMs: null });
    await learnt(opened, { kind: "refund", refund: asked });
    await learnt(opened, {
      kind: "refund",
      refund: refund("RF4", { fen: 300, state: "closed", doneAtMs: null }),
    });
    await add(opened, order({ no: "SB0002", product: "cake" }));
    expect(await orders.sums(SHOP, {})).toEqual({ orders: 2, paidFen: 3980, refundedFen: 1500 });
    expect(await orders.sums(SHOP, { product: "cake" })).toEqual({
      ...{ orders: 1, paidFen: 0, refundedFen: 0 },
    });
    expect(await orders.find(SHOP, "SB0001")).toMatchObject({ refundedFen: 1500 });
  });

  test("found by its code, by its buyer, and by where it was shown last", async () => {
    const opened = await open();
    const { orders } = opened.library;
    const shown = { way: "native", openid: "", channel: "m1" } as const;
    await add(opened, order({ no: "SB0001", code: "123456", validMs: MINUTE_MS }));
    await add(opened, order({ no: "SB0002", ...shown }));
    await add(opened, order({ no: "SB0003", ...shown, createdAtMs: START_MS + 1 }));
    await add(opened, order({ no: "SB0004", channel: "m1", createdAtMs: START_MS + 2 }));
    expect((await orders.byCode(SHOP, "123456"))?.order.no).toBe("SB0001");
    expect(await orders.byCode("museum", "123456")).toBeNull();
    expect(await orders.byCode(SHOP, "")).toBeNull();
    const place = { channel: "m1", product: "latte" };
    expect((await orders.shownAt(SHOP, place))?.order.no).toBe("SB0003");
    expect(await orders.shownAt(SHOP, { ...place, product: "cake" })).toBeNull();
    expect(numbers(await orders.ofFollower(SHOP, "o1", 9))).toEqual(["SB0004", "SB0001"]);
    expect(numbers(await orders.ofFollower(SHOP, "o1", 1))).toEqual(["SB0004"]);
  });

  test("what the platform is to be asked about is lent to one asker at a time", async () => {
    const [one, other] = [await open(), await open()];
    await add(one, order({ prepay: { is: "wx1", untilMs: START_MS + 9, askedAtMs: START_MS } }));
    const { checkAtMs } = (await one.library.orders.find(SHOP, "SB0001")) ?? { checkAtMs: 0 };
    expect(checkAtMs).toBeGreaterThan(START_MS);
    expect(await one.library.orders.takeDue(9, MINUTE_MS)).toEqual([]);
    clock.nowMs = checkAtMs;
    const taken = await Promise.all(
      [one, other].map(({ library }) => library.orders.takeDue(9, MINUTE_MS)),
    );
    expect(taken.flat().map(({ account, row }) => [account, row.order.no])).toEqual([
      [SHOP, "SB0001"],
    ]);
    clock.nowMs += MINUTE_MS;
    expect(await other.library.orders.takeDue(9, MINUTE_MS)).toHaveLength(1);
  });
};

const told = ({ open }: Stage): void => {
  test("a notice is kept once; what could not be applied is listed, newest first", async () => {
    const { orders } = (await open()).library;
    const unknown = notice("n1", { state: "unknown" });
    const refused = notice("n2", {
      state: "refused",
      code: "pay-wrong-amount",
      atMs: START_MS + 1,
    });
    for (const one of [unknown, refused, notice("n3"), { ...unknown, code: "again" }])
      await orders.keep(SHOP, one);
    expect(await orders.troubles(SHOP, 9)).toEqual([refused, unknown]);
    expect(await orders.troubles(SHOP, 1)).toEqual([refused]);
    expect(await orders.noticesOf(SHOP, "SB0001")).toHaveLength(3);
    expect(await orders.noticesOf("museum", "SB0001")).toEqual([]);
  });

  test("a day's trades are what was paid or went back in it", async () => {
    const opened = await open();
    const { orders } = opened.library;
    const DAY_MS = 86_400_000;
    const late = refund("RF1", { doneAtMs: START_MS + DAY_MS });
    await add(opened, order({ no: "SB0001", paid: paid(START_MS), refunds: [late] }));
    await add(opened, order({ no: "SB0002", paid: paid(START_MS + DAY_MS) }));
    await add(opened, order({ no: "SB0003" }));
    const on = async (day: number) =>
      numbers(
        await orders.tradedIn(SHOP, {
          fromMs: START_MS + day * DAY_MS,
          untilMs: START_MS + (day + 1) * DAY_MS,
        }),
      ).toSorted();
    expect(await on(0)).toContain("SB0001");
    expect(await on(0)).not.toContain("SB0002");
    expect(await on(1)).toEqual(["SB0001", "SB0002"]);
    expect(await on(2)).toEqual([]);
  });

  test("a day compared again replaces what was found, a merchant each", async () => {
    const { orders } = (await open()).library;
    const bill = (of: Partial<BillDay>): BillDay => ({
      ...{ day: "2026-11-22", mchid: "1900000001", state: "equal", code: "", trades: 1 },
      ...{ paidFen: 3980, refundFen: 0, differences: [], atMs: START_MS },
      ...of,
    });
    const off = { what: "paid", no: "SB0001", refundNo: "", ours: null, theirs: 3980 } as const;
    const differs = bill({ state: "differs", differences: [off] });
    const second = bill({ mchid: "1900000002" });
    const newest = bill({ day: "2026-11-23", state: "failed", code: "pay-unreachable" });
    for (const one of [bill({}), second, differs, newest]) await orders.keepBill(SHOP, one);
    expect(await orders.bills(SHOP, 9)).toEqual([newest, differs, second]);
    expect(await orders.bills(SHOP, 1)).toEqual([newest]);
    expect(await orders.bills("museum", 9)).toEqual([]);
  });
};

export const orderCases = (stage: Stage): void => {
  describe("orders", () => {
    for (const cases of [life, found, told]) cases(stage);
  });
};
