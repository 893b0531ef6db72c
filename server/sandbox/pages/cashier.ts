import type { ApiAnswer, OpenCall } from "../api/route.ts";
import { RawAnswer } from "../api/route.ts";
import type { SandboxOrder } from "../pay/orders.ts";
import { CODE_URL } from "../pay/prepay.ts";
import { escapeHtml, page } from "./html.ts";

/** Where the wallet's script stands. */
export const WALLET_PATH = "/sandbox/open/js/wallet.js";
/** Where a code that is paid by scanning leads on this machine. */
export const CASHIER_PATH = "/sandbox/pay/cashier";

const html = (
  status: number,
  { title, body, headers = {} }: { title: string; body: string; headers?: Record<string, string> },
): RawAnswer =>
  new RawAnswer(
    status,
    { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", ...headers },
    page(title, body),
  );

const orderIn = ({ core, query }: OpenCall): SandboxOrder | undefined => {
  const { orders } = core.pay;
  return (
    orders.by("prepayId", query.get("prepay_id") ?? "") ??
    orders.by("codeToken", query.get("code") ?? "")
  );
};

const H5_MS = 300_000;

const choosePhone = (call: OpenCall, account: string): RawAnswer => {
  const people = call.core.followers.page(account, 20, 0).map(({ openid, nickname }) => {
    const query = new URLSearchParams([...call.query, ["openid", openid]]);
    const name = escapeHtml(nickname === "" ? openid : nickname);
    return `<a class="button plain" href="${escapeHtml(`${CASHIER_PATH}?${query}`)}">${name}</a>`;
  });
  return html(200, { title: "这是谁的手机？", body: people.join("") || "<p>还没有粉丝。</p>" });
};

const backOf = (query: URLSearchParams): string => {
  const url = query.get("redirect_url") ?? "";
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : "";
};

/** The page that a Native code or an H5 address opens: whose phone it is, then the wallet. */
export const answerCashier = (call: OpenCall): ApiAnswer => {
  const { core, query, cookies } = call;
  const order = orderIn(call);
  if (order === undefined) return html(404, { title: "没有这笔订单", body: "" });
  const isOld = order.tradeType === "MWEB" && core.time.nowMs() - order.createdAtMs > H5_MS;
  if (isOld) return html(200, { title: "支付链接已过期", body: "" });
  const chosen = query.get("openid");
  const openid = chosen ?? cookies.get(`phone-${order.account}`) ?? "";
  if (openid === "") return choosePhone(call, order.account);
  const data = [
    `data-prepay="${escapeHtml(order.prepayId)}"`,
    `data-code="${escapeHtml(order.codeToken === "" ? "" : CODE_URL + order.codeToken)}"`,
    `data-back="${escapeHtml(backOf(query))}"`,
  ].join(" ");
  const body = `<p data-cashier ${data}></p><script src="${WALLET_PATH}"></script>`;
  const cookie = `phone-${order.account}=${encodeURIComponent(openid)}; Path=/; HttpOnly; SameSite=Lax`;
  const headers: Record<string, string> = chosen === null ? {} : { "set-cookie": cookie };
  return html(200, { title: "微信支付", body, headers });
};
