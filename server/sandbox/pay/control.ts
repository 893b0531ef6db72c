import { isPaySignedBy, payMessage } from "../../wechat/wire/pay.ts";
import type { ControlCall, ControlRoute } from "../control/route.ts";
import { ControlRefused, needAccount, needText, textOr } from "../control/route.ts";
import { numberIn } from "../json.ts";
import type { SandboxAccount } from "../state/accounts.ts";
import { keysOf } from "./keys.ts";
import type { MerchantChange, SandboxMerchant } from "./merchants.ts";
import type { SandboxOrder } from "./orders.ts";
import type { Paid, WalletAct } from "./pay-order.ts";
import { payOrder } from "./pay-order.ts";
import { CODE_URL } from "./prepay.ts";
import { stateAt } from "./trade-json.ts";

const needMerchant = async (call: ControlCall): Promise<SandboxMerchant> => {
  const mchid = textOr(call, "mchid");
  const account = needAccount(call);
  const found = await call.core.pay.merchants.of(account, mchid === "" ? null : mchid);
  if (found === undefined) throw new ControlRefused(`${mchid} is another account's merchant`);
  return found;
};

/** All that a client of this merchant needs. */
const showMerchant = async (call: ControlCall): Promise<object> => {
  const { core } = call;
  const merchant = await needMerchant(call);
  const { publicKey, serial: publicKeyId } = await core.pay.merchants.platformKey("public-key");
  const { publicKey: own, ...shown } = merchant;
  const appid = needAccount(call).appId;
  return { ...shown, appid, ownPublicKey: own, publicKeyId, publicKey, api: core.publicUrl() };
};

const changeOf = ({ body }: ControlCall): MerchantChange => {
  const change: { -readonly [K in keyof MerchantChange]: MerchantChange[K] } = {};
  const { apiV3Key, proof, notify } = body;
  if (typeof apiV3Key === "string") {
    if (!/^[!-~]{32}$/.test(apiV3Key)) throw new ControlRefused("apiV3Key: expected 32 characters");
    change.apiV3Key = apiV3Key;
  }
  if (proof === "public-key" || proof === "certificate") change.proof = proof;
  if (notify === "send" || notify === "drop") change.notify = notify;
  const probeEvery = numberIn(body, "probeEvery");
  if (probeEvery !== null) change.probeEvery = probeEvery;
  const probeAnswers = numberIn(body, "probeAnswers");
  if (probeAnswers !== null) change.probeAnswers = probeAnswers;
  if ("balanceFen" in body) change.balanceFen = numberIn(body, "balanceFen");
  return change;
};
const changeMerchant = async (call: ControlCall): Promise<object> => {
  call.core.pay.merchants.change(await needMerchant(call), changeOf(call));
  return showMerchant(call);
};

/** The order that is meant: by what a page got, what a code says, or the merchant's own number. */
const needOrder = (call: ControlCall): SandboxOrder => {
  const { orders } = call.core.pay;
  const prepayId = textOr(call, "prepayId") || textOr(call, "package").replace(/^prepay_id=/, "");
  const code = textOr(call, "codeUrl").replace(CODE_URL, "");
  const own = textOr(call, "outTradeNo");
  const found =
    orders.by("prepayId", prepayId) ??
    orders.by("codeToken", code) ??
    orders.ofAccount(textOr(call, "account")).find(({ outTradeNo }) => outTradeNo === own);
  if (found === undefined) throw new ControlRefused("no such order");
  return found;
};

const accountOf = ({ core }: ControlCall, order: SandboxOrder): SandboxAccount => {
  const account = core.accounts.get(order.account);
  if (account === undefined) throw new ControlRefused(`no account ${order.account}`);
  return account;
};

/** Who holds this phone: said, or by the cookie of a phone that signed in. */
const payerOf = (call: ControlCall, { id }: SandboxAccount): string => {
  const named = textOr(call, "openid") || textOr(call, "from") || call.cookies.get(`phone-${id}`);
  if (named === undefined || named === "")
    throw new ControlRefused("nobody holds this phone: sign in, or say from");
  return call.core.followers.openidOf(id, named);
};

