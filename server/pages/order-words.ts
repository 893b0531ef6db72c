import type { OrderState } from "../../engine/index.ts";
import { yuanText } from "../../engine/index.ts";
import { expiresAtMs } from "../pay/order-machine.ts";
import { spacedCode } from "../pay/order-numbers.ts";
import type { OrderRow } from "../storage/orders.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import type { Language } from "./language.ts";
import { say } from "./language.ts";
import type { Visit } from "./page.ts";

const STATES: Readonly<Record<OrderState, readonly [zh: string, en: string]>> = {
  created: ["待付款", "To be paid"],
  paying: ["待付款", "To be paid"],
  closed: ["已关闭", "Closed"],
  paid: ["已付款", "Paid"],
  redeemed: ["已核销", "Redeemed"],
  refunding: ["退款中", "Being refunded"],
  refunded: ["已退款", "Refunded"],
};
/** An order's state in the buyer's words. */
export const stateText = (state: OrderState, language: Language): string =>
  say(language, ...STATES[state]);

/** A moment on the wall of the account's zone. */
export const momentText = (atMs: number, { account, language }: Visit): string =>
  new Intl.DateTimeFormat(language, {
    timeZone: account.timezone,
    dateStyle: "medium",
    timeStyle: "short",
  }).format(atMs);

export const yuan = (fen: number): string => `¥${yuanText(fen)}`;

/** A line: what, and how much. */
export const line = (name: string, value: string): Html =>
  html`<div class="cell"><span class="name">${name}</span><span class="value">${value}</span></div>`;

/** What anybody who may see an order sees of it. */
export const orderLines = ({ order, state, refundedFen }: OrderRow, visit: Visit): Html => {
  const { language } = visit;
  const untilMs = expiresAtMs(order);
  return html`<div class="cells">${[
    line(say(language, "商品", "Product"), order.title),
    line(say(language, "金额", "Amount"), yuan(order.amountFen)),
    line(say(language, "状态", "State"), stateText(state, language)),
    refundedFen === 0 ? null : line(say(language, "已退", "Refunded"), yuan(refundedFen)),
    untilMs === null
      ? null
      : line(say(language, "有效期至", "Good until"), momentText(untilMs, visit)),
    order.redeemed === null
      ? null
      : line(say(language, "核销时间", "Redeemed"), momentText(order.redeemed.atMs, visit)),
    line(say(language, "下单时间", "Ordered"), momentText(order.createdAtMs, visit)),
    line(say(language, "订单号", "Order"), order.no),
  ]}</div>`;
};

/** Whether its buyer can still use it with a code. */
export const isOpenVoucher = ({ order, state }: OrderRow): boolean =>
  order.code !== "" && state === "paid";

/** The code as it stands beside its picture. */
export const codeText = (code: string): Html => html`<p class="code lead">${spacedCode(code)}</p>`;
