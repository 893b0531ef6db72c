import { expect, test } from "vitest";
import { payCodes, refusedByPlatform } from "../../../server/pay/codes.ts";
import { createPayClient } from "../../../server/pay/create-pay-client.ts";
import { PAY_URL } from "../../../server/pay/pay-wire.ts";
import {
  answer,
  bare,
  isSignedRequest,
  merchant,
  otherPair,
  PLATFORM_ID,
  rig,
  SERIAL,
  START_MS,
  transactionJson,
} from "./rig.ts";

const order = {
  outTradeNo: "SB202611230001",
  description: "咖啡-大杯",
  totalFen: 3980,
  notifyUrl: "https://demo.example.test/pay/notify",
  attach: "rule=42",
  expiresAtMs: Date.parse("2026-11-23T12:00:00+08:00"),
};
const openid = "oAbc1dEfG2hIjK3lMnO4pQrS5tUv";
const body = {
  appid: "wx0123456789abcdef",
  mchid: "1900000001",
  description: "咖啡-大杯",
  out_trade_no: "SB202611230001",
  notify_url: "https://demo.example.test/pay/notify",
  amount: { total: 3980, currency: "CNY" },
  attach: "rule=42",
  time_expire: "2026-11-23T12:00:00+08:00",
};

test("prepaying in the account sends the order, signed over what is sent", async () => {
  const { client, asked } = rig([answer({ prepay_id: "wx26" })]);
  expect(await client.prepay.jsapi({ ...order, openid })).toEqual({
    ok: true,
    data: { prepayId: "wx26" },
  });
  const [request] = asked;
  expect(request?.url.href).toBe("https://pay.example.test/v3/pay/transactions/jsapi");
  expect(JSON.parse(request?.body ?? "")).toEqual({ ...body, payer: { openid } });
  expect(request?.headers).toMatchObject({
    accept: "application/json",
    "content-type": "application/json",
    "wechatpay-serial": PLATFORM_ID,
  });
  expect(request?.headers["authorization"]).toMatch(
    new RegExp(
      `^WECHATPAY2-SHA256-RSA2048 mchid="1900000001",nonce_str="NONCE\\d",timestamp="${START_MS / 1000}",serial_no="${SERIAL}",signature="[^"]+"$`,
    ),
  );
  expect(asked.every(isSignedRequest)).toBe(true);
});

test("the other three ways answer with what is shown or opened", async () => {
  const native = rig([answer({ code_url: "weixin://wxpay/bizpayurl?pr=p4lpSuKzz" })]);
  expect(await native.client.prepay.native(order)).toMatchObject({
    data: { codeUrl: "weixin://wxpay/bizpayurl?pr=p4lpSuKzz" },
  });
  const app = rig([answer({ prepay_id: "wx27" })]);
  expect(await app.client.prepay.app(order)).toMatchObject({ data: { prepayId: "wx27" } });
  const h5 = rig([answer({ h5_url: "https://wx.tenpay.com/x?prepay_id=1" })]);
  expect(await h5.client.prepay.h5({ ...order, payerIp: "14.23.150.211" })).toMatchObject({
    data: { h5Url: "https://wx.tenpay.com/x?prepay_id=1" },
  });
  expect(JSON.parse(h5.asked[0]?.body ?? "")).toMatchObject({
    scene_info: { payer_client_ip: "14.23.150.211", h5_info: { type: "Wap" } },
  });
});

test("a long description is cut between characters", async () => {
  const { client, asked } = rig([answer({ prepay_id: "wx26" })]);
  await client.prepay.jsapi({ ...order, openid, description: `${"大".repeat(126)}😀` });
  expect(JSON.parse(asked[0]?.body ?? "").description).toBe("大".repeat(126));
});

test("a query tells the order in our words", async () => {
  const { client, asked } = rig([answer(transactionJson())]);
  expect(await client.query("SB202611230001")).toEqual({
    ok: true,
    data: {
      mchid: "1900000001",
      appid: "wx0123456789abcdef",
      outTradeNo: "SB202611230001",
      transactionId: "4200000891202611230000000001",
      state: "SUCCESS",
      stateText: "支付成功",
      tradeType: "JSAPI",
      attach: "rule=42",
      paidAtMs: START_MS,
      openid,
      totalFen: 3980,
      payerTotalFen: 3980,
      currency: "CNY",
    },
  });
  expect(asked[0]?.url.href).toBe(
    "https://pay.example.test/v3/pay/transactions/out-trade-no/SB202611230001?mchid=1900000001",
  );
  expect(asked[0] !== undefined && isSignedRequest(asked[0])).toBe(true);
});

