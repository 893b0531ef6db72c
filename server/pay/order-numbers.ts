import { createHash, createHmac } from "node:crypto";

const NO_DIGITS = 20;
const CODE_DIGITS = 16;

const digitsOf = (digest: Buffer, count: number): string =>
  (BigInt(`0x${digest.toString("hex")}`) % 10n ** BigInt(count)).toString().padStart(count, "0");

/** `out_trade_no` or `out_refund_no` of whatever asks for one: the same key always gives the same number, so that asking twice is one order. */
export const numberFor = (account: string, key: string): string =>
  digitsOf(
    createHash("sha256")
      .update(JSON.stringify([account, key]))
      .digest(),
    NO_DIGITS,
  );

/** What a buyer shows to redeem an order: sixteen digits that only this server can make. */
export const voucherCodes = (secretKey: Uint8Array) => {
  const key = createHmac("sha256", secretKey).update("yingda vouchers").digest();
  return (account: string, no: string): string =>
    digitsOf(
      createHmac("sha256", key)
        .update(JSON.stringify([account, no]))
        .digest(),
      CODE_DIGITS,
    );
};

/** A code as people read it: `4821 3094 8203 9482`. */
export const spacedCode = (code: string): string => code.replaceAll(/(\d{4})(?=\d)/g, "$1 ");
/** A code as people type it, or scan it. */
export const plainCode = (typed: string): string =>
  typed
    .normalize("NFKC")
    .replaceAll(/[^0-9]/g, "")
    .slice(0, 32);
