import { setTimeout as wait } from "node:timers/promises";
import type { AnswerContext, Interpreted } from "./interpret.ts";
import { interpretAnswer } from "./interpret.ts";
import type { Delivery, Post } from "./post.ts";

/** How one push is delivered. */
export interface DeliveryPlan {
  /** Deliveries in all while nothing valid comes back. */
  readonly count: number;
  readonly timeoutMs: number;
  /** Least time between the starts of two deliveries. */
  readonly gapMs: number;
  readonly slowMs: number;
  /** Further copies sent at the same time as the first delivery. */
  readonly duplicates: number;
}

/** What came of all deliveries together. `null`: no delivery brought a valid answer. */
export interface Delivered {
  readonly deliveries: readonly Delivery[];
  readonly answer: Interpreted | null;
}

const worth = (answer: Interpreted | null): number => {
  if (answer === null) return 0;
  return answer.kind === "refused" ? 1 : answer.kind === "nothing" ? 2 : 3;
};

/** The answer that counts among copies: one that says something before an empty one, that before a refused one. */
const best = (answers: readonly (Interpreted | null)[]): Interpreted | null =>
  answers.reduce((kept, answer) => (worth(answer) > worth(kept) ? answer : kept), null);

/** Ends early when delivering is stopped. */
const rest = async (ms: number, signal: AbortSignal): Promise<void> => {
  try {
    await wait(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};

/** Delivers, waits, delivers again, as the platform does (contract §1.5). An answer that is not 200 counts as none. */
export const deliver = async (message: {
  readonly post: Post;
  /** Made anew for every delivery: the query may differ, the body does not. */
  readonly url: () => URL;
  readonly body: string;
  readonly plan: DeliveryPlan;
  readonly context: AnswerContext;
  /** Stops delivering; the push then counts as one that nobody waited for. */
  readonly signal: AbortSignal;
}): Promise<Delivered> => {
  const { post, url, body, plan, context, signal } = message;
  const deliveries: Delivery[] = [];
  const { timeoutMs, slowMs } = plan;
  for (let turn = 0; turn < plan.count; turn++) {
    const startedAtMs = performance.now();
    const copies = turn === 0 ? 1 + plan.duplicates : 1;
    const sent = await Promise.all(
      Array.from({ length: copies }, () => post.send({ url: url(), body, timeoutMs, slowMs })),
    );
    deliveries.push(...sent);
    const answer = best(
      sent.map((one) => (one.status === 200 ? interpretAnswer(one.body, context) : null)),
    );
    if (answer !== null) return { deliveries, answer };
    if (signal.aborted) return { deliveries, answer: { kind: "nothing" } };
    const restMs = plan.gapMs - (performance.now() - startedAtMs);
    if (restMs > 0 && turn + 1 < plan.count) await rest(restMs, signal);
  }
  return { deliveries, answer: null };
};