test("an order not paid has neither payer nor amount nor time", async () => {
  const open = { mchid: "1900000001", appid: "wx0123456789abcdef", out_trade_no: "SB202611230001" };
  const { client } = rig([answer({ ...open, trade_state: "NOTPAY", trade_state_desc: "未支付" })]);
  expect(await client.query("SB202611230001")).toMatchObject({
    data: { state: "NOTPAY", transactionId: null, openid: null, totalFen: null, paidAtMs: null },
  });
});

test.each([
  ["another order", { out_trade_no: "SB202611230002" }],
  ["another merchant's order", { mchid: "1900000002" }],
  ["a state nobody knows", { trade_state: "PERHAPS" }],
  ["an amount that is no integer", { amount: { total: 39.8 } }],
])("%s is not taken for an answer", async (_what, other) => {
  const { client } = rig([answer(transactionJson(other))]);
  expect(await client.query("SB202611230001")).toMatchObject({
    ok: false,
    code: "pay-unreadable",
  });
});

test("closing answers with nothing, and that is proven too", async () => {
  const good = rig([answer(null, 204)]);
  expect(await good.client.close("SB202611230001")).toEqual({ ok: true, data: null });
  expect(JSON.parse(good.asked[0]?.body ?? "")).toEqual({ mchid: "1900000001" });
  const forged = rig([answer(null, 204, { key: otherPair.privateKey })]);
  expect(await forged.client.close("SB202611230001")).toMatchObject({ code: "pay-unproven" });
});

const refundJson = {
  refund_id: "50000000382026112300000001",
  out_refund_no: "RF1",
  transaction_id: "4200000891202611230000000001",
  out_trade_no: "SB202611230001",
  channel: "ORIGINAL",
  user_received_account: "支付用户零钱",
  create_time: "2026-11-23T10:40:00+08:00",
  status: "PROCESSING",
  amount: { total: 3980, refund: 1000, payer_total: 3980, payer_refund: 1000, currency: "CNY" },
};

test("a refund is asked for by our numbers, and asked after by its own", async () => {
  const { client, asked } = rig([answer(refundJson)]);
  const refund = {
    refundId: "50000000382026112300000001",
    outRefundNo: "RF1",
    transactionId: "4200000891202611230000000001",
    outTradeNo: "SB202611230001",
    status: "PROCESSING",
    receivedBy: "支付用户零钱",
    succeededAtMs: null,
    refundFen: 1000,
    totalFen: 3980,
  };
  const request = {
    outTradeNo: "SB202611230001",
    outRefundNo: "RF1",
    refundFen: 1000,
    totalFen: 3980,
    reason: `${"退".repeat(26)}😀`,
  };
  expect(await client.refund(request)).toEqual({ ok: true, data: refund });
  expect(JSON.parse(asked[0]?.body ?? "")).toEqual({
    out_trade_no: "SB202611230001",
    out_refund_no: "RF1",
    amount: { refund: 1000, total: 3980, currency: "CNY" },
    reason: "退".repeat(26),
  });
  expect(await client.queryRefund("RF|1")).toEqual({ ok: true, data: refund });
  expect(asked[1]?.url.pathname).toBe("/v3/refund/domestic/refunds/RF%7C1");
  expect(asked.every(isSignedRequest)).toBe(true);
});

test.each([
  ["another key", { key: otherPair.privateKey }],
  ["another serial", { serial: "PUB_KEY_ID_OTHER" }],
  ["an old time", { nowMs: START_MS - 300_000 }],
  ["a time to come", { nowMs: START_MS + 300_000 }],
  ["no signature", { signature: "" }],
])("an answer signed with %s is not believed", async (_what, by) => {
  const { client } = rig([answer(transactionJson(), 200, by), bare(404, "")]);
  const result = await client.query("SB202611230001");
  expect(result).toMatchObject({ ok: false });
  expect(result.ok).toBe(false);
});

test("an answer within five minutes is believed", async () => {
  for (const nowMs of [START_MS - 299_000, START_MS + 299_000]) {
    const { client } = rig([answer(transactionJson(), 200, { nowMs })]);
    expect((await client.query("SB202611230001")).ok).toBe(true);
  }
});

test("a test of our checking is asked again, and then the answer holds", async () => {
  const probe = answer(transactionJson(), 200, { signature: "WECHATPAY/SIGNTEST/abcdef" });
  const { client, asked } = rig([probe, answer(transactionJson())]);
  expect(await client.query("SB202611230001")).toMatchObject({ ok: true });
  expect(asked.length).toBe(2);
});

const refusal = (code: string, status: number) =>
  bare(status, JSON.stringify({ code, message: "说明", detail: { field: "/amount/total" } }));

test("a refusal keeps the platform's code and words, and is asked once", async () => {
  const { client, asked } = rig([refusal("ORDERPAID", 400)]);
  expect(await client.close("SB202611230001")).toMatchObject({
    ok: false,
    code: "pay-ORDERPAID",
    status: 400,
    message: "说明 /amount/total",
    retry: "never",
  });
  expect(asked.length).toBe(1);
});

