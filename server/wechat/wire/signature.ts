import { hash, timingSafeEqual } from "node:crypto";

/** What every request between WeChat and a developer's address is signed with. `timestamp` is seconds, as the digits that were sent. */
export interface Triple {
  readonly token: string;
  readonly timestamp: string;
  readonly nonce: string;
}

const sha1OfSorted = (parts: string[]): Buffer => hash("sha1", parts.sort().join(""), "buffer");

/** The `signature` of a request: lower-case hex SHA-1 of token, timestamp and nonce in byte order. */
export const signTriple = ({ token, timestamp, nonce }: Triple): string =>
  sha1OfSorted([token, timestamp, nonce]).toString("hex");

/** The `msg_signature` of a sealed message: as `signTriple`, over the base64 text of `Encrypt` too. */
export const signSealed = ({ token, timestamp, nonce }: Triple, sealed: string): string =>
  sha1OfSorted([token, timestamp, nonce, sealed]).toString("hex");

const digestBytes = 20;
const lowerHex = /^[0-9a-f]{40}$/;

/** Compares in constant time; a text that is not exactly 40 lower-case hex digits is refused, since `Buffer.from` would take a prefix of it. */
const isDigest = (expected: Buffer, given: string): boolean => {
  if (!lowerHex.test(given)) return false;
  const bytes = Buffer.from(given, "hex");
  return bytes.length === digestBytes && timingSafeEqual(expected, bytes);
};

/** Whether `signature` is the one that the holder of the token makes for this timestamp and nonce. */
export const isSignedBy = ({ token, timestamp, nonce }: Triple, signature: string): boolean =>
  isDigest(sha1OfSorted([token, timestamp, nonce]), signature);

/** Whether `signature` (`msg_signature`) covers this base64 text of `Encrypt`. */
export const isSealSignedBy = (
  { token, timestamp, nonce }: Triple,
  sealed: string,
  signature: string,
): boolean => isDigest(sha1OfSorted([token, timestamp, nonce, sealed]), signature);
