import { createHmac } from "node:crypto";
import type { AccountId } from "../../engine/index.ts";

const NO_DIGITS = 20;
const CODE_DIGITS = 16;

const digitsOf = (digest: Buffer, count: number): string =>
  (BigInt(`0x${digest.toString("hex")}`) % 10n ** BigInt(count)).toString().padStart(count, "0");

/** The numbers of orders and refunds, and what a buyer shows to redeem an order: digits that only this server makes. */
export interface OrderNumbers {
  /**
   * `out_trade_no` or `out_refund_no` of whatever asks for one: the same key always gives the same number, so that asking
   * twice is one order. Twenty digits; those of another server with the same merchant are others.
   */
  readonly no: (account: AccountId, key: string) => string;
  /** Sixteen digits. */
  readonly code: (account: AccountId, no: string) => string;
}

/** Numbers under a key of their own, made from the server's. */
export const orderNumbers = (secretKey: Uint8Array): OrderNumbers => {
  const key = createHmac("sha256", secretKey).update("yingda orders").digest();
  const digits = (what: string, count: number) => (account: string, text: string) =>
    digitsOf(
      createHmac("sha256", key)
        .update(JSON.stringify([what, account, text]))
        .digest(),
      count,
    );
  return { no: digits("no", NO_DIGITS), code: digits("code", CODE_DIGITS) };
};

/** A code as people read it: `4821 3094 8203 9482`. */
export const spacedCode = (code: string): string => code.replaceAll(/(\d{4})(?=\d)/g, "$1 ");
/** A code as people type it, or scan it. */
export const plainCode = (typed: string): string =>
  typed
    .normalize("NFKC")
    .replaceAll(/[^0-9]/g, "")
    .slice(0, 32);