test.each([
  ["SYSTEM_ERROR", 500],
  ["FREQUENCY_LIMITED", 429],
  ["BANK_ERROR", 500],
])("%s is asked three times, the same content signed anew", async (code, status) => {
  const { client, asked, waited } = rig([
    refusal(code, status),
    refusal(code, status),
    answer({ prepay_id: "wx26" }),
  ]);
  expect((await client.prepay.jsapi({ ...order, openid })).ok).toBe(true);
  expect(waited).toEqual([300, 1500]);
  expect(new Set(asked.map((one) => one.body)).size).toBe(1);
  expect(new Set(asked.map((one) => one.headers["authorization"])).size).toBe(3);
  expect(asked.every(isSignedRequest)).toBe(true);
});

test("after three tries the refusal says that it may be asked again", async () => {
  const { client, asked } = rig([refusal("SYSTEM_ERROR", 500)]);
  expect(await client.query("SB202611230001")).toMatchObject({
    code: "pay-SYSTEM_ERROR",
    retry: "soon",
  });
  expect(asked.length).toBe(3);
});

test.each([
  ["a page of a proxy", bare(502, "<html>"), "pay-unreadable"],
  ["half an answer", bare(200, '{"prepay_id":"wx'), "pay-unproven"],
  ["nothing in time", { ok: false, code: "timeout", detail: "" } as const, "pay-timeout"],
  ["too much", { ok: false, code: "too-large", detail: "" } as const, "pay-too-large"],
  ["an unknown code", refusal("NEW_CODE", 400), "pay-NEW_CODE"],
])("%s is a refusal, never thrown", async (_what, answered, code) => {
  const { client } = rig([answered]);
  expect(await client.prepay.native(order)).toMatchObject({ ok: false, code });
});

test("the platform's second address is tried when the first cannot be reached; another one has none", async () => {
  const dead = { ok: false, code: "unreachable", detail: "ECONNREFUSED" } as const;
  const real = rig([dead, answer(transactionJson())], { baseUrl: PAY_URL });
  expect((await real.client.query("SB202611230001")).ok).toBe(true);
  expect(real.asked.map(({ url }) => url.host)).toEqual([
    "api.mch.weixin.qq.com",
    "api2.mch.weixin.qq.com",
  ]);
  const other = rig([dead, answer(transactionJson())]);
  await other.client.query("SB202611230001");
  expect(new Set(other.asked.map(({ url }) => url.host)).size).toBe(1);
});

test.each([
  ["a short key", { apiV3Key: "short" }],
  ["no private key", { privateKey: "" }],
  ["half a private key", { privateKey: "-----BEGIN PRIVATE KEY-----\nMIIE" }],
  ["no serial", { serial: "" }],
  ["a public key that is none", { platformKey: { id: PLATFORM_ID, pem: "" } }],
])("%s makes no client", (_what, of) => {
  const deps = {
    exchange: async () => bare(500, ""),
    nowMs: () => 0,
    nonce: () => "N",
    wait: async () => {},
  };
  expect(createPayClient(merchant(of), deps)).toBeNull();
});

test("a private key may come on one line, with or without its frame", async () => {
  const { privateKey } = merchant();
  const oneLine = privateKey.trim().replaceAll("\n", "\\n");
  const bareKey = privateKey.replaceAll(/-----[^-]+-----|\s/g, "");
  for (const written of [oneLine, bareKey]) {
    const { client, asked } = rig([answer(transactionJson())], { privateKey: written });
    expect((await client.query("SB202611230001")).ok).toBe(true);
    expect(asked.every(isSignedRequest)).toBe(true);
  }
});

test("an order that the platform does not know has one name, however it is spelled", () => {
  for (const said of ["ORDER_NOT_EXIST", "ORDERNOTEXIST"])
    expect(refusedByPlatform(said, 404, "订单不存在")).toMatchObject({
      ...{ code: "pay-ORDER_NOT_EXIST", retry: "never" },
    });
});

test("every code of the contract has a row", () => {
  const contract =
    "PARAM_ERROR SIGN_ERROR NO_AUTH OUT_TRADE_NO_USED ORDER_NOT_EXIST ORDERPAID ORDER_CLOSED NOT_ENOUGH FREQUENCY_LIMITED RATELIMIT_EXCEEDED SYSTEM_ERROR INVALID_REQUEST APPID_MCHID_NOT_MATCH OPENID_MISMATCH RESOURCE_NOT_EXISTS";
  const missing = contract.split(" ").filter((code) => payCodes[`pay-${code}`] === undefined);
  expect(missing).toEqual([]);
});
