import { hash } from "node:crypto";

/**
 * Remembers which body a timestamp and nonce came with. In plain mode nothing else ties the body to the signature:
 * whoever saw one request line could post any body under it. The same body is a repeat and passes.
 * Two generations of `size` pairs each: the older one is dropped when the younger is full or the window is over.
 */
export class ReplayGuard {
  readonly #size: number;
  readonly #windowMs: number;
  #young = new Map<string, string>();
  #old = new Map<string, string>();
  #sinceMs = Number.NEGATIVE_INFINITY;

  constructor({ size, windowMs }: { readonly size: number; readonly windowMs: number }) {
    this.#size = size;
    this.#windowMs = windowMs;
  }

  /** Whether this body may stand under the pair: it is the first, or the same again. */
  accepts(pair: string, body: Buffer | string, nowMs: number): boolean {
    const digest = hash("sha1", body, "binary");
    const first = this.#young.get(pair) ?? this.#old.get(pair);
    if (first !== undefined) return first === digest;
    // A timestamp is accepted from `window` before to `window` after now, so a pair lives two windows.
    if (this.#young.size >= this.#size || nowMs - this.#sinceMs > 2 * this.#windowMs) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#sinceMs = nowMs;
    }
    this.#young.set(pair, digest);
    return true;
  }
}
