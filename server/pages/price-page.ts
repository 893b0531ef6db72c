import type { Product } from "../../engine/index.ts";
import { findChannel } from "../../engine/index.ts";
import { hasRight } from "../../engine/limits.ts";
import { payableUntilMs } from "../pay/check-times.ts";
import { placeOrder, prepayOrder } from "../pay/order-desk.ts";
import type { OrderRow } from "../storage/orders.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { say } from "./language.ts";
import { result } from "./layout.ts";
import { isSame } from "./marks.ts";
import { yuan } from "./order-words.ts";
import type { Page, PageAnswer, PageDesk, Visit } from "./page.ts";
import { placeMark } from "./price-address.ts";
import { qrPicture } from "./qr-picture.ts";

const REFRESH_S = 3;
/** How long the screen thanks whoever paid. */
const THANKS_MS = 12_000;
/** A code that is about to end is not shown. */
const LEFT_MS = 10 * 60_000;

/** `machine-00042`, or `machine-00042.cola`. */
const partsOf = (subject: string): readonly [channel: string, product: string] => {
  const dot = subject.indexOf(".");
  return dot < 0 ? [subject, ""] : [subject.slice(0, dot), subject.slice(dot + 1)];
};

const choose = (visit: Visit, channel: string): Html => {
  const { account, language, path, by } = visit;
  const cells = account.products.map(
    ({ id, name, priceFen }) =>
      html`<a class="cell entry" href="${path}?of=${channel}.${id}&amp;by=${by}"><span class="name">${name}</span><span class="value">${yuan(priceFen)}</span></a>`,
  );
  return html`<h1>${say(language, "请选择", "Please choose")}</h1><div class="cells">${cells}</div>`;
};

const thanks = ({ order }: OrderRow, { language }: Visit): PageAnswer => ({
  refreshS: REFRESH_S,
  body: result({
    title: say(language, "付款成功", "Paid"),
    text: `${order.title} ${yuan(order.amountFen)}`,
    isGood: true,
  }),
});

/** The newest code of this place: thanks while it is just paid, itself while it can be paid, else a new one. */
const current = async (
  visit: Visit,
  desk: PageDesk,
  at: { readonly channel: string; readonly product: string },
) => {
  const { account } = visit;
  const nowMs = desk.nowMs(account.id);
  const last = await desk.orders.orders.shownAt(account.id, at);
  const paidAtMs = last?.order.paid?.atMs ?? null;
  if (last !== null && paidAtMs !== null && nowMs - paidAtMs < THANKS_MS) return { thanks: last };
  const isOpen = last !== null && (last.state === "created" || last.state === "paying");
  if (isOpen && payableUntilMs(last.order) - nowMs > LEFT_MS) return { open: last };
  const key = `price:${at.channel}:${at.product}:${last?.order.no ?? ""}`;
  const wish = { key, way: "native", openid: "", amountFen: 0, ...at } as const;
  const placed = await placeOrder(desk.orders, account.id, wish);
  return placed.ok ? { open: placed.row } : { failed: placed.code };
};

const unavailable = ({ language }: Visit, code: string): PageAnswer => ({
  status: code === "pay-sold-out" ? 200 : 502,
  refreshS: 30,
  body: result({
    title:
      code === "pay-sold-out"
        ? say(language, "卖完了", "Sold out")
        : say(language, "暂停收款", "No payments just now"),
    text: say(language, "请选别的，或稍后再来。", "Please choose another, or come back later."),
    isGood: false,
  }),
});

const price = async (
  visit: Visit,
  desk: PageDesk,
  of: { readonly channel: string; readonly product: Product },
): Promise<PageAnswer> => {
  const { language, account } = visit;
  const { channel, product } = of;
  const found = await current(visit, desk, { channel, product: product.id });
  if ("thanks" in found) return thanks(found.thanks, visit);
  if ("failed" in found) return unavailable(visit, found.failed);
  const payable = await prepayOrder(desk.orders, account.id, found.open);
  if (!payable.ok) return unavailable(visit, payable.code);
  const label = say(language, "微信扫码付款", "Scan with WeChat to pay");
  return {
    refreshS: REFRESH_S,
    body: html`<h1>${product.name}</h1><p class="price">${yuan(payable.row.order.amountFen)}</p>${qrPicture(payable.prepay, label)}<p class="lead">${label}</p>`,
  };
};

/**
 * What a machine's screen shows: its products, the price with a code that whoever stands there scans and pays, and thanks
 * when it is paid. Its address is marked, so that nobody else makes orders for a machine; the machine drops what the
 * account's `payment` rules tell it to.
 */
export const pricePage: Page = {
  name: "price",
  title: { "zh-CN": "扫码付款", en: "Scan to pay" },
  scope: "nobody",
  show: async (visit, desk) => {
    const { account, subject, by } = visit;
    const [channel, id] = partsOf(subject);
    const isOurs = findChannel(account, channel) !== undefined && hasRight(account, "pay");
    if (!isOurs || !isSame(by, placeMark(desk.mark, { account: account.id, channel })))
      return unavailable(visit, "order-unknown");
    const only = account.products.length === 1 ? account.products[0] : undefined;
    const product = account.products.find((one) => one.id === id) ?? only;
    return product === undefined
      ? { body: choose(visit, channel) }
      : price(visit, desk, { channel, product });
  },
};
