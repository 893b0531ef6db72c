/**
 * A merchant as its client needs it: everything is a value by now (`env:NAME` was looked up).
 * An account may have several; the first one is used where none is named.
 */
export interface Merchant {
  /** 商户号, 8–10 digits. */
  readonly mchid: string;
  /** The account's, bound to the merchant in the merchant's console (AppID 授权). */
  readonly appid: string;
  /** 32 ASCII characters; opens what the platform encrypts. */
  readonly apiV3Key: string;
  /** PEM, PKCS#8 or PKCS#1; signs our requests and what a phone pays with. */
  readonly privateKey: string;
  /** Serial number of the merchant's own certificate, hexadecimal; upper and lower case are the same. */
  readonly serial: string;
  /** The platform's public key (微信支付公钥), for merchants that have one; `null`: platform certificates are downloaded and kept fresh. */
  readonly platformKey: { readonly id: string; readonly pem: string } | null;
  /** `https://api.mch.weixin.qq.com`, or the sandbox; no slash at the end. */
  readonly baseUrl: string;
}
