import type { KeyObject } from "node:crypto";
import { createCipheriv, createDecipheriv, sign, verify } from "node:crypto";

/** What a signature begins with when the platform only tests whether signatures are checked. */
export const PAY_PROBE = "WECHATPAY/SIGNTEST/";
/** Bytes of an APIv3 key. */
export const API_V3_KEY_BYTES = 32;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The text that is signed: each part and a line break, the last one too (contract §6.1, §6.2, §6.5). */
export const payMessage = (...lines: readonly string[]): string =>
  lines.map((line) => `${line}\n`).join("");

/** Base64 of RSA-SHA256 with PKCS#1 v1.5 padding. */
export const signPay = (message: string, privateKey: KeyObject): string =>
  sign("sha256", Buffer.from(message), privateKey).toString("base64");

/** Whether the holder of the key signed this; a signature that is not base64 is none. */
export const isPaySignedBy = (
  message: string | Uint8Array,
  signature: string,
  publicKey: KeyObject,
): boolean => {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(signature)) return false;
  return verify("sha256", Buffer.from(message), publicKey, Buffer.from(signature, "base64"));
};

/** What answers and notifications are signed over: the body is taken as the bytes that came. */
export const signedBytes = (timestamp: string, nonce: string, body: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(payMessage(timestamp, nonce)), body, Buffer.from("\n")]);

/** An encrypted part of a notification or of the list of certificates (contract §6.3). */
export interface SealedResource {
  /** Base64 of cipher text and tag. */
  readonly ciphertext: string;
  /** 12 characters. */
  readonly nonce: string;
  /** May be empty. */
  readonly associatedData: string;
}

/** AES-256-GCM with the APIv3 key. */
export const sealResource = (
  text: string,
  { key, nonce, associatedData }: { readonly key: string } & Omit<SealedResource, "ciphertext">,
): SealedResource => {
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(key), Buffer.from(nonce));
  cipher.setAAD(Buffer.from(associatedData));
  const parts = [cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()];
  return { ciphertext: Buffer.concat(parts).toString("base64"), nonce, associatedData };
};

/** The text of a resource; `null` when the key, or anything else about it, is wrong. */
export const openResource = (
  { ciphertext, nonce, associatedData }: SealedResource,
  key: string,
): string | null => {
  const bytes = Buffer.from(ciphertext, "base64");
  const keyBytes = Buffer.from(key);
  const nonceBytes = Buffer.from(nonce);
  if (bytes.length < TAG_BYTES || keyBytes.length !== API_V3_KEY_BYTES) return null;
  if (nonceBytes.length !== NONCE_BYTES) return null;
  const decipher = createDecipheriv("aes-256-gcm", keyBytes, nonceBytes);
  decipher.setAAD(Buffer.from(associatedData));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(0, -TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
};
