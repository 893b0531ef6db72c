import type { KeyObject } from "node:crypto";
import { createPrivateKey, createPublicKey, generateKeyPair } from "node:crypto";
import { promisify } from "node:util";

/** A pair as it is kept: PEM. */
export interface PairText {
  readonly privateKey: string;
  readonly publicKey: string;
}
export interface Pair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const BITS = 2048;
const generate = promisify(generateKeyPair);

/** Makes a pair beside what goes on; a tenth of a second of another thread. */
export const makePair = async (): Promise<PairText> => {
  const { privateKey, publicKey } = await generate("rsa", { modulusLength: BITS });
  return {
    privateKey: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
    publicKey: publicKey.export({ format: "pem", type: "spki" }).toString(),
  };
};

const parsed = new Map<string, Pair>();

/** The keys of a pair; parsed once. */
export const keysOf = (text: PairText): Pair => {
  const known = parsed.get(text.privateKey);
  if (known !== undefined) return known;
  const pair = {
    privateKey: createPrivateKey(text.privateKey),
    publicKey: createPublicKey(text.publicKey),
  };
  parsed.set(text.privateKey, pair);
  return pair;
};
