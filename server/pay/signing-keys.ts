import type { KeyObject } from "node:crypto";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { API_V3_KEY_BYTES } from "../wechat/wire/pay.ts";
import type { Merchant } from "./merchant.ts";

/** A merchant's keys, parsed once. */
export interface SigningKeys {
  readonly privateKey: KeyObject;
  /** The platform's public key and its id; `null` where certificates are used. */
  readonly platform: { readonly id: string; readonly key: KeyObject } | null;
}

const PEM_LINE = 64;
/** Keys travel through variables as one line, with `\n` written out or with nothing but the base64. */
const pemOf = (text: string, kind: "PRIVATE KEY" | "PUBLIC KEY"): string => {
  const lines = text.trim().replaceAll("\\n", "\n");
  if (lines.includes("-----BEGIN")) return lines;
  const base64 = lines.replaceAll(/\s/g, "").match(new RegExp(`.{1,${PEM_LINE}}`, "g")) ?? [];
  return [`-----BEGIN ${kind}-----`, ...base64, `-----END ${kind}-----`].join("\n");
};

/** The keys of a merchant; `null` when one of them is missing or none. */
export const readKeys = (
  merchant: Pick<Merchant, "apiV3Key" | "privateKey" | "platformKey" | "serial">,
): SigningKeys | null => {
  const { apiV3Key, privateKey, platformKey, serial } = merchant;
  if (Buffer.byteLength(apiV3Key) !== API_V3_KEY_BYTES || serial === "") return null;
  try {
    const own = createPrivateKey(pemOf(privateKey, "PRIVATE KEY"));
    if (own.asymmetricKeyType !== "rsa") return null;
    if (platformKey === null) return { privateKey: own, platform: null };
    const key = createPublicKey(pemOf(platformKey.pem, "PUBLIC KEY"));
    return { privateKey: own, platform: { id: platformKey.id, key } };
  } catch {
    return null;
  }
};
