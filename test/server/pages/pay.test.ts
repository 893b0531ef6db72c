import { describe, expect, test } from "vitest";
import { newFollower } from "../../../engine/apply-changes.ts";
import { placeMark } from "../../../server/pages/price-address.ts";
import { hearTransaction } from "../../../server/pay/hear.ts";
import type { Wish } from "../../../server/pay/order-desk.ts";
import { placeOrder } from "../../../server/pay/order-desk.ts";
import { APPID, fakePay, MCHID } from "../pay/fake-pay.ts";
import type { Rig } from "./rig.ts";
import { Browser, openRig, send, tokenIn, walk } from "./rig.ts";

const account = {
  staff: "店员",
  channels: [{ id: "machine-*", name: "售货机", permanent: true, tags: [] }],
  products: [
    { id: "cola", name: "可乐<1>", priceFen: 350, valid: "", stock: null },
    { id: "cake", name: "蛋糕券", priceFen: 5_000, valid: "30d", stock: null },
  ],
};
const MACHINE = { account: "shop", channel: "machine-7" };
const FROM = { account: "shop", mchid: MCHID, appid: APPID };

/** Pages before a WeChat Pay that a test plays. */
const openShop = async () => {
  const clock = { ms: Date.now() };
  const pay = fakePay(() => clock.ms);
  const rig = await openRig({ account, clients: pay.clients });
  const order = async (openid: string, of: Partial<Wish> = {}): Promise<string> => {
    const wish = { key: `${openid}${of.product}`, product: "cola", amountFen: 0, channel: "" };
    const placed = await placeOrder(rig.orders, "shop", { ...wish, way: "jsapi", openid, ...of });
    return placed.row?.order.no ?? "";
  };
  const hear = (no: string, openid: string) =>
    hearTransaction(rig.orders, FROM, { told: pay.pay(no, openid), origin: null });
  return { rig, pay, order, hear };
};
const open = (rig: Rig, browser: Browser, path: string) =>
  walk(browser, `${rig.url}/p/shop/${path}`);
const codeIn = (text: string): string =>
  (/class="code lead">([\d ]+)</.exec(text)?.[1] ?? "").replaceAll(" ", "");

describe("the page that pays", () => {
  test("shows what and how much, opens WeChat's window, and believes only the platform", async () => {
    const { rig, pay, order } = await openShop();
    const { browser, openid } = await rig.phoneOf("小明");
    const no = await order(openid);
    const offer = await open(rig, browser, `pay?of=${no}`);
    expect(offer.text).toContain("可乐&lt;1&gt;");
    expect(offer.text).toContain("¥3.50");
    const fields = { token: tokenIn(offer), of: no };
    const window = await send(browser, `${rig.url}/p/shop/pay`, fields);
    expect(window.text).toContain(`data-package="prepay_id=wx${no}"`);
    const back = await open(rig, browser, `pay?of=${no}&paid=1`);
    expect(back.text).toContain("正在确认付款");
    expect(back.text).toContain('http-equiv="refresh"');
    pay.pay(no, openid);
    const done = await open(rig, browser, `pay?of=${no}&paid=1`);
    expect(done.text).toContain("付款成功");
    expect(codeIn(done.text)).toBe("");
    expect((await rig.happened()).map((event) => event.kind === "payment" && event.state)).toEqual([
      "created",
      "paid",
    ]);
  });

  test("is its buyer's alone", async () => {
    const { rig, order } = await openShop();
    const mine = await rig.phoneOf("小明");
    const theirs = await rig.phoneOf("小红");
    const no = await order(mine.openid);
    const seen = await open(rig, theirs.browser, `pay?of=${no}`);
    expect([seen.status, seen.text.includes("没有这笔订单")]).toEqual([404, true]);
    const own = await open(rig, theirs.browser, "orders");
    const stolen = await send(theirs.browser, `${rig.url}/p/shop/pay`, {
      token: tokenIn(own),
      of: no,
    });
    expect(stolen.status).toBe(403);
    expect((await open(rig, mine.browser, "orders")).text).toContain(no);
    expect(own.text).toContain("还没有订单");
  });

  test("says so when WeChat Pay does not answer, or it is too late", async () => {
    const { rig, pay, order } = await openShop();
    const { browser, openid } = await rig.phoneOf("小明");
    const no = await order(openid);
    const offer = await open(rig, browser, `pay?of=${no}`);
    pay.fail("jsapi", "pay-timeout", "soon");
    const fields = { token: tokenIn(offer), of: no };
    const seen = await send(browser, `${rig.url}/p/shop/pay`, fields);
    expect([seen.status, seen.text.includes("暂时不能付款")]).toEqual([502, true]);
    rig.clock.ms += 2 * 3_600_000;
    expect((await open(rig, browser, `pay?of=${no}`)).text).toContain("请重新下单");
  });
});

