import type { InboundEvent } from "../../engine/index.ts";
import type { Store } from "../storage/store.ts";
import type { WebhookAccount } from "./deps.ts";

/** One push while this process works on it, however many deliveries wait for its answer. */
export class PushInProgress {
  readonly account: WebhookAccount;
  readonly event: InboundEvent;
  /** Requests that brought this push to this process while it was in progress. */
  deliveries = 0;
  /** It came from `takeDue`: no request waits for it. */
  readonly isDue: boolean;
  readonly #store: Store;
  #goingLate: Promise<"late" | { readonly answered: string }> | null = null;
  #isLate = false;

  constructor(of: {
    readonly account: WebhookAccount;
    readonly event: InboundEvent;
    readonly isDue: boolean;
    readonly store: Store;
  }) {
    this.account = of.account;
    this.event = of.event;
    this.isDue = of.isDue;
    this.#store = of.store;
  }

  /** Whether this process has said, or may now say, `success`: the reply must travel as an effect. */
  get isLate(): boolean {
    return this.#isLate;
  }

  get isGoingLate(): boolean {
    return this.#goingLate !== null;
  }

  /** Marks the push late, once; gives the stored answer if a commit was faster. */
  goLate(): Promise<"late" | { readonly answered: string }> {
    this.#goingLate ??= this.#store.goLate(this.event).then((result) => {
      this.#isLate = result === "late";
      return result;
    });
    return this.#goingLate;
  }

  /** `isLate` once a mark that is being made is made: who commits meanwhile would lose anyway. */
  async settledLateness(): Promise<boolean> {
    if (this.#goingLate !== null) await this.#goingLate;
    return this.#isLate;
  }
}

/** A push in progress together with its answer, which rejects when storage refuses. */
export interface Joined {
  readonly push: PushInProgress;
  readonly answer: Promise<string>;
}

/**
 * What this process works on: the same push only once at a time, and one follower's pushes one after the other.
 * Across processes the store's unique key and the follower's version do the same.
 */
export class FirstDeliveries {
  readonly #byKey = new Map<string, Joined>();
  readonly #tails = new Map<string, Promise<unknown>>();
  #whenIdle: (() => void)[] = [];

  get size(): number {
    return this.#byKey.size;
  }

  find(event: InboundEvent): Joined | undefined {
    return this.#byKey.get(`${event.account}\n${event.key}`);
  }

  /** Starts the work on a push, after what is in progress for its follower. */
  start(push: PushInProgress, work: (push: PushInProgress) => Promise<string>): Joined {
    const { account, key } = push.event;
    const name = `${account}\n${key}`;
    const lane = push.event.follower === null ? null : `${account}\n${push.event.follower}`;
    const answer = this.#inOrder(lane, () => work(push));
    const joined = { push, answer };
    this.#byKey.set(name, joined);
    const forget = (): void => {
      this.#byKey.delete(name);
      if (lane !== null && this.#tails.get(lane) === answer) this.#tails.delete(lane);
      if (this.#byKey.size === 0) this.#tellIdle();
    };
    answer.then(forget, forget);
    return joined;
  }

  /** Resolves when nothing is in progress. */
  idle(): Promise<void> {
    if (this.#byKey.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#whenIdle.push(resolve);
    });
  }

  #tellIdle(): void {
    const waiting = this.#whenIdle;
    this.#whenIdle = [];
    for (const resolve of waiting) resolve();
  }

  #inOrder(lane: string | null, run: () => Promise<string>): Promise<string> {
    if (lane === null) return run();
    const before = this.#tails.get(lane);
    const answer = before === undefined ? run() : before.then(run, run);
    this.#tails.set(lane, answer);
    return answer;
  }
}