/** A page's parameters must be the merchant's, signed for this appid and this very prepay id (contract §6.5). */
const isSignedPage = (call: ControlCall, order: SandboxOrder): boolean => {
  const merchant = call.core.pay.merchants.find(order.mchid);
  if (merchant === undefined || order.tradeType !== "JSAPI") return false;
  const [appId, timestamp] = [textOr(call, "appId"), textOr(call, "timeStamp")];
  const message = payMessage(appId, timestamp, textOr(call, "nonceStr"), textOr(call, "package"));
  const isWhole = appId === order.appid && textOr(call, "signType") === "RSA";
  return isWhole && isPaySignedBy(message, textOr(call, "paySign"), keysOf(merchant).publicKey);
};

/** What the wallet shows before the password is asked. */
const checkout = (call: ControlCall): object => {
  const { core } = call;
  const order = needOrder(call);
  if (textOr(call, "package") !== "" && !isSignedPage(call, order))
    return { ok: false, errMsg: "支付验证签名失败" };
  const account = accountOf(call, order);
  const openid = payerOf(call, account);
  const state = stateAt(order, core.time.nowMs());
  if (state === "SUCCESS" || state === "REFUND") return { ok: false, errMsg: "该订单已支付" };
  if (state === "CLOSED") return { ok: false, errMsg: "该订单已关闭或已过期" };
  if (core.time.nowMs() >= order.prepayUntilMs) return { ok: false, errMsg: "支付会话已过期" };
  if (order.payer !== "" && order.payer !== openid)
    return { ok: false, errMsg: "此订单由他人付款" };
  return {
    ok: true,
    prepayId: order.prepayId,
    merchant: account.name,
    description: order.description,
    totalFen: order.totalFen,
    balanceFen: core.pay.orders.balance(account.id, openid),
  };
};

const acts: readonly string[] = ["pay", "cancel", "decline", "timeout"];

/** What a person does at the wallet; `pay` unless said otherwise, with the right password unless another is given. */
const atWallet = (call: ControlCall): Paid => {
  const { core, body } = call;
  const order = needOrder(call);
  const openid = payerOf(call, accountOf(call, order));
  const act = textOr(call, "act") || "pay";
  if (!acts.includes(act)) throw new ControlRefused(`act: one of ${acts.join(", ")}`);
  const password = needText(call, "password");
  if (typeof body.from === "string") core.followers.meet(order.account, openid, { subscribed: 0 });
  return payOrder(core, { order, openid, password, act: act as WalletAct });
};

const setBalance = (call: ControlCall): object => {
  const account = needAccount(call);
  const fen = numberIn(call.body, "fen");
  if (fen === null || !Number.isInteger(fen) || fen < 0)
    throw new ControlRefused("fen: expected a whole number");
  call.core.pay.orders.setBalance(account.id, payerOf(call, account), fen);
  return { fen };
};

const again = async (call: ControlCall): Promise<object> => {
  const copies = numberIn(call.body, "copies") ?? 1;
  return { attempts: await call.core.pay.notifier.again(needText(call, "id"), copies) };
};

/** Tells an order's address once more, with a signature that is none. */
const probe = async (call: ControlCall): Promise<object> => {
  const { core } = call;
  const { mchid, account, notifyUrl: url } = needOrder(call);
  const id = core.pay.notifier.probe({
    ...{ mchid, account, url, eventType: "TRANSACTION.SUCCESS", summary: "支付成功" },
    originalType: "transaction",
    plain: {},
  });
  await core.pay.settle();
  return core.pay.notifier.ofAccount(account).find((notice) => notice.id === id) ?? {};
};

const rotate = async ({ core }: ControlCall): Promise<object> => {
  const { serial } = await core.pay.merchants.rotate("certificate");
  return { serial };
};

/** What the control API can do with WeChat Pay. */
export const payControl: readonly ControlRoute[] = [
  { method: "GET", path: "/pay/merchant", answer: showMerchant },
  { method: "POST", path: "/pay/merchant", answer: changeMerchant },
  { method: "POST", path: "/pay/checkout", answer: checkout },
  { method: "POST", path: "/pay/wallet", answer: atWallet },
  { method: "POST", path: "/pay/balance", answer: setBalance },
  { method: "POST", path: "/pay/again", answer: again },
  { method: "POST", path: "/pay/probe", answer: probe },
  { method: "POST", path: "/pay/rotate", answer: rotate },
];
