import { expect, test } from "vitest";
import type { Loose } from "../start.ts";
import { shop } from "../start.ts";
import type { Posted } from "./shop.ts";
import { notifyAddress, payShop } from "./shop.ts";

const axiosPlugin = (await import("wechatpay-axios-plugin")) as Loose;
const { default: NodePay } = (await import("wechatpay-node-v3")) as Loose;

const NO = "SB202611230001";
/** Other people's clients sign and check by the system's clock. */
const real = { clock: Date.now };
const orderOf = (merchant: Loose, notify_url: string) => ({
  appid: merchant.appid,
  mchid: merchant.mchid,
  description: "咖啡-大杯",
  out_trade_no: NO,
  notify_url,
  attach: "rule=42",
  amount: { total: 3980, currency: "CNY" },
});
const refundOf = (notify_url: string) => ({
  out_trade_no: NO,
  out_refund_no: "RF1",
  notify_url,
  reason: "退货",
  amount: { refund: 1000, total: 3980, currency: "CNY" },
});
const first = async (posted: readonly Posted[], place = 0): Promise<Posted> => {
  const one = posted[place];
  if (one === undefined) throw new Error("nothing was posted");
  return one;
};

test.each(["public-key", "certificate"])(
  "wechatpay-axios-plugin prepays, queries, closes, refunds and opens what it is told, and proves every answer by %s",
  async (proof) => {
    const address = await notifyAddress(200);
    const { merchant, sandbox, wallet, travel, control, openid } = await payShop(address.url, real);
    await control("/pay/merchant", { account: "shop", proof });
    const certificate = await sandbox.core.pay.merchants.platformKey("certificate");
    const [serial, pem] =
      proof === "certificate"
        ? [certificate.serial, certificate.certificate]
        : [merchant.publicKeyId, merchant.publicKey];
    const { Wechatpay, Aes, Rsa, Formatter } = axiosPlugin;
    const pay = new Wechatpay({
      mchid: merchant.mchid,
      serial: merchant.serial,
      privateKey: merchant.privateKey,
      certs: { [serial]: pem },
      baseURL: sandbox.url,
    });
    const order = { ...orderOf(merchant, address.url), payer: { openid } };
    const { data: prepaid } = await pay.v3.pay.transactions.jsapi.post(order);
    expect(prepaid.prepay_id).toMatch(/^wx/);
    const byNumber = pay.v3.pay.transactions.outTradeNo["{no}"];
    const params = { mchid: merchant.mchid };
    expect((await byNumber.get({ params, no: NO })).data.trade_state).toBe("NOTPAY");
    await wallet({ outTradeNo: NO });
    await control("/settle", {});
    expect((await byNumber.get({ params, no: NO })).data).toMatchObject({
      trade_state: "SUCCESS",
      amount: { total: 3980 },
    });

    const { headers, body } = await first(address.posted);
    const signed = Formatter.response(
      headers["wechatpay-timestamp"],
      headers["wechatpay-nonce"],
      body.toString(),
    );
    expect(headers["wechatpay-serial"]).toBe(serial);
    expect(Rsa.verify(signed, headers["wechatpay-signature"], pem)).toBe(true);
    const { resource } = JSON.parse(body.toString());
    const plain = Aes.AesGcm.decrypt(
      resource.ciphertext,
      merchant.apiV3Key,
      resource.nonce,
      resource.associated_data,
    );
    expect(JSON.parse(plain)).toMatchObject({ out_trade_no: NO, payer: { openid } });

    const { data: refund } = await pay.v3.refund.domestic.refunds.post(refundOf(address.url));
    expect(refund).toMatchObject({ status: "PROCESSING", amount: { refund: 1000 } });
    await travel(1000);
    const asked = await pay.v3.refund.domestic.refunds["{no}"].get({ no: "RF1" });
    expect(asked.data.status).toBe("SUCCESS");
    expect(JSON.parse((await first(address.posted, 1)).body.toString()).event_type).toBe(
      "REFUND.SUCCESS",
    );
    const closing = pay.v3.pay.transactions.outTradeNo["{no}"].close.post(params, { no: NO });
    await expect(closing).rejects.toMatchObject({
      response: { status: 400, data: { code: "ORDERPAID" } },
    });
  },
);

test("wechatpay-node-v3 prepays, queries, refunds, and verifies and opens a notification by the list of certificates", async () => {
  const address = await notifyAddress(200);
  const { merchant, sandbox, wallet, travel, control } = await payShop(address.url, real);
  await control("/pay/merchant", { account: "shop", proof: "certificate" });
  const pay = new NodePay({
    appid: shop.appId,
    mchid: merchant.mchid,
    publicKey: Buffer.from(merchant.certificate),
    privateKey: Buffer.from(merchant.privateKey),
    key: merchant.apiV3Key,
  });
  const ask = async (url: string, headers: Record<string, string>, sent?: object) => {
    const local = url.replace("https://api.mch.weixin.qq.com", sandbox.url);
    const answered = await fetch(local, {
      headers: { ...headers, "content-type": "application/json" },
      ...(sent === undefined ? {} : { method: "POST", body: JSON.stringify(sent) }),
    });
    const text = await answered.text();
    return { status: answered.status, data: text === "" ? null : JSON.parse(text) };
  };
  pay.createHttp({
    get: (url: string, headers: Record<string, string>) => ask(url, headers),
    post: (url: string, sent: object, headers: Record<string, string>) => ask(url, headers, sent),
  });
  const native = await pay.transactions_native(orderOf(merchant, address.url));
  expect(native).toMatchObject({ status: 200 });
  await wallet({ outTradeNo: NO });
  await control("/settle", {});
  expect(await pay.query({ out_trade_no: NO })).toMatchObject({
    data: { trade_state: "SUCCESS", trade_type: "NATIVE" },
  });
  const { headers, body } = await first(address.posted);
  const text = body.toString();
  const isProven = await pay.verifySign({
    timestamp: headers["wechatpay-timestamp"],
    nonce: headers["wechatpay-nonce"],
    body: text,
    serial: headers["wechatpay-serial"],
    signature: headers["wechatpay-signature"],
  });
  expect(isProven).toBe(true);
  const { ciphertext, associated_data, nonce } = JSON.parse(text).resource;
  expect(pay.decipher_gcm(ciphertext, associated_data, nonce)).toMatchObject({ out_trade_no: NO });
  expect(await pay.refunds(refundOf(address.url))).toMatchObject({
    data: { status: "PROCESSING" },
  });
  await travel(1000);
  expect(await pay.find_refunds("RF1")).toMatchObject({ data: { status: "SUCCESS" } });
});