describe("the page that redeems", () => {
  const staff = async (rig: Rig, name: string) => {
    const phone = await rig.phoneOf(name);
    const follower = { ...newFollower(), tags: ["店员"], followedAtMs: 1 };
    await rig.library.followers.save("shop", phone.openid, follower);
    return phone;
  };

  test("redeems a voucher once: scanned or typed, looked at, confirmed", async () => {
    const { rig, order, hear, pay } = await openShop();
    const buyer = await rig.phoneOf("小明");
    const no = await order(buyer.openid, { product: "cake" });
    const offer = await open(rig, buyer.browser, `pay?of=${no}`);
    await send(buyer.browser, `${rig.url}/p/shop/pay`, { token: tokenIn(offer), of: no });
    expect(pay.asked).toContain("jsapi");
    await hear(no, buyer.openid);
    const shown = await open(rig, buyer.browser, `pay?of=${no}`);
    expect(shown.text).toContain('<svg class="qr"');
    const code = codeIn(shown.text);
    expect(code).toMatch(/^\d{16}$/);

    const { browser } = await staff(rig, "店员小王");
    const scanned = await open(rig, browser, `redeem?of=${code}`);
    expect(scanned.text).toContain("核销这张券？");
    const at = `${rig.url}/p/shop/redeem`;
    const token = tokenIn(scanned);
    const typed = await send(browser, at, { token, code: ` ${code.slice(0, 8)} ${code.slice(8)}` });
    expect(typed.text).toContain("核销这张券？");
    const done = await send(browser, at, { token, code, step: "redeem" });
    expect(done.text).toContain("核销成功");
    const again = await send(browser, at, { token, code, step: "redeem" });
    expect([again.status, again.text.includes("订单已核销")]).toEqual([409, true]);
    expect((await send(browser, at, { token, code: "1234" })).text).toContain("没有这张券");
    expect(codeIn((await open(rig, buyer.browser, `pay?of=${no}`)).text)).toBe("");
  });

  test("is for staff alone, who lose the right with the tag", async () => {
    const { rig } = await openShop();
    const { browser, openid } = await staff(rig, "店员小王");
    const first = await open(rig, browser, "redeem");
    expect(first.status).toBe(200);
    const known = await rig.library.followers.find("shop", openid);
    const left = { ...(known ?? newFollower()), tags: [] };
    await rig.library.followers.save("shop", openid, left);
    expect((await open(rig, browser, "redeem")).status).toBe(403);
    const fields = { token: tokenIn(first), code: "1", step: "redeem" };
    expect((await send(browser, `${rig.url}/p/shop/redeem`, fields)).status).toBe(403);
    const other = await rig.phoneOf("小明");
    expect((await open(rig, other.browser, "redeem")).status).toBe(403);
  });
});

describe("the price on a machine's screen", () => {
  const machine = (rig: Rig, of: string) =>
    new Browser().open(`${rig.url}/p/shop/price?of=${of}&by=${placeMark(rig.mark, MACHINE)}`);

  test("shows one code until somebody pays, thanks, and shows the next", async () => {
    const { rig, pay, hear } = await openShop();
    const first = await machine(rig, "machine-7.cola");
    expect(first.text).toContain("¥3.50");
    expect(first.text).toContain('<svg class="qr"');
    expect((await machine(rig, "machine-7.cola")).text).toBe(first.text);
    expect(pay.asked).toEqual(["native"]);
    const [no = ""] = [...pay.trades.keys()];
    await hear(no, "oWhoever");
    expect((await machine(rig, "machine-7.cola")).text).toContain("付款成功");
    rig.clock.ms += 15_000;
    const next = await machine(rig, "machine-7.cola");
    expect(next.text).toContain('<svg class="qr"');
    expect(next.text).not.toBe(first.text);
    const [event] = await rig.happened();
    expect(event).toMatchObject({
      kind: "payment",
      state: "paid",
      follower: "oWhoever",
      order: { product: "cola", channel: "machine-7" },
    });
  });

  test("lets people choose, and makes no order for an address that nobody marked", async () => {
    const { rig, pay } = await openShop();
    const choice = await machine(rig, "machine-7");
    expect(choice.text).toContain("machine-7.cola");
    expect((await machine(rig, "machine-8.cola")).status).toBe(502);
    expect((await machine(rig, "poster.cola")).status).toBe(502);
    expect(pay.asked).toEqual([]);
  });
});
