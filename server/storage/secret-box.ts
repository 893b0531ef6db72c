import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { StorageError } from "./storage-error.ts";

/** Encrypts what rests in the database: AES-256-GCM, bound to its place by `context`, so that no row's secret serves in another's. */
export interface SecretBox {
  readonly seal: (plain: string, context: string) => string;
  /** Throws `secret-unreadable`, without saying anything about the content. */
  readonly open: (sealed: string, context: string) => string;
}

const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
const IV_BYTES = 12;
const FORMAT = "v1";

const keyName = (key: Uint8Array): string =>
  createHash("sha256").update("yingda key\0").update(key).digest("base64url").slice(0, 8);

/** Seals with the first key, opens with any: put a new key in front to change it. Each has 32 bytes. */
export const makeSecretBox = (keys: readonly [Uint8Array, ...Uint8Array[]]): SecretBox => {
  for (const key of keys)
    if (key.length !== KEY_BYTES)
      throw new RangeError(`a secret key has ${KEY_BYTES} bytes, not ${key.length}`);
  const byName = new Map(keys.map((key) => [keyName(key), key]));
  const first = keys[0];
  const firstName = keyName(first);
  return {
    seal: (plain, context) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, first, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      const parts = [iv, body, cipher.getAuthTag()].map((part) => part.toString("base64url"));
      return [FORMAT, firstName, ...parts].join(".");
    },
    open: (sealed, context) => {
      const [format, name = "", iv = "", body = "", tag = ""] = sealed.split(".");
      const key = byName.get(name);
      if (format !== FORMAT || key === undefined)
        throw new StorageError("secret-unreadable", `${context}.`);
      try {
        const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(iv, "base64url"), {
          authTagLength: 16,
        })
          .setAAD(Buffer.from(context))
          .setAuthTag(Buffer.from(tag, "base64url"));
        const plain = decipher.update(Buffer.from(body, "base64url"));
        return Buffer.concat([plain, decipher.final()]).toString("utf8");
      } catch (error) {
        throw new StorageError("secret-unreadable", `${context}.`, error);
      }
    },
  };
};
