import { createHash, randomBytes } from "node:crypto";

/** 256 bits for a cookie or a link, and what is stored of it. */
export const newToken = (): { readonly token: string; readonly hash: string } => {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashToken(token) };
};
/** SHA-256, hex. */
export const hashToken = (token: string): string =>
  createHash("sha256").update(token).digest("hex");
/** A short digest of a text, for the audit log. */
export const digestOf = (text: string | null): string =>
  text === null ? "" : hashToken(text).slice(0, 16);
