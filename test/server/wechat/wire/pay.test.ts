import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  isPaySignedBy,
  openResource,
  payMessage,
  sealResource,
  signedBytes,
  signPay,
} from "../../../../server/wechat/wire/pay.ts";

const key = "0123456789abcdef0123456789abcdef";
const vector = {
  text: '{"mchid":"1900000001","out_trade_no":"SB202611230001","trade_state":"SUCCESS"}',
  ciphertext:
    "fKn2qogHDGvT2h1KoZRHsSFflJZpyCvgxyo0EVt8dAhs6D3tgqi3os18Sa12+b4sVMme1HzFjbcL59VFHjXCrGcoEmRjB2EmsZINDJSpZGJ2MnmY/IYoHgV/Z9KOzQ==",
  nonce: "sandboxnonce",
  associatedData: "transaction",
};
const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });

test("the vector of the contract opens and is made", () => {
  expect(openResource(vector, key)).toBe(vector.text);
  const { nonce, associatedData, ciphertext } = vector;
  expect(sealResource(vector.text, { key, nonce, associatedData }).ciphertext).toBe(ciphertext);
});

test.each([
  ["another key", vector, "1123456789abcdef0123456789abcdef"],
  ["a short key", vector, key.slice(1)],
  ["another nonce", { ...vector, nonce: "sandboxnoncf" }, key],
  ["a long nonce", { ...vector, nonce: "sandboxnonce1234" }, key],
  ["other associated data", { ...vector, associatedData: "refund" }, key],
  ["a changed text", { ...vector, ciphertext: `A${vector.ciphertext.slice(1)}` }, key],
  ["a cut tag", { ...vector, ciphertext: vector.ciphertext.slice(0, -8) }, key],
  ["no text", { ...vector, ciphertext: "" }, key],
])("%s opens nothing", (_what, sealed, by) => {
  expect(openResource(sealed, by)).toBeNull();
});

test("any text comes back as it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (text, associatedData) => {
      const whole = text.toWellFormed();
      const sealed = sealResource(whole, { key, nonce: "abcdefghijkl", associatedData });
      expect(openResource(sealed, key)).toBe(whole);
    }),
  );
});

test("each line is signed with its break, the last one too", () => {
  expect(payMessage("GET", "/v3/certificates", "1763865600", "N", "")).toBe(
    "GET\n/v3/certificates\n1763865600\nN\n\n",
  );
});

test("a signature covers every byte", () => {
  const body = Buffer.from('{"a":"咖啡"}');
  const bytes = signedBytes("1763865600", "N", body);
  const signature = signPay(Buffer.from(bytes).toString(), pair.privateKey);
  expect(isPaySignedBy(bytes, signature, pair.publicKey)).toBe(true);
  const rewritten = Buffer.from('{"a": "咖啡"}');
  expect(isPaySignedBy(signedBytes("1763865600", "N", rewritten), signature, pair.publicKey)).toBe(
    false,
  );
  expect(isPaySignedBy(bytes, `WECHATPAY/SIGNTEST/${signature}`, pair.publicKey)).toBe(false);
  expect(isPaySignedBy(bytes, "not base64!", pair.publicKey)).toBe(false);
  expect(isPaySignedBy(bytes, "", pair.publicKey)).toBe(false);
});
