import type { Log } from "./deps.ts";

const quietMs = 1_000;

/** Says in our log why requests are refused, once a second at most: whoever sends forged ones must not fill it. */
export class RefusalLog {
  readonly #log: Log;
  #lastMs = Number.NEGATIVE_INFINITY;
  #untold = 0;

  constructor(log: Log) {
    this.#log = log;
  }

  note({ account, why, nowMs }: { account: string; why: string; nowMs: number }): void {
    if (nowMs - this.#lastMs < quietMs) {
      this.#untold += 1;
      return;
    }
    this.#log.warn({ account, why, untold: this.#untold }, "a request was refused");
    this.#lastMs = nowMs;
    this.#untold = 0;
  }
}
