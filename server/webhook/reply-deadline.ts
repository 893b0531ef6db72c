import type { Timers, WebhookLimits } from "./deps.ts";

/** How long a request may go without a timer of its own: nearly all are answered by then. */
const youngMs = 50;

interface Clock {
  readonly timers: Timers;
  readonly nowMs: () => number;
  readonly limits: WebhookLimits;
}

/** The clock of one request, started at its first byte: first the body must arrive, then the answer must be ready. */
export class ReplyDeadline {
  readonly #clock: Clock;
  readonly #startedMs: number;
  #timer: unknown = null;
  #cutBody: (() => void) | null;
  #onPassed: (() => void) | null = null;
  #state: "running" | "passed" | "stopped" = "running";

  constructor(clock: Clock, cutBody: () => void) {
    this.#clock = clock;
    this.#startedMs = clock.nowMs();
    this.#cutBody = cutBody;
  }

  /** From here on only the answer is waited for. */
  bodyArrived(): void {
    this.#cutBody = null;
  }

  /** Runs when the answer can wait no longer; at once if that was before. */
  whenPassed(run: () => void): void {
    if (this.#state === "passed") run();
    else this.#onPassed = run;
  }

  stop(): void {
    if (this.#timer !== null) this.#clock.timers.clear(this.#timer);
    this.#state = "stopped";
    this.#onPassed = null;
    this.#cutBody = null;
  }

  /** Gives the request a timer of its own, unless it is answered already. */
  arm(): void {
    if (this.#state !== "running") return;
    const { bodyMs, replyMs } = this.#clock.limits;
    const isWaitingForBody = this.#cutBody !== null;
    this.#wake(isWaitingForBody ? bodyMs : replyMs, () => {
      if (this.#cutBody !== null) this.#cutBody();
      else if (isWaitingForBody) this.arm();
      else this.#pass();
    });
  }

  #wake(atMs: number, run: () => void): void {
    const { timers, nowMs } = this.#clock;
    this.#timer = timers.set(run, Math.max(0, atMs - (nowMs() - this.#startedMs)));
  }

  #pass(): void {
    this.#state = "passed";
    this.#onPassed?.();
  }
}

/** Starts the clocks of requests. Those of one moment share a timer until they are 50 ms old: making one for each costs more than verifying a signature. */
export class ReplyDeadlines {
  readonly #clock: Clock;
  readonly #youngMs: number;
  #young: ReplyDeadline[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#youngMs = Math.min(youngMs, clock.limits.bodyMs);
  }

  start(cutBody: () => void): ReplyDeadline {
    const deadline = new ReplyDeadline(this.#clock, cutBody);
    if (this.#young.push(deadline) === 1) {
      this.#clock.timers.set(() => this.#armYoung(), this.#youngMs);
    }
    return deadline;
  }

  #armYoung(): void {
    const young = this.#young;
    this.#young = [];
    for (const deadline of young) deadline.arm();
  }
}
