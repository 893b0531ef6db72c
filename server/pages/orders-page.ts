import type { OrderRow } from "../storage/orders.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { say } from "./language.ts";
import { backToChat } from "./layout.ts";
import { momentText, stateText, yuan } from "./order-words.ts";
import type { Page, Visit } from "./page.ts";

const SHOWN = 30;

const entry = ({ order, state }: OrderRow, visit: Visit): Html =>
  html`<a class="cell entry" href="/p/${visit.account.id}/pay?of=${order.no}"><span class="name">${order.title}<small>${momentText(order.createdAtMs, visit)}</small></span><span class="value">${yuan(order.amountFen)}<small>${stateText(state, visit.language)}</small></span></a>`;

/** What a follower bought; each opens with its code. */
export const ordersPage: Page = {
  name: "orders",
  title: { "zh-CN": "我的订单", en: "My orders" },
  scope: "snsapi_base",
  show: async (visit, desk) => {
    const { account, openid, language } = visit;
    const rows = await desk.orders.orders.ofFollower(account.id, openid, SHOWN);
    const list =
      rows.length === 0
        ? html`<p class="lead">${say(language, "还没有订单。", "No orders yet.")}</p>`
        : html`<div class="cells">${rows.map((row) => entry(row, visit))}</div>`;
    return {
      body: html`<h1>${say(language, "我的订单", "My orders")}</h1>${list}${backToChat(language)}`,
    };
  },
};
