import type { Timers, WebhookLimits } from "./deps.ts";

/** The clock of one request, started at its first byte: first the body must arrive, then the answer must be ready. */
export class ReplyDeadline {
  readonly #timers: Timers;
  readonly #limits: WebhookLimits;
  #timer: unknown;
  #cutBody: (() => void) | null;
  #onPassed: (() => void) | null = null;
  #isPassed = false;

  constructor(timers: Timers, limits: WebhookLimits, cutBody: () => void) {
    this.#timers = timers;
    this.#limits = limits;
    this.#cutBody = cutBody;
    this.#timer = timers.set(() => this.#bodyTimeIsUp(), limits.bodyMs);
  }

  /** From here on only the answer is waited for. */
  bodyArrived(): void {
    this.#cutBody = null;
  }

  /** Runs when the answer can wait no longer; at once if that was before. */
  whenPassed(run: () => void): void {
    if (this.#isPassed) run();
    else this.#onPassed = run;
  }

  stop(): void {
    this.#timers.clear(this.#timer);
    this.#onPassed = null;
  }

  #bodyTimeIsUp(): void {
    if (this.#cutBody !== null) this.#cutBody();
    else this.#awaitAnswer();
  }

  #awaitAnswer(): void {
    const { replyMs, bodyMs } = this.#limits;
    this.#timer = this.#timers.set(() => this.#pass(), replyMs - bodyMs);
  }

  #pass(): void {
    this.#isPassed = true;
    this.#onPassed?.();
  }
}
