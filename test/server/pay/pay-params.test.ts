import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import type { Merchant } from "../../../server/pay/merchant.ts";
import { appParams, jsapiParams } from "../../../server/pay/pay-params.ts";
import { isPaySignedBy } from "../../../server/wechat/wire/pay.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const merchant: Pick<Merchant, "mchid" | "appid"> = {
  mchid: "1900000001",
  appid: "wx0123456789abcdef",
};
const signer = { ...merchant, privateKey, nowMs: () => 1_763_865_600_999, nonce: () => "NONCE" };

test("a page's parameters are signed over appid, seconds, nonce and package", () => {
  const { paySign, ...params } = jsapiParams(signer, "wx26112221580621e9b071c00d9e093b0000");
  expect(params).toEqual({
    timestamp: "1763865600",
    nonceStr: "NONCE",
    package: "prepay_id=wx26112221580621e9b071c00d9e093b0000",
    signType: "RSA",
  });
  const signed =
    "wx0123456789abcdef\n1763865600\nNONCE\nprepay_id=wx26112221580621e9b071c00d9e093b0000\n";
  expect(isPaySignedBy(signed, paySign, publicKey)).toBe(true);
});

test("an app's parameters are signed over appid, seconds, nonce and the bare prepay id", () => {
  const { sign, ...params } = appParams(signer, "wx26");
  expect(params).toEqual({
    appid: merchant.appid,
    partnerid: merchant.mchid,
    prepayid: "wx26",
    package: "Sign=WXPay",
    noncestr: "NONCE",
    timestamp: "1763865600",
  });
  const signed = "wx0123456789abcdef\n1763865600\nNONCE\nwx26\n";
  expect(isPaySignedBy(signed, sign, publicKey)).toBe(true);
});
