import { expect, test } from "vitest";
import { shop, startMs } from "../start.ts";
import { payShop } from "./shop.ts";

const NO = "SB202611230001";
const HOUR_MS = 3_600_000;
const code = (result: { ok: boolean; code?: string }) => (result.ok ? "ok" : result.code);

test("an account gets a merchant by itself, the same one each time, also after a reset", async () => {
  const { merchant, get, control } = await payShop();
  expect(merchant).toMatchObject({ account: "shop", appid: shop.appId });
  expect(merchant.mchid).toMatch(/^19\d{8}$/);
  expect(merchant.certificate).toContain("BEGIN CERTIFICATE");
  await control("/reset", {});
  expect((await get("/sandbox/api/pay/merchant?account=shop")).serial).toBe(merchant.serial);
  const named = await get("/sandbox/api/pay/merchant?account=shop&mchid=1900000109");
  expect(named.mchid).toBe("1900000109");
  expect(named.serial).not.toBe(merchant.serial);
});

test("an order is prepaid, paid at the wallet, and known as paid", async () => {
  const { client, order, openid, wallet, control } = await payShop();
  const prepaid = await client.prepay.jsapi(order());
  if (!prepaid.ok) throw new Error(prepaid.code);
  expect(prepaid.data.prepayId).toMatch(/^wx[0-9a-f]{34}$/);
  expect(await client.query(NO)).toMatchObject({ data: { state: "NOTPAY", openid: null } });
  const { timestamp: timeStamp, ...rest } = client.jsapiParams(prepaid.data.prepayId);
  const params = { appId: shop.appId, timeStamp, ...rest };
  expect(await control("/pay/checkout", { ...params, from: "小明" })).toMatchObject({
    ok: true,
    merchant: "小店",
    description: "咖啡-大杯",
    totalFen: 3980,
    balanceFen: 100_000,
  });
  expect(await wallet({ prepayId: prepaid.data.prepayId })).toMatchObject({ result: "ok" });
  expect(await client.query(NO)).toMatchObject({
    data: {
      state: "SUCCESS",
      stateText: "支付成功",
      tradeType: "JSAPI",
      attach: "rule=42",
      openid,
      totalFen: 3980,
      paidAtMs: startMs,
    },
  });
  const checked = await control("/pay/checkout", { ...params, from: "小明" });
  expect(checked).toMatchObject({ ok: false, errMsg: "该订单已支付" });
});

test.each([
  ["another appid", { appId: "wxffffffffffffffff" }],
  ["another time", { timeStamp: "1763865601" }],
  ["another package", { nonceStr: "X" }],
  ["another way to sign", { signType: "MD5" }],
  ["no signature", { paySign: "" }],
])("the wallet does not open for a page signed with %s", async (_what, wrong) => {
  const { client, order, control } = await payShop();
  const prepaid = await client.prepay.jsapi(order());
  if (!prepaid.ok) throw new Error(prepaid.code);
  const { timestamp: timeStamp, ...rest } = client.jsapiParams(prepaid.data.prepayId);
  const params = { appId: shop.appId, timeStamp, ...rest, ...wrong, from: "小明" };
  expect(await control("/pay/checkout", params)).toEqual({
    ok: false,
    errMsg: "支付验证签名失败",
  });
});

test("a code is scanned by whoever holds the phone; an app and a browser have ways of their own", async () => {
  const { client, order, wallet, control, sandbox } = await payShop();
  const native = await client.prepay.native(order());
  if (!native.ok) throw new Error(native.code);
  const { codeUrl } = native.data;
  expect(codeUrl).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=[\w-]{9}$/);
  const scanned = await control("/scan", { account: "shop", from: "小红", url: codeUrl });
  expect(scanned.opened).toMatch(new RegExp(`^${sandbox.url}/sandbox/pay/cashier\\?code=`));
  const asked = await fetch(scanned.opened);
  expect(await asked.text()).toContain("这是谁的手机？");
  expect(await wallet({ codeUrl }, { from: "小红" })).toMatchObject({ result: "ok" });
  const { openid } = sandbox.core.followers.meet("shop", "小红");
  expect(await client.query(NO)).toMatchObject({ data: { tradeType: "NATIVE", openid } });

  const app = await client.prepay.app(order({ outTradeNo: "SB202611230002" }));
  expect(app).toMatchObject({ ok: true });
  const h5 = await client.prepay.h5({
    ...order({ outTradeNo: "SB202611230003" }),
    payerIp: "14.23.150.211",
  });
  if (!h5.ok) throw new Error(h5.code);
  expect(await (await fetch(`${h5.data.h5Url}&openid=${openid}`)).text()).toContain("data-cashier");
});

