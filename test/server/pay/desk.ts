import { randomUUID } from "node:crypto";
import type { InboundEvent, Product } from "../../../engine/index.ts";
import type { OrderDeskDeps, Wish } from "../../../server/pay/order-desk.ts";
import { placeOrder, prepayOrder } from "../../../server/pay/order-desk.ts";
import { orderNumbers } from "../../../server/pay/order-numbers.ts";
import type { OrderRow } from "../../../server/storage/orders.ts";
import { settings } from "../../builders.ts";
import { handClock, memoryLog, sharedDatabase } from "../wechat/rig.ts";
import { APPID, fakePay, MCHID } from "./fake-pay.ts";

export const ACCOUNT = "coffee";
export const FROM = { account: ACCOUNT, mchid: MCHID, appid: APPID };
export const START_MS = Date.parse("2026-11-23T10:00:00+08:00");
const voucher: Product = { id: "cake", name: "蛋糕券", priceFen: 5_000, valid: "30d", stock: 3 };
const latte: Product = { id: "latte", name: "拿铁", priceFen: 2_800, valid: "", stock: null };

/** The desk of orders over a real database, before a WeChat Pay that a test plays. */
export const openDesk = async () => {
  const clock = handClock(START_MS);
  const open = await sharedDatabase(clock.nowMs);
  const { library, store } = open();
  const log = memoryLog();
  const pay = fakePay(clock.nowMs);
  const account = settings({ id: ACCOUNT, products: [latte, voucher] });
  const desk: OrderDeskDeps = {
    orders: library.orders,
    clients: pay.clients,
    settings: async () => account,
    nowMs: clock.nowMs,
    numbers: orderNumbers(Buffer.alloc(32, 7)),
    notifyUrl: (id, mchid) => `https://shop.example/pay/${id}/${mchid}`,
    log,
  };
  const wish = (of: Partial<Wish> = {}): Wish => ({
    key: randomUUID(),
    way: "jsapi",
    openid: "o1",
    product: "latte",
    amountFen: 0,
    channel: "",
    ...of,
  });
  /** An order that somebody is about to pay. */
  const begin = async (of: Partial<Wish> = {}): Promise<OrderRow> => {
    const placed = await placeOrder(desk, ACCOUNT, wish(of));
    if (!placed.ok) throw new Error(placed.code);
    const payable = await prepayOrder(desk, ACCOUNT, placed.row);
    if (!payable.ok) throw new Error(payable.code);
    return payable.row;
  };
  const find = async (no: string): Promise<OrderRow> => {
    const row = await library.orders.find(ACCOUNT, no);
    if (row === null) throw new Error(`${no} is gone`);
    return row;
  };
  /** What the rules are told, oldest first. */
  const told = async (): Promise<readonly string[]> =>
    (await store.takeDue(clock.nowMs(), 1_000))
      .filter((event): event is InboundEvent<"payment"> => event.kind === "payment")
      .map(({ key, state }) => `${state} ${key.split(":")[1]}`);
  return { desk, pay, clock, library, store, log, wish, begin, find, told, account };
};
