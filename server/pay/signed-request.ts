import { payMessage, signPay } from "../wechat/wire/pay.ts";
import type { Signer } from "./pay-params.ts";

/** What stands in `Authorization` (contract §6.1); `target` is path and query as they are sent. */
export const authorization = (
  signer: Signer & { readonly serial: string },
  {
    method,
    target,
    body,
  }: { readonly method: string; readonly target: string; readonly body: string },
): string => {
  const timestamp = String(Math.floor(signer.nowMs() / 1000));
  const nonce = signer.nonce();
  const signature = signPay(payMessage(method, target, timestamp, nonce, body), signer.privateKey);
  const fields = [
    `mchid="${signer.mchid}"`,
    `nonce_str="${nonce}"`,
    `timestamp="${timestamp}"`,
    `serial_no="${signer.serial}"`,
    `signature="${signature}"`,
  ];
  return `WECHATPAY2-SHA256-RSA2048 ${fields.join(",")}`;
};