test("what a person does at the wallet decides: cancelled, declined, too late, too little, another's", async () => {
  const { client, order, wallet, control, travel } = await payShop();
  const prepaid = await client.prepay.jsapi(
    order({ expiresAtMs: startMs + HOUR_MS, totalFen: 100_001 }),
  );
  if (!prepaid.ok) throw new Error(prepaid.code);
  const asked = { prepayId: prepaid.data.prepayId };
  expect(await wallet(asked, { act: "cancel" })).toEqual({ result: "cancel", why: "cancelled" });
  expect(await wallet(asked, { act: "decline" })).toEqual({ result: "fail", why: "declined" });
  expect(await wallet(asked, { act: "timeout" })).toEqual({ result: "fail", why: "timeout" });
  expect(await wallet(asked, { password: "000000" })).toEqual({ result: "fail", why: "password" });
  expect(await wallet(asked)).toEqual({ result: "fail", why: "balance" });
  expect(await wallet(asked, { from: "小红" })).toEqual({ result: "fail", why: "payer" });
  expect(await client.query(NO)).toMatchObject({ data: { state: "NOTPAY" } });
  await control("/pay/balance", { account: "shop", from: "小明", fen: 100_001 });
  await travel(HOUR_MS);
  expect(await wallet(asked)).toEqual({ result: "fail", why: "expired" });
  expect(await client.query(NO)).toMatchObject({ data: { state: "CLOSED" } });
});

test("paying opens the window of messages", async () => {
  const { client, order, wallet, openid, sandbox } = await payShop();
  const prepaid = await client.prepay.jsapi(order());
  expect(sandbox.core.windows.take("shop", openid)).toBe("shut");
  if (prepaid.ok) await wallet({ prepayId: prepaid.data.prepayId });
  expect(sandbox.core.windows.take("shop", openid)).toBe("taken");
});

test("the same order again is the same; the same number for another one is refused", async () => {
  const { client, order, wallet, travel } = await payShop();
  const first = await client.prepay.jsapi(order());
  expect(await client.prepay.jsapi(order())).toEqual(first);
  expect(code(await client.prepay.jsapi(order({ totalFen: 1 })))).toBe("pay-OUT_TRADE_NO_USED");
  expect(code(await client.prepay.native(order()))).toBe("pay-OUT_TRADE_NO_USED");
  await travel(2 * HOUR_MS);
  const later = await client.prepay.jsapi(order());
  expect(later.ok && first.ok && later.data.prepayId !== first.data.prepayId).toBe(true);
  if (later.ok) await wallet({ prepayId: later.data.prepayId });
  expect(code(await client.prepay.jsapi(order()))).toBe("pay-ORDERPAID");
  expect(code(await client.close(NO))).toBe("pay-ORDERPAID");
});

test("a closed order cannot be paid or made again", async () => {
  const { client, order, wallet } = await payShop();
  const prepaid = await client.prepay.jsapi(order());
  expect(await client.close(NO)).toEqual({ ok: true, data: null });
  expect(await client.query(NO)).toMatchObject({ data: { state: "CLOSED" } });
  expect(code(await client.prepay.jsapi(order()))).toBe("pay-ORDER_CLOSED");
  if (prepaid.ok)
    expect(await wallet({ prepayId: prepaid.data.prepayId })).toMatchObject({ why: "expired" });
  expect(code(await client.query("SB209901010001"))).toBe("pay-ORDER_NOT_EXIST");
  expect(code(await client.close("SB209901010001"))).toBe("pay-ORDER_NOT_EXIST");
});

