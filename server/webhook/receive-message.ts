import type { InboundEvent } from "../../engine/index.ts";
import { DELIVERY } from "../../engine/limits.ts";
import { answerEvent } from "./answer-event.ts";
import type { WebhookAccount, WebhookDeps, WebhookLimits } from "./deps.ts";
import type { Joined } from "./first-delivery.ts";
import { FirstDeliveries, PushInProgress } from "./first-delivery.ts";
import { writeFailure } from "./plan-delivery.ts";
import type { ReplyDeadline } from "./reply-deadline.ts";

/** The last delivery comes two time-outs after the first; a second less, since `CreateTime` has no fractions. Another process may have had the others. */
const lastDeliveryAfterMs = (DELIVERY.count - 1) * DELIVERY.timeoutMs - 1_000;

/** The life of a message, from the opened push to the answer (before sealing). */
export class Receiver {
  readonly #deps: WebhookDeps;
  readonly #limits: WebhookLimits;
  readonly #first = new FirstDeliveries();
  #waiting = 0;

  constructor(deps: WebhookDeps, limits: WebhookLimits) {
    this.#deps = deps;
    this.#limits = limits;
  }

  /** Whether a new push would be one too many for this process. */
  get isFull(): boolean {
    return this.#first.size >= this.#limits.inProgress;
  }

  /** Deliveries that wait for their answer. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Resolves when nothing is in progress any more. */
  idle(): Promise<void> {
    return this.#first.idle();
  }

  /** One delivery: shares the work on its push and has a deadline of its own. `""` stands for `success`; rejects for 500. */
  receive(account: WebhookAccount, event: InboundEvent, deadline: ReplyDeadline): Promise<string> {
    this.#waiting += 1;
    const answered = this.#receive(account, event, deadline);
    const forget = (): void => {
      this.#waiting -= 1;
    };
    answered.then(forget, forget);
    return answered;
  }

  #receive(account: WebhookAccount, event: InboundEvent, deadline: ReplyDeadline): Promise<string> {
    const joined = this.#join(account, event, false);
    const { push } = joined;
    push.deliveries += 1;
    const isLast =
      push.deliveries >= DELIVERY.count ||
      this.#deps.nowMs(account.id) - event.sentAtMs >= lastDeliveryAfterMs;
    return new Promise((resolve, reject) => {
      joined.answer.then(resolve, reject);
      const passed = (): void => {
        this.#atDeadline(push, isLast).then((answer) => {
          if (answer !== null) resolve(answer);
        }, reject);
      };
      if (account.canSendLater && this.#deps.isOverloaded?.()) passed();
      else deadline.whenPassed(passed);
    });
  }

  /** Work that no request waits for: see `respond-to-due.ts`. */
  async work(account: WebhookAccount, event: InboundEvent): Promise<void> {
    await this.#join(account, event, true).answer;
  }

  #join(account: WebhookAccount, event: InboundEvent, isDue: boolean): Joined {
    const { store } = this.#deps;
    return (
      this.#first.find(event) ??
      this.#first.start(new PushInProgress({ account, event, isDue, store }), (push) =>
        answerEvent(push, { deps: this.#deps, limits: this.#limits }),
      )
    );
  }

  /** What goes out now, although nothing is decided; `null`: silence, so that the platform closes and delivers again. */
  async #atDeadline(push: PushInProgress, isLast: boolean): Promise<string | null> {
    if (push.account.canSendLater) {
      const result = await push.goLate();
      return result === "late" ? "" : result.answered;
    }
    if (!isLast) return null;
    const { event, account } = push;
    return writeFailure({ event, nowMs: this.#deps.nowMs(account.id) }, account);
  }
}
