import type { KeyObject } from "node:crypto";
import { payMessage, signPay } from "../wechat/wire/pay.ts";
import type { AppPayParams, JsapiPayParams } from "./pay-client.ts";

/** What signing for a phone needs. */
export interface Signer {
  readonly appid: string;
  readonly mchid: string;
  readonly privateKey: KeyObject;
  readonly nowMs: () => number;
  /** Letters and digits, another text each time; up to 32. */
  readonly nonce: () => string;
}
const secondsOf = (nowMs: number): string => String(Math.floor(nowMs / 1000));

/** Signs what a page pays with. */
export const jsapiParams = (signer: Signer, prepayId: string): JsapiPayParams => {
  const timestamp = secondsOf(signer.nowMs());
  const nonceStr = signer.nonce();
  const packed = `prepay_id=${prepayId}`;
  const paySign = signPay(payMessage(signer.appid, timestamp, nonceStr, packed), signer.privateKey);
  return { timestamp, nonceStr, package: packed, signType: "RSA", paySign };
};

/** Signs what an app pays with. */
export const appParams = (signer: Signer, prepayid: string): AppPayParams => {
  const { appid, mchid: partnerid } = signer;
  const timestamp = secondsOf(signer.nowMs());
  const noncestr = signer.nonce();
  const sign = signPay(payMessage(appid, timestamp, noncestr, prepayid), signer.privateKey);
  return { appid, partnerid, prepayid, package: "Sign=WXPay", noncestr, timestamp, sign };
};
