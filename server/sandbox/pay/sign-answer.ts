import type { KeyObject } from "node:crypto";
import { PAY_PROBE, payMessage, signPay } from "../../wechat/wire/pay.ts";

/** Shaped like the ones the platform tests with: what follows is no signature. */
export const PROBE_SIGNATURE = `${PAY_PROBE}${Buffer.alloc(240, "sandbox").toString("base64")}`;

/** The headers by which an answer or a notification is proven (contract §6.2). */
export const signedHeaders = (
  body: string,
  by: {
    readonly serial: string;
    readonly key: KeyObject;
    readonly nowMs: number;
    readonly nonce: string;
    readonly requestId: string;
  },
): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(by.nowMs / 1000));
  return {
    "request-id": by.requestId,
    "wechatpay-serial": by.serial,
    "wechatpay-timestamp": timestamp,
    "wechatpay-nonce": by.nonce,
    "wechatpay-signature": signPay(payMessage(timestamp, by.nonce, body), by.key),
    "wechatpay-signature-type": "WECHATPAY2-SHA256-RSA2048",
  };
};
