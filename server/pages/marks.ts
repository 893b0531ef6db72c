import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** What a mark is for: one of another purpose never serves. */
export type MarkPurpose = "recipient" | "form" | "number" | "code" | "share" | "place" | "map";

/** Makes marks that only this server can make: the keyed digest of some texts, 128 bits. */
export type Mark = (purpose: MarkPurpose, ...texts: readonly string[]) => string;

/** Marks under a key of their own, made from the server's. */
export const markWith = (secretKey: Uint8Array): Mark => {
  const key = createHmac("sha256", secretKey).update("yingda pages").digest();
  return (purpose, ...texts) =>
    createHmac("sha256", key)
      // As JSON, so that no text can pass for two.
      .update(JSON.stringify([purpose, ...texts]))
      .digest()
      .subarray(0, 16)
      .toString("base64url");
};

/** Compares without telling how much was right. */
export const isSame = (a: string, b: string): boolean => {
  const [left, right] = [a, b].map((text) => createHash("sha256").update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
};

/** 256 bits for a cookie, and what is stored of it. */
export const newToken = (): { readonly token: string; readonly hash: string } => {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashToken(token) };
};
/** SHA-256, hex. */
export const hashToken = (token: string): string =>
  createHash("sha256").update(token).digest("hex");
/** 128 bits in letters and digits, as the platform wants a state. */
export const newState = (): string => randomBytes(16).toString("hex");
