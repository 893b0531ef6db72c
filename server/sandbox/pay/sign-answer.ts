import type { KeyObject } from "node:crypto";
import { payMessage, signPay } from "../../wechat/wire/pay.ts";

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
