import { createHash } from "node:crypto";
import type { TSchema } from "typebox";
import { Type } from "typebox";
import { refusedByUs } from "./codes.ts";
import type { Merchant } from "./merchant.ts";
import { openNotification } from "./open-notification.ts";
import type { PayClient, PrepayOrder, RefundRequest } from "./pay-client.ts";
import { appParams, jsapiParams } from "./pay-params.ts";
import type { PayResult } from "./pay-result.ts";
import type { PayWire, PayWireDeps } from "./pay-wire.ts";
import { openPayWire } from "./pay-wire.ts";
import { beijingTime } from "./read-answer.ts";
import { readBill } from "./read-bill.ts";
import { RefundJson, refundIn, TransactionJson, transactionOf } from "./read-trade.ts";
import { readKeys } from "./signing-keys.ts";
import type { Bill, Transaction } from "./transaction.ts";

const DESCRIPTION_CHARACTERS = 127;
const REASON_BYTES = 80;
const answerWith = (name: string) => Type.Object({ [name]: Type.String({ minLength: 1 }) });

/** Whole characters only, so that nothing is cut in two. */
const cut = (text: string, fits: (text: string) => boolean): string => {
  const characters = [...text];
  while (!fits(characters.join(""))) characters.pop();
  return characters.join("");
};
const bytesFit = (text: string): boolean => Buffer.byteLength(text) <= REASON_BYTES;

type Traits = Pick<Merchant, "appid" | "mchid">;
const orderBody = ({ appid, mchid }: Traits, order: PrepayOrder): object => ({
  appid,
  mchid,
  description: cut(order.description, (text) => text.length <= DESCRIPTION_CHARACTERS),
  out_trade_no: order.outTradeNo,
  notify_url: order.notifyUrl,
  amount: { total: order.totalFen, currency: "CNY" },
  ...(order.attach === undefined ? {} : { attach: order.attach }),
  ...(order.expiresAtMs === undefined ? {} : { time_expire: beijingTime(order.expiresAtMs) }),
});

const mapped = <A, B>(result: PayResult<A>, to: (data: A) => B): PayResult<B> =>
  result.ok ? { ok: true, data: to(result.data) } : result;

const prepays = (wire: PayWire, merchant: Traits): PayClient["prepay"] => {
  const ask = async (
    kind: "jsapi" | "native" | "app" | "h5",
    body: object,
    name: string,
  ): Promise<PayResult<string>> => {
    const target = `/v3/pay/transactions/${kind}`;
    const request = { method: "POST" as const, target, json: body, answer: answerWith(name) };
    return mapped(await wire.ask(request), (data) => String(data[name]));
  };
  const of = (order: PrepayOrder, more: object = {}) => ({
    ...orderBody(merchant, order),
    ...more,
  });
  return {
    jsapi: async ({ openid, ...order }) =>
      mapped(await ask("jsapi", of(order, { payer: { openid } }), "prepay_id"), (prepayId) => ({
        prepayId,
      })),
    native: async (order) =>
      mapped(await ask("native", of(order), "code_url"), (codeUrl) => ({ codeUrl })),
    app: async (order) =>
      mapped(await ask("app", of(order), "prepay_id"), (prepayId) => ({ prepayId })),
    h5: async ({ payerIp, ...order }) => {
      const scene = { scene_info: { payer_client_ip: payerIp, h5_info: { type: "Wap" } } };
      return mapped(await ask("h5", of(order, scene), "h5_url"), (h5Url) => ({ h5Url }));
    },
  };
};

const refundBody = (request: RefundRequest): object => ({
  out_trade_no: request.outTradeNo,
  out_refund_no: request.outRefundNo,
  amount: { refund: request.refundFen, total: request.totalFen, currency: "CNY" },
  ...(request.reason === undefined ? {} : { reason: cut(request.reason, bytesFit) }),
  ...(request.notifyUrl === undefined ? {} : { notify_url: request.notifyUrl }),
});

const BillPlace = Type.Object({
  hash_type: Type.Literal("SHA1"),
  hash_value: Type.String(),
  download_url: Type.String({ minLength: 1 }),
});

