import type { KeyObject } from "node:crypto";
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from "node:crypto";
import type { Triple } from "./signature.ts";
import { signSealed } from "./signature.ts";
import { writeXml } from "./xml.ts";

/** A decoded EncodingAESKey, ready for use. */
export interface AesKey {
  readonly key: KeyObject;
  readonly iv: Buffer;
}

const blockBytes = 32;
const randomLength = 16;
const headBytes = randomLength + 4;
const encodedKey = /^[A-Za-z0-9]{43}$/;

/** Decodes an EncodingAESKey; throws when it is not 43 letters and digits. The text itself never stands in the error. */
export const decodeAesKey = (encodingAesKey: string): AesKey => {
  if (!encodedKey.test(encodingAesKey)) {
    throw new Error(
      `EncodingAESKey: expected 43 letters and digits, received ${encodingAesKey.length} characters`,
    );
  }
  const bytes = Buffer.from(`${encodingAesKey}=`, "base64");
  return { key: createSecretKey(bytes), iv: Buffer.from(bytes.subarray(0, 16)) };
};

/** Seals a message: random ‖ length ‖ text ‖ appid, padded to 32, AES-256-CBC, base64. `random` (16 bytes) is given only to reproduce a test vector. */
export const sealMessage = (message: {
  readonly text: string;
  readonly appId: string;
  readonly key: AesKey;
  readonly random?: Buffer;
}): string => {
  const textBytes = Buffer.byteLength(message.text);
  const length = headBytes + textBytes + Buffer.byteLength(message.appId);
  const padding = blockBytes - (length % blockBytes);
  const plain = Buffer.allocUnsafe(length + padding);
  (message.random ?? randomBytes(randomLength)).copy(plain, 0, 0, randomLength);
  plain.writeUInt32BE(textBytes, randomLength);
  plain.write(message.text, headBytes);
  plain.write(message.appId, headBytes + textBytes);
  plain.fill(padding, length);
  const cipher = createCipheriv("aes-256-cbc", message.key.key, message.key.iv);
  cipher.setAutoPadding(false);
  return cipher.update(plain, undefined, "base64") + cipher.final("base64");
};

const decrypt = (sealed: Buffer, { key, iv }: AesKey): Buffer => {
  const decipher = createDecipheriv("aes-256-cbc", key, iv);
  decipher.setAutoPadding(false);
  // Without padding of its own OpenSSL gives every block in `update`.
  const plain = decipher.update(sealed);
  decipher.final();
  return plain;
};

/** The length without the PKCS#7 padding, or -1 when the padding is not one. */
const unpaddedLength = (plain: Buffer): number => {
  const padding = plain[plain.length - 1] ?? 0;
  if (padding < 1 || padding > blockBytes) return -1;
  for (let at = plain.length - padding; at < plain.length; at++) {
    if (plain[at] !== padding) return -1;
  }
  return plain.length - padding;
};

const openWith = (sealed: Buffer, appId: string, key: AesKey): Buffer | null => {
  const plain = decrypt(sealed, key);
  const end = unpaddedLength(plain);
  if (end < headBytes) return null;
  const textEnd = headBytes + plain.readUInt32BE(randomLength);
  if (textEnd > end || plain.toString("latin1", textEnd, end) !== appId) return null;
  return plain.subarray(headBytes, textEnd);
};

/**
 * Opens a sealed message; gives the bytes of its text, or `null` when no key opens it or it was sealed for another appid.
 * `keys`: the current one, then the previous one (both are seen for a while after a change). Check `msg_signature` first.
 */
export const openMessage = (message: {
  readonly sealed: string;
  readonly appId: string;
  readonly keys: readonly AesKey[];
}): Buffer | null => {
  const bytes = Buffer.from(message.sealed, "base64");
  if (bytes.length === 0 || bytes.length % blockBytes !== 0) return null;
  for (const key of message.keys) {
    const opened = openWith(bytes, message.appId, key);
    if (opened !== null) return opened;
  }
  return null;
};

/** The XML around a sealed reply, signed. */
export const writeEnvelope = (triple: Triple, sealed: string): string =>
  writeXml([
    ["Encrypt", sealed],
    ["MsgSignature", signSealed(triple, sealed)],
    ["TimeStamp", Number(triple.timestamp)],
    ["Nonce", triple.nonce],
  ]);
