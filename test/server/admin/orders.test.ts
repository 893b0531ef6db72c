import { expect, it } from "vitest";
import { hearTransaction } from "../../../server/pay/hear.ts";
import { placeOrder, prepayOrder } from "../../../server/pay/order-desk.ts";
import { APPID, MCHID } from "../pay/fake-pay.ts";
import { ACCOUNT, PASSWORD, RULES, startAdmin } from "./rig.ts";

const PRODUCTS = "products:\n  - { id: cake, name: 蛋糕券, price: 50.00, valid: 30d }\n";
const FROM = { account: "coffee", mchid: MCHID, appid: APPID };
const params = { account: "coffee" };

const openShop = async () => {
  const rig = await startAdmin();
  const boss = await rig.setUp();
  await rig.importAccount("coffee", {
    "account.yaml": ACCOUNT,
    "rules.yaml": RULES,
    "products.yaml": PRODUCTS,
  });
  const sell = async (key: string, isPaid: boolean): Promise<string> => {
    const wish = { key, way: "jsapi", openid: `o-${key}`, product: "cake", amountFen: 0 } as const;
    const placed = await placeOrder(rig.orders, "coffee", { ...wish, channel: "poster-01" });
    if (!placed.ok) throw new Error(placed.code);
    await prepayOrder(rig.orders, "coffee", placed.row);
    const { no } = placed.row.order;
    rig.clock.nowMs += 1_000;
    if (isPaid)
      await hearTransaction(rig.orders, FROM, {
        told: rig.pay.pay(no),
        origin: { id: `EV-${no}` },
      });
    return no;
  };
  return { ...rig, boss, sell };
};

it("lists orders newest first, a page at a time, by state, product, follower and words, with their sums", async () => {
  const { boss, sell } = await openShop();
  const nos = [await sell("a", true), await sell("b", false), await sell("c", true)];
  const list = (query: object = {}) =>
    boss.get("GET /accounts/:account/orders", { params, query: query as never });
  const all = await list();
  expect(all.orders.map(({ no }) => no)).toEqual([...nos].reverse());
  expect(all.sums).toEqual({ orders: 3, paidFen: 10_000, refundedFen: 0 });
  const first = await list({ limit: 2 });
  expect(first.orders).toHaveLength(2);
  const second = await list({ limit: 2, before: first.next });
  expect(second.orders.map(({ no }) => no)).toEqual([nos[0]]);
  expect(second.next).toBeNull();
  const found = async (query: object) => (await list(query)).orders.map(({ no }) => no);
  expect(await found({ state: "paying" })).toEqual([nos[1]]);
  expect(await found({ follower: "o-a" })).toEqual([nos[0]]);
  expect(await found({ search: nos[2]?.slice(3, 15) })).toEqual([nos[2]]);
  expect(await found({ search: "POSTER" })).toHaveLength(3);
  expect(await found({ product: "latte" })).toEqual([]);
  expect(await found({ search: "100%" })).toEqual([]);
});

it("shows what happened to an order; its code whole only to who may refund", async () => {
  const { boss, sell, person } = await openShop();
  const no = await sell("a", true);
  const at = { params: { ...params, order: no } };
  const detail = await boss.get("GET /accounts/:account/orders/:order", at);
  expect(detail.timeline.map(({ what }) => what)).toEqual(["created", "prepaid", "paid"]);
  expect(detail.notices).toMatchObject([{ id: `EV-${no}`, state: "applied", why: null }]);
  expect(detail).toMatchObject({ refundableFen: 5_000, transactionId: `4200${no}` });
  expect(detail.code).toMatch(/^(\d{4} ){3}\d{4}$/);
  const viewer = await person(boss, "viewer");
  const seen = await viewer.get("GET /accounts/:account/orders/:order", at);
  expect(seen.code).toBe(`•••• ${detail.code.slice(-4)}`);
  expect(
    (
      await boss.ask("GET /accounts/:account/orders/:order", {
        params: { ...params, order: "000000" },
      })
    ).status,
  ).toBe(404);
});

it("gives money back with reason and right, once for one key, and writes down who did it", async () => {
  const { boss, sell, person, pay } = await openShop();
  const no = await sell("a", true);
  const given = {
    params: { ...params, order: no },
    body: { fen: 2_000, reason: "蛋糕塌了", key: "key-00001" },
  };
  const agent = await person(boss, "agent");
  expect((await agent.ask("POST /accounts/:account/orders/:order/refund", given)).status).toBe(403);
  const refund = (more: object = {}) =>
    boss.get("POST /accounts/:account/orders/:order/refund", {
      ...given,
      body: { ...given.body, ...more },
    });
  expect(await refund()).toMatchObject({ state: "refunding", why: null });
  expect(await refund()).toMatchObject({ state: "refunding", why: null });
  expect([...pay.refunds.values()]).toMatchObject([{ refundFen: 2_000, totalFen: 5_000 }]);
  expect(await refund({ fen: 3_001, key: "key-00002" })).toMatchObject({
    why: { code: "refund-too-much" },
  });
  const { timeline } = await boss.get("GET /accounts/:account/orders/:order", {
    params: given.params,
  });
  expect(timeline.at(-1)).toMatchObject({
    what: "refund-asked",
    by: "老板",
    fen: 2_000,
    text: "蛋糕塌了",
  });
  const { entries } = await boss.get("GET /audit", { query: {} });
  expect(entries.filter(({ what }) => what.includes("refund"))).toHaveLength(3);
});

it("shows what fits no order, and days against the bill", async () => {
  const { boss, sell, pay, orders, clock } = await openShop();
  const no = await sell("a", true);
  const cheap = { ...pay.pay(no), totalFen: 1 };
  await hearTransaction(orders, FROM, { told: cheap, origin: { id: "EV-X" } });
  const { troubles } = await boss.get("GET /accounts/:account/order-troubles", { params });
  expect(troubles).toMatchObject([{ no, state: "refused", why: { code: "pay-wrong-amount" } }]);
  const day = new Date(clock.nowMs + 8 * 3_600_000).toISOString().slice(0, 10);
  const compare = (of: string) =>
    boss.ask("POST /accounts/:account/bills", { params, body: { day: of } });
  expect((await compare(day)).status).toBe(400);
  clock.nowMs += 86_400_000;
  await boss.get("POST /login", { body: { name: "boss", password: PASSWORD } });
  expect(await compare(day)).toMatchObject({
    status: 200,
    body: {
      bills: [
        { day, state: "differs", differences: [{ what: "paid", no, ours: 5_000, theirs: null }] },
      ],
    },
  });
  const { bills } = await boss.get("GET /accounts/:account/bills", { params });
  expect(bills).toHaveLength(1);
});
