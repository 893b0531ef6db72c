import { hash, timingSafeEqual } from "node:crypto";

/** What every request between WeChat and a developer's address is signed with. `timestamp` is seconds, as the digits that were sent. */
export interface Triple {
  readonly token: string;
  readonly timestamp: string;
  readonly nonce: string;
}

const sha1OfSorted = (parts: string[]): string => hash("sha1", parts.sort().join(""), "hex");

/** The `signature` of a request: lower-case hex SHA-1 of token, timestamp and nonce in byte order. */
export const signTriple = ({ token, timestamp, nonce }: Triple): string =>
  sha1OfSorted([token, timestamp, nonce]);

/** The `msg_signature` of a sealed message: as `signTriple`, over the base64 text of `Encrypt` too. */
export const signSealed = ({ token, timestamp, nonce }: Triple, sealed: string): string =>
  sha1OfSorted([token, timestamp, nonce, sealed]);

const digits = 40;
const lowerHex = /^[0-9a-f]{40}$/;
// Kept: a buffer for each digest costs more than the digest.
const expectedDigits = Buffer.alloc(digits);
const givenDigits = Buffer.alloc(digits);

/** Compares in constant time; a text that is not exactly 40 lower-case hex digits is refused. */
const isDigest = (expected: string, given: string): boolean => {
  if (!lowerHex.test(given)) return false;
  expectedDigits.write(expected, "latin1");
  givenDigits.write(given, "latin1");
  return timingSafeEqual(expectedDigits, givenDigits);
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
