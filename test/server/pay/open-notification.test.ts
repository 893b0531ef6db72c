import { expect, test } from "vitest";
import { sealResource } from "../../../server/wechat/wire/pay.ts";
import type { SignedBy } from "./rig.ts";
import { API_V3_KEY, otherPair, proofHeaders, rig, START_MS, transactionJson } from "./rig.ts";

const seal = (plain: unknown, key = API_V3_KEY) =>
  sealResource(JSON.stringify(plain), {
    key,
    nonce: "fdasflkja484",
    associatedData: "transaction",
  });
const envelope = (plain: unknown, of: object = {}, key?: string): string => {
  const { ciphertext, nonce, associatedData } = seal(plain, key);
  return JSON.stringify({
    id: "EV-2026112310345600001",
    create_time: "2026-11-23T10:34:57+08:00",
    resource_type: "encrypt-resource",
    event_type: "TRANSACTION.SUCCESS",
    summary: "支付成功",
    resource: {
      original_type: "transaction",
      algorithm: "AEAD_AES_256_GCM",
      ciphertext,
      associated_data: associatedData,
      nonce,
    },
    ...of,
  });
};
const open = (body: string, by: SignedBy = {}, sent = body) =>
  rig([]).client.openNotification(proofHeaders(body, by), Buffer.from(sent));

test("a payment is proven, opened and told in our words", async () => {
  expect(await open(envelope(transactionJson()))).toMatchObject({
    ok: true,
    notification: {
      id: "EV-2026112310345600001",
      createdAtMs: START_MS + 1000,
      kind: "paid",
      transaction: { outTradeNo: "SB202611230001", totalFen: 3980, state: "SUCCESS" },
    },
  });
});

test("a refund is told in our words", async () => {
  const refund = {
    mchid: "1900000001",
    transaction_id: "4200000891202611230000000001",
    out_trade_no: "SB202611230001",
    refund_id: "50000000382026112300000001",
    out_refund_no: "RF1",
    refund_status: "SUCCESS",
    success_time: "2026-11-23T10:34:56+08:00",
    user_received_account: "支付用户零钱",
    amount: { total: 3980, refund: 1000, payer_total: 3980, payer_refund: 1000 },
  };
  expect(await open(envelope(refund, { event_type: "REFUND.SUCCESS" }))).toMatchObject({
    notification: {
      kind: "refund",
      refund: { outRefundNo: "RF1", status: "SUCCESS", refundFen: 1000, succeededAtMs: START_MS },
    },
  });
});

test("what is neither is opened and left alone", async () => {
  expect(await open(envelope({ any: 1 }, { event_type: "COUPON.USE" }))).toMatchObject({
    notification: { kind: "other", eventType: "COUPON.USE" },
  });
});

const body = envelope(transactionJson());
test.each([
  ["probe", { signature: "WECHATPAY/SIGNTEST/fCdvGrZbCmpPzD7hJcVd" }],
  ["signature", { key: otherPair.privateKey }],
  ["signature", { signature: "bm90IGEgc2lnbmF0dXJl" }],
  ["headers", { signature: "" }],
  ["headers", { nonce: "" }],
  ["time", { nowMs: START_MS - 300_000 }],
  ["time", { nowMs: START_MS + 300_000 }],
] as const)("refused for its %s", async (reason, by) => {
  expect(await open(body, by)).toEqual({ ok: false, reason });
});

test("the bytes count as they came: the same JSON written again is refused", async () => {
  const again = JSON.stringify(JSON.parse(body), null, 1);
  expect(await open(body, {}, again)).toEqual({ ok: false, reason: "signature" });
  expect(await open(body, {}, `${body}\n`)).toEqual({ ok: false, reason: "signature" });
});

test("a header that came twice is nobody's", async () => {
  const headers = { ...proofHeaders(body), "wechatpay-serial": ["a", "b"] };
  const opened = await rig([]).client.openNotification(headers, Buffer.from(body));
  expect(opened).toEqual({ ok: false, reason: "headers" });
});

test("a serial that nobody knows is refused; while the keys cannot be had, it will come again", async () => {
  const by = { serial: "5157F09EFDC096DE15EBE81A47057A7232F1B8E1" };
  expect(await open(body, by)).toEqual({ ok: false, reason: "keys" });
});

test.each([
  ["sealed with another key", envelope(transactionJson(), {}, "f".repeat(32))],
  ["another merchant's", envelope(transactionJson({ mchid: "1900000009" }))],
  ["no transaction", envelope({ mchid: "1900000001" })],
  ["no refund", envelope(transactionJson(), { event_type: "REFUND.SUCCESS" })],
])("signed but %s: refused", async (_what, sealed) => {
  expect(await open(sealed)).toEqual({ ok: false, reason: "resource" });
});

test.each([
  ["no JSON", "hello"],
  ["a list", "[]"],
  ["no resource", '{"id":"1","create_time":"","event_type":"TRANSACTION.SUCCESS"}'],
  ["another cipher", envelope(transactionJson()).replace("AEAD_AES_256_GCM", "AEAD_SM4_GCM")],
])("signed but %s: refused", async (_what, text) => {
  expect(await open(text)).toEqual({ ok: false, reason: "body" });
});

test("a body far too long is not looked at", async () => {
  expect(await open("x".repeat(300_000))).toEqual({ ok: false, reason: "body" });
});