test.each([
  ["an amount of nothing", { totalFen: 0 }, "PARAM_ERROR"],
  ["half a fen", { totalFen: 0.5 }, "PARAM_ERROR"],
  ["a short number", { outTradeNo: "A1" }, "PARAM_ERROR"],
  ["a number with a space", { outTradeNo: "SB 2026 1123" }, "PARAM_ERROR"],
  ["an address with a query", { notifyUrl: "https://a.test/pay?x=1" }, "PARAM_ERROR"],
  ["an address that is none", { notifyUrl: "pay" }, "PARAM_ERROR"],
  ["an end that is past", { expiresAtMs: startMs - 1 }, "PARAM_ERROR"],
  ["a long attachment", { attach: "x".repeat(129) }, "PARAM_ERROR"],
  ["nobody's openid", { openid: "oNobodyNobodyNobodyNobody0" }, "PARAM_ERROR"],
])("%s is refused", async (_what, of, expected) => {
  const { client, order } = await payShop();
  expect(code(await client.prepay.jsapi({ ...order(), ...of }))).toBe(`pay-${expected}`);
});

test("the openid must be of that very appid, the appid bound to the merchant, the account allowed to", async () => {
  const other = { id: "other", name: "别家", appId: "wx9999999999999999" };
  const { client, clientWith, order, sandbox } = await payShop(undefined, {
    accounts: [shop, other, { ...shop, id: "news", appId: "wx8888888888888888", verified: false }],
  });
  const { openid } = sandbox.core.followers.meet("other", "小明在别家");
  expect(code(await client.prepay.jsapi({ ...order(), openid }))).toBe("pay-OPENID_MISMATCH");
  const wrong = clientWith({ appid: other.appId });
  expect(code(await wrong.prepay.native(order()))).toBe("pay-APPID_MCHID_NOT_MATCH");
});

test.each([
  ["another key", "privateKey"],
  ["another serial", "serial"],
  ["another merchant", "mchid"],
])("a request signed as %s is refused", async (_what, field) => {
  const { clientWith, get } = await payShop();
  const named = await get("/sandbox/api/pay/merchant?account=shop&mchid=1900000109");
  const wrong = field === "mchid" ? "1900000999" : named[field];
  expect(code(await clientWith({ [field]: wrong }).query(NO))).toBe("pay-SIGN_ERROR");
});

test("an unknown path is refused in WeChat Pay's way", async () => {
  const { get } = await payShop();
  expect(await get("/v3/unknown")).toMatchObject({ code: "SIGN_ERROR" });
});

test("a busy platform is asked again, a cut connection too", async () => {
  const { client, order, control } = await payShop();
  await client.prepay.jsapi(order());
  const path = `/v3/pay/transactions/out-trade-no/${NO}`;
  const body = JSON.stringify({ code: "SYSTEM_ERROR", message: "系统错误" });
  await control("/faults", { path, status: 500, body, times: 1 });
  await control("/faults", { path, cut: true, times: 1 });
  expect(await client.query(NO)).toMatchObject({ ok: true, data: { state: "NOTPAY" } });
  await control("/faults", { path, status: 500, body });
  expect(await client.query(NO)).toMatchObject({ code: "pay-SYSTEM_ERROR", retry: "soon" });
});

test("an answer signed wrongly on purpose is not believed; asked again, it is right", async () => {
  const { client, order, control } = await payShop();
  await client.prepay.jsapi(order());
  await control("/pay/merchant", { account: "shop", probeAnswers: 2 });
  expect(await client.query(NO)).toMatchObject({ ok: true });
  await control("/pay/merchant", { account: "shop", probeAnswers: 3 });
  expect(await client.query(NO)).toMatchObject({ code: "pay-unproven", message: "probe" });
  expect((await client.query(NO)).ok).toBe(true);
});
