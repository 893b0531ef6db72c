import { hash } from "node:crypto";

/** Places a bucket has; the oldest entry gives way. */
const ways = 8;
/** Two words of the signature, two of the body's digest. */
const words = 4;

const word = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 8), 16);

/**
 * Remembers which body a signature came with. In plain mode nothing else ties the two together: whoever saw one request
 * line could post any body under it. The same body is a repeat and passes.
 * A table of fixed size, so that traffic makes no garbage. What falls out of it was seen long ago at any usual rate, and
 * beyond the window of timestamps the signature itself is refused; nobody without the token can push entries out.
 */
export class ReplayGuard {
  readonly #buckets: number;
  readonly #table: Uint32Array;
  readonly #oldest: Uint8Array;

  /** `pairs`: how many signatures are remembered, 16 bytes each. */
  constructor(pairs: number) {
    this.#buckets = Math.max(1, Math.ceil(pairs / ways));
    this.#table = new Uint32Array(this.#buckets * ways * words);
    this.#oldest = new Uint8Array(this.#buckets);
  }

  /** Whether this body may stand under the signature (hex, already verified): it is the first, or the same again. */
  accepts(signature: string, body: Buffer | string): boolean {
    // As text: a buffer for each digest costs more than the digest.
    const digest = hash("sha1", body, "hex");
    const high = word(signature, 0);
    const low = word(signature, 8);
    const bodyHigh = word(digest, 0);
    const bodyLow = word(digest, 8);
    const table = this.#table;
    const bucket = high % this.#buckets;
    const start = bucket * ways * words;
    for (let at = start; at < start + ways * words; at += words) {
      if (table[at] !== high || table[at + 1] !== low) continue;
      return table[at + 2] === bodyHigh && table[at + 3] === bodyLow;
    }
    const oldest = this.#oldest[bucket] ?? 0;
    const entry = start + oldest * words;
    table[entry] = high;
    table[entry + 1] = low;
    table[entry + 2] = bodyHigh;
    table[entry + 3] = bodyLow;
    this.#oldest[bucket] = (oldest + 1) % ways;
    return true;
  }
}