/** Our signature is for nobody else: a bill is fetched where it was asked for, or from the platform. */
const isOurs = (url: string, baseUrl: string): boolean =>
  URL.canParse(url) &&
  (new URL(url).origin === new URL(baseUrl).origin ||
    /^https:\/\/api2?\.(mch\.weixin\.qq\.com|wechatpay\.cn)$/.test(new URL(url).origin));

const billOf = async (
  wire: PayWire,
  baseUrl: string,
  [date, kind]: Parameters<PayClient["bill"]>,
): Promise<PayResult<Bill>> => {
  const query = new URLSearchParams({ bill_date: date, bill_type: kind.toUpperCase() });
  const target = `/v3/bill/tradebill?${query}`;
  const place = await wire.ask({ method: "GET", target, answer: BillPlace });
  if (!place.ok) return place;
  const { download_url: url, hash_value: hash } = place.data;
  if (!isOurs(url, baseUrl)) return refusedByUs("unreadable", "download_url");
  const file = await wire.download(new URL(url));
  if (!file.ok) return file;
  if (createHash("sha1").update(file.data).digest("hex") !== hash.toLowerCase())
    return refusedByUs("bill-hash", "");
  const bill = readBill(new TextDecoder().decode(file.data));
  return bill === null ? refusedByUs("unreadable", "bill") : { ok: true, data: bill };
};

const segment = (text: string): string => encodeURIComponent(text);

/** What is answered must be what was asked for. */
const sameOrder = (
  result: PayResult<Transaction>,
  { mchid, outTradeNo }: { readonly mchid: string; readonly outTradeNo: string },
): PayResult<Transaction> =>
  !result.ok || (result.data.mchid === mchid && result.data.outTradeNo === outTradeNo)
    ? result
    : refusedByUs("unreadable", "another order");

const callsOf = (
  wire: PayWire,
  { mchid, baseUrl }: Merchant,
): Pick<PayClient, "query" | "close" | "refund" | "queryRefund" | "bill"> => {
  const ask = <S extends TSchema>(target: string, answer: S) =>
    wire.ask({ method: "GET", target, answer });
  const tell = <S extends TSchema>(target: string, json: object, answer: S | null) =>
    wire.ask({ method: "POST", target, json, answer });
  return {
    query: async (outTradeNo) => {
      const target = `/v3/pay/transactions/out-trade-no/${segment(outTradeNo)}?mchid=${mchid}`;
      const result = mapped(await ask(target, TransactionJson), transactionOf);
      return sameOrder(result, { mchid, outTradeNo });
    },
    close: async (outTradeNo) => {
      const target = `/v3/pay/transactions/out-trade-no/${segment(outTradeNo)}/close`;
      return mapped(await tell(target, { mchid }, null), () => null);
    },
    refund: async (request) =>
      mapped(await tell("/v3/refund/domestic/refunds", refundBody(request), RefundJson), refundIn),
    queryRefund: async (outRefundNo) =>
      mapped(
        await ask(`/v3/refund/domestic/refunds/${segment(outRefundNo)}`, RefundJson),
        refundIn,
      ),
    bill: (...asked) => billOf(wire, baseUrl, asked),
  };
};

/** Makes the client of one merchant; `null` when its keys are missing or cannot be read. */
export const createPayClient = (merchant: Merchant, deps: PayWireDeps): PayClient | null => {
  const keys = readKeys(merchant);
  if (keys === null) return null;
  const wire = openPayWire(merchant, keys, deps);
  const { mchid, appid, apiV3Key } = merchant;
  return {
    mchid,
    appid,
    prepay: prepays(wire, merchant),
    jsapiParams: (prepayId) => jsapiParams(wire.signer, prepayId),
    appParams: (prepayId) => appParams(wire.signer, prepayId),
    ...callsOf(wire, merchant),
    openNotification: (headers, rawBody) =>
      openNotification(
        { headers, rawBody },
        { mchid, apiV3Key, keyOf: wire.keyOf, nowMs: deps.nowMs() },
      ),
  };
};
