import { payableUntilMs } from "../pay/check-times.ts";
import { lookAtOrder, prepayOrder } from "../pay/order-desk.ts";
import type { JsapiPayParams } from "../pay/pay-client.ts";
import type { OrderRow } from "../storage/orders.ts";
import { form } from "./form.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { say } from "./language.ts";
import { backToChat, result } from "./layout.ts";
import { codeText, isOpenVoucher, orderLines, yuan } from "./order-words.ts";
import type { Page, PageAnswer, PageDesk, Visit } from "./page.ts";
import { qrPicture } from "./qr-picture.ts";

/** A page that waits for the platform asks again after so many seconds. */
const WAIT_S = 3;

const isUnpaid = ({ state }: OrderRow): boolean => state === "created" || state === "paying";

/** What a voucher's buyer shows: staff who scan it with WeChat land on the page that redeems it. */
export const voucherOf = (row: OrderRow, { account, language, publicUrl }: Visit): Html | null => {
  if (!isOpenVoucher(row)) return null;
  const { code } = row.order;
  const url = `${publicUrl}/p/${account.id}/redeem?of=${code}`;
  const label = say(language, "券码，请店员扫", "Voucher code, for the staff to scan");
  return html`<div class="voucher">${qrPicture(url, label)}${codeText(code)}</div>`;
};

const gone = (visit: Visit): PageAnswer => {
  const { language } = visit;
  return {
    status: 404,
    body: result({
      title: say(language, "没有这笔订单", "No such order"),
      text: say(language, "请回到公众号重新下单。", "Please order again in the account."),
      isGood: false,
    }),
  };
};

const ended = (row: OrderRow, visit: Visit): PageAnswer => {
  const { language } = visit;
  const more = html`${voucherOf(row, visit)}${orderLines(row, visit)}${backToChat(language)}`;
  const isGood = row.state !== "closed" && !isUnpaid(row);
  const texts: Readonly<Record<string, readonly [string, string]>> = {
    paid: ["付款成功", "Paid"],
    redeemed: ["已核销", "Redeemed"],
    refunding: ["退款中", "Being refunded"],
    refunded: ["已退款", "Refunded"],
  };
  const title = say(language, ...(texts[row.state] ?? ["订单已关闭", "This order is closed"]));
  const text = isGood
    ? say(language, "订单详情如下。", "This is your order.")
    : say(language, "没有付款，请重新下单。", "It was not paid. Please order again.");
  return { body: result({ title, text, isGood, more }) };
};

const offer = (row: OrderRow, visit: Visit, wrong: string | null): Html => {
  const { language } = visit;
  const { order } = row;
  return html`<p class="lead">${order.title}</p><p class="price">${yuan(order.amountFen)}</p>${
    wrong === null ? null : html`<p class="mistake" role="alert">${wrong}</p>`
  }${form(
    visit,
    html`<input type="hidden" name="of" value="${order.no}"><button class="button" type="submit">${say(language, "微信支付", "Pay with WeChat")}</button>`,
  )}${orderLines(row, visit)}`;
};

/** WeChat's own window opens over this page; what the payer did there is told to us by the platform alone. */
const paying = (row: OrderRow, visit: Visit, params: JsapiPayParams): Html => {
  const { language, path } = visit;
  const url = `${path}?of=${row.order.no}`;
  return html`<p class="lead">${row.order.title}</p><p class="price">${yuan(row.order.amountFen)}</p><div id="pay" hidden data-timestamp="${params.timestamp}" data-nonce="${params.nonceStr}" data-package="${params.package}" data-sign="${params.paySign}" data-done="${url}&amp;paid=1"></div><p class="lead" role="status">${say(language, "请在微信支付窗口里付款。", "Please pay in WeChat's window.")}</p><a class="button plain" href="${url}&amp;paid=1">${say(language, "我已付款，查看结果", "I have paid: show the result")}</a><a class="button plain" href="${url}">${say(language, "重新付款", "Try again")}</a>`;
};

/** Looks at the buyer's own order, with what the platform knows of it when it may have been paid. */
const orderOf = async (visit: Visit, desk: PageDesk, no: string): Promise<OrderRow | null> => {
  const { account, openid } = visit;
  const row = await desk.orders.orders.find(account.id, no);
  if (row === null || row.order.openid !== openid) return null;
  if (row.state !== "paying") return row;
  const looked = await lookAtOrder(desk.orders, account.id, row);
  return looked.row ?? row;
};

const waiting = (row: OrderRow, visit: Visit): PageAnswer => {
  const { language, path } = visit;
  return {
    refreshS: WAIT_S,
    body: html`<h1>${say(language, "正在确认付款", "Confirming the payment")}</h1><p class="lead" role="status">${say(language, "一般几秒钟，请不要重复付款。", "It takes a few seconds. Please do not pay twice.")}</p><a class="button plain" href="${path}?of=${row.order.no}">${say(language, "还没有付款", "I have not paid")}</a>`,
  };
};

/** Pays an order: what it is, what it costs, WeChat's own window, and what became of it. */
export const payPage: Page = {
  name: "pay",
  title: { "zh-CN": "付款", en: "Pay" },
  scope: "snsapi_base",
  jsApis: ["chooseWXPay"],
  show: async (visit, desk) => {
    const row = await orderOf(visit, desk, visit.subject);
    if (row === null) return gone(visit);
    if (!isUnpaid(row)) return ended(row, visit);
    if (payableUntilMs(row.order) <= desk.nowMs(visit.account.id))
      return ended({ ...row, state: "closed" }, visit);
    if (visit.isReturning && row.state === "paying") return waiting(row, visit);
    return { body: offer(row, visit, null) };
  },
  take: async (visit, read, desk) => {
    const row = await orderOf(visit, desk, read("of"));
    if (row === null) return gone(visit);
    if (!isUnpaid(row)) return ended(row, visit);
    const payable = await prepayOrder(desk.orders, visit.account.id, row);
    if (payable.ok && payable.params !== null)
      return { body: paying(payable.row, visit, payable.params) };
    if (!payable.ok && payable.code === "order-late")
      return ended({ ...row, state: "closed" }, visit);
    const { language } = visit;
    const wrong = say(
      language,
      "暂时不能付款，请稍后再试。",
      "It cannot be paid just now. Please try again in a while.",
    );
    return { status: 502, body: offer(row, visit, wrong) };
  },
};
