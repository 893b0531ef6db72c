import { hasRight } from "../../../engine/limits.ts";
import { refusePay } from "./errors.ts";
import type { SandboxOrder, SandboxTradeType } from "./orders.ts";
import type { PayAnswer, PayCall, PayRoute } from "./request.ts";
import { payFen, payText, payTextOr, payTimeIn, payUrl } from "./request.ts";
import { stateAt } from "./trade-json.ts";

const HOUR_MS = 3_600_000;
const PREPAY_MS = 2 * HOUR_MS;
/** An order that says no end can be paid for a week. */
const ORDER_MS = 7 * 24 * HOUR_MS;
const OUT_TRADE_NO = /^[0-9A-Za-z_\-|*]{6,32}$/;

/** The OpenID must be of the very appid that the order names. */
const checkPayer = ({ core, account }: PayCall, openid: string): void => {
  if (core.followers.get(account.id, openid) !== undefined) return;
  const isElsewhere = core.accounts.all().some(({ id }) => core.followers.get(id, openid));
  if (isElsewhere) refusePay("OPENID_MISMATCH");
  refusePay("PARAM_ERROR", "无效的openid", { field: "/payer/openid", value: openid });
};

const checkApp = (call: PayCall): void => {
  const { body, merchant, account } = call;
  if (payText(body, "mchid", { max: 32 }) !== merchant.mchid)
    refusePay("PARAM_ERROR", "mchid与签名的商户号不一致", { field: "/mchid" });
  if (payText(body, "appid", { max: 32 }) !== account.appId) refusePay("APPID_MCHID_NOT_MATCH");
  if (!hasRight(account, "pay")) refusePay("NO_AUTH", "公众号未开通微信支付");
};

type Asked = Pick<
  SandboxOrder,
  | "outTradeNo"
  | "description"
  | "attach"
  | "totalFen"
  | "notifyUrl"
  | "payer"
  | "tradeType"
  | "expiresAtMs"
>;

const askedFor = (call: PayCall, tradeType: SandboxTradeType): Asked => {
  const { body, core } = call;
  checkApp(call);
  const nowMs = core.time.nowMs();
  const expiresAtMs = payTimeIn(body, "time_expire");
  if (expiresAtMs !== null && expiresAtMs <= nowMs)
    refusePay("PARAM_ERROR", "time_expire 必须晚于现在", { field: "/time_expire" });
  const payer = tradeType === "JSAPI" ? payText(body, "payer.openid", { max: 128 }) : "";
  if (tradeType === "MWEB") {
    payText(body, "scene_info.payer_client_ip", { max: 45 });
    payText(body, "scene_info.h5_info.type", { max: 32 });
  }
  const asked = {
    tradeType,
    description: payText(body, "description", { max: 127 }),
    outTradeNo: payText(body, "out_trade_no", { max: 32, pattern: OUT_TRADE_NO }),
    attach: payTextOr(body, "attach", 128),
    notifyUrl: payUrl(body, "notify_url"),
    totalFen: payFen(body, "amount.total"),
    payer,
    expiresAtMs: expiresAtMs ?? nowMs + ORDER_MS,
  };
  const currency = payTextOr(body, "amount.currency", 16);
  if (currency !== "" && currency !== "CNY")
    refusePay("PARAM_ERROR", "仅支持CNY", { field: "/amount/currency", value: currency });
  if (payer !== "") checkPayer(call, payer);
  return asked;
};

const SAME = ["description", "attach", "totalFen", "notifyUrl", "payer", "tradeType"] as const;

/** The same number again is the same order while it says the same. */
const renewed = (call: PayCall, known: SandboxOrder, asked: Asked): SandboxOrder => {
  const { core } = call;
  const nowMs = core.time.nowMs();
  const state = stateAt(known, nowMs);
  if (state === "SUCCESS" || state === "REFUND") refusePay("ORDERPAID");
  if (state === "CLOSED") refusePay("ORDER_CLOSED");
  if (SAME.some((name) => known[name] !== asked[name])) refusePay("OUT_TRADE_NO_USED");
  if (nowMs < known.prepayUntilMs) return known;
  const prepayUntilMs = nowMs + PREPAY_MS;
  return core.pay.orders.change(known, { prepayId: prepayIdOf(call), prepayUntilMs });
};

const prepayIdOf = ({ core }: PayCall): string => {
  const when = new Date(core.time.nowMs() + 8 * HOUR_MS).toISOString().replaceAll(/[-T:.]/g, "");
  return `wx${when.slice(6, 14)}${core.ids.hex("prepay", 22)}0000`;
};

const ordered = (call: PayCall, tradeType: SandboxTradeType): SandboxOrder => {
  const { core, merchant, account } = call;
  const asked = askedFor(call, tradeType);
  const known = core.pay.orders.find(merchant.mchid, asked.outTradeNo);
  if (known !== undefined) return renewed(call, known, asked);
  const nowMs = core.time.nowMs();
  const order: SandboxOrder = {
    ...asked,
    mchid: merchant.mchid,
    account: account.id,
    appid: account.appId,
    prepayId: prepayIdOf(call),
    codeToken: tradeType === "NATIVE" ? core.ids.text("pay-code", 9) : "",
    createdAtMs: nowMs,
    prepayUntilMs: nowMs + PREPAY_MS,
    state: "NOTPAY",
    transactionId: "",
    openid: "",
    paidAtMs: 0,
    refundedFen: 0,
  };
  core.pay.orders.add(order);
  return order;
};

/** What the code of a Native order says. */
export const codeUrlOf = ({ codeToken }: Pick<SandboxOrder, "codeToken">): string =>
  `${CODE_URL}${codeToken}`;
/** What every such code begins with. */
export const CODE_URL = "weixin://wxpay/bizpayurl?pr=";

const prepay = (
  kind: string,
  tradeType: SandboxTradeType,
  answer: (order: SandboxOrder, call: PayCall) => object,
): PayRoute => ({
  method: "POST",
  path: `/v3/pay/transactions/${kind}`,
  answer: (call): PayAnswer => ({ json: answer(ordered(call, tradeType), call) }),
});

/** Prepaying in four ways (contract §6.4). */
export const prepayRoutes: readonly PayRoute[] = [
  prepay("jsapi", "JSAPI", ({ prepayId }) => ({ prepay_id: prepayId })),
  prepay("app", "APP", ({ prepayId }) => ({ prepay_id: prepayId })),
  prepay("native", "NATIVE", (order) => ({ code_url: codeUrlOf(order) })),
  prepay("h5", "MWEB", ({ prepayId }, { core }) => ({
    h5_url: `${core.publicUrl()}/sandbox/pay/cashier?prepay_id=${prepayId}&package=${core.ids.digits("h5", 10)}`,
  })),
];
