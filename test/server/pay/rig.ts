import type { KeyObject } from "node:crypto";
import { generateKeyPairSync } from "node:crypto";
import { createPayClient } from "../../../server/pay/create-pay-client.ts";
import type { Merchant } from "../../../server/pay/merchant.ts";
import type { PayClient } from "../../../server/pay/pay-client.ts";
import type { PayAnswered, PayAsked } from "../../../server/pay/pay-exchange.ts";
import { makeCertificate } from "../../../server/sandbox/pay/certificate.ts";
import {
  isPaySignedBy,
  payMessage,
  sealResource,
  signPay,
} from "../../../server/wechat/wire/pay.ts";

const pairOf = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
export type Pair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
/** Made once a file: a pair costs a tenth of a second. */
export const merchantPair: Pair = pairOf();
export const platformPair: Pair = pairOf();
export const otherPair: Pair = pairOf();

export const PLATFORM_ID = "PUB_KEY_ID_0119000000012026112300000001";
export const SERIAL = "3775B6A45ACD588826D15E583A95F5DD11223344";
export const API_V3_KEY = "0123456789abcdef0123456789abcdef";
export const START_MS = Date.parse("2026-11-23T10:34:56+08:00");

export const pemOf = (key: KeyObject): string =>
  key.export({ format: "pem", type: key.type === "private" ? "pkcs8" : "spki" }).toString();

export const merchant = (of: Partial<Merchant> = {}): Merchant => ({
  mchid: "1900000001",
  appid: "wx0123456789abcdef",
  apiV3Key: API_V3_KEY,
  privateKey: pemOf(merchantPair.privateKey),
  serial: SERIAL,
  platformKey: { id: PLATFORM_ID, pem: pemOf(platformPair.publicKey) },
  baseUrl: "https://pay.example.test",
  ...of,
});

/** How the platform signs what it sends. */
export interface SignedBy {
  readonly serial?: string;
  readonly key?: KeyObject;
  readonly nowMs?: number;
  readonly nonce?: string;
  readonly signature?: string;
}
/** The four headers over these very bytes. */
export const proofHeaders = (body: string, by: SignedBy = {}): Record<string, string> => {
  const timestamp = String(Math.floor((by.nowMs ?? START_MS) / 1000));
  const nonce = by.nonce ?? "N0NCE";
  const key = by.key ?? platformPair.privateKey;
  return {
    "wechatpay-timestamp": timestamp,
    "wechatpay-nonce": nonce,
    "wechatpay-serial": by.serial ?? PLATFORM_ID,
    "wechatpay-signature": by.signature ?? signPay(payMessage(timestamp, nonce, body), key),
  };
};

/** A signed answer. */
export const answer = (json: unknown, status = 200, by: SignedBy = {}): PayAnswered => {
  const body = json === null ? "" : JSON.stringify(json);
  const headers = proofHeaders(body, by);
  return { ok: true, status, header: (name) => headers[name] ?? "", bytes: Buffer.from(body) };
};
/** An answer nobody signed. */
export const bare = (status: number, body: string): PayAnswered => ({
  ok: true,
  status,
  header: () => "",
  bytes: Buffer.from(body),
});

/** A merchant's client over answers that are given one after the other; the last one is given again. */
export const rig = (answers: readonly PayAnswered[], of: Partial<Merchant> = {}) => {
  const asked: PayAsked[] = [];
  const waited: number[] = [];
  const clock = { ms: START_MS };
  let next = [...answers];
  const client = createPayClient(merchant(of), {
    exchange: async (one) => {
      asked.push(one);
      const [first, ...rest] = next;
      if (rest.length > 0) next = rest;
      return first ?? { ok: false, code: "unreachable", detail: "" };
    },
    nowMs: () => clock.ms,
    nonce: () => `NONCE${asked.length}`,
    wait: async (ms) => {
      waited.push(ms);
    },
  });
  if (client === null) throw new Error("the merchant's keys cannot be read");
  const answerWith = (...more: readonly PayAnswered[]): void => {
    next = [...more];
  };
  return { client: client satisfies PayClient, asked, waited, clock, answerWith };
};

/** Whether the merchant signed a request over what was sent. */
export const isSignedRequest = ({ url, method, headers, body = "" }: PayAsked): boolean => {
  const fields = Object.fromEntries(
    [...(headers["authorization"] ?? "").matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  );
  const { timestamp = "", nonce_str = "", signature = "" } = fields;
  const message = payMessage(method, url.pathname + url.search, timestamp, nonce_str, body);
  return isPaySignedBy(message, signature, merchantPair.publicKey);
};

/** A platform certificate as the list of certificates carries it. */
export const listed = (
  serial: string,
  pair: Pair,
  { untilMs = START_MS + 86_400_000 * 365, key = API_V3_KEY } = {},
): object => {
  const pem = makeCertificate(
    { serial, commonName: "Tenpay", fromMs: START_MS - 86_400_000, untilMs },
    pair,
  );
  const sealed = sealResource(pem, { key, nonce: "abcdefghijkl", associatedData: "certificate" });
  return {
    serial_no: serial,
    effective_time: "2026-11-22T10:34:56+08:00",
    expire_time: "2027-11-23T10:34:56+08:00",
    encrypt_certificate: {
      algorithm: "AEAD_AES_256_GCM",
      nonce: sealed.nonce,
      associated_data: sealed.associatedData,
      ciphertext: sealed.ciphertext,
    },
  };
};

/** A transaction as the platform writes it. */
export const transactionJson = (of: object = {}) => ({
  transaction_id: "4200000891202611230000000001",
  amount: { total: 3980, payer_total: 3980, currency: "CNY", payer_currency: "CNY" },
  mchid: "1900000001",
  appid: "wx0123456789abcdef",
  trade_state: "SUCCESS",
  trade_state_desc: "支付成功",
  trade_type: "JSAPI",
  bank_type: "OTHERS",
  attach: "rule=42",
  success_time: "2026-11-23T10:34:56+08:00",
  payer: { openid: "oAbc1dEfG2hIjK3lMnO4pQrS5tUv" },
  out_trade_no: "SB202611230001",
  promotion_detail: [],
  ...of,
});
