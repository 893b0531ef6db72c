import type { Asked, CallAnswer } from "../../engine/index.ts";
import type { Recalled } from "../storage/store.ts";
import type { WebhookDeps } from "./deps.ts";
import type { Decided } from "./failed-outcome.ts";
import { failedOutcome } from "./failed-outcome.ts";
import type { PushInProgress } from "./first-delivery.ts";
import { makeCalls } from "./make-calls.ts";

export type Known = Exclude<Recalled, { readonly answered: string }>;

/** What stays the same while one message is responded to, however often that takes. */
export interface Pinned {
  readonly nowMs: number;
  readonly seed: string;
  readonly answers: Map<string, CallAnswer>;
  readonly leaseMs: number;
}

/** A list of actions makes one call after the other; more than these is a loop. */
const maxRounds = 20;

/** The rules to answer with: the account's, unless this follower has already met newer ones. */
const newerRules = async ({ account }: PushInProgress, known: Known, deps: WebhookDeps) => {
  const { id, rules } = account;
  return (await deps.rulesAt(id, known.ruleSetVersion)) ?? rules;
};

/** The version that what waits began in: of a due event, or of the follower's dialog. */
const waitingVersion = ({ event }: PushInProgress, known: Known): number | null =>
  event.kind === "due" ? event.version : (known.follower?.dialog?.version ?? null);

const askedOf = async (
  push: PushInProgress,
  { known, pinned, deps }: { known: Known; pinned: Pinned; deps: WebhookDeps },
): Promise<Asked> => {
  const current = push.account.rules;
  const isBehind = known.ruleSetVersion > current.version;
  const rules = isBehind ? await newerRules(push, known, deps) : current;
  const began = waitingVersion(push, known);
  const isEarlier = began !== null && began !== rules.version;
  return {
    event: push.event,
    follower: known.follower,
    rules,
    earlier: isEarlier ? await deps.rulesAt(push.account.id, began) : null,
    nowMs: pinned.nowMs,
    seed: pinned.seed,
    answers: pinned.answers,
    isLate: known.late || push.isLate,
  };
};

/**
 * Asks the engine, and makes the calls the answer hangs on, until it is decided. `taken`: another process is at it.
 * An engine that throws is answered like any outcome; only storage makes this reject.
 */
export const decide = async (
  push: PushInProgress,
  given: { readonly known: Known; readonly pinned: Pinned; readonly deps: WebhookDeps },
): Promise<{ readonly asked: Asked; readonly outcome: Decided } | "taken"> => {
  const { deps, pinned } = given;
  const asked = await askedOf(push, given);
  for (let round = 0; round < maxRounds; round += 1) {
    let outcome: Awaited<ReturnType<WebhookDeps["respond"]>>;
    try {
      outcome = await deps.respond(asked);
    } catch (err) {
      deps.log.error({ err, account: push.account.id, key: push.event.key }, "respond failed");
      return { asked, outcome: failedOutcome(asked, err) };
    }
    if (outcome.kind === "decided") return { asked, outcome };
    const claimed = await deps.store.claim(push.event, pinned.leaseMs);
    if (claimed === "taken") return "taken";
    await makeCalls(outcome.calls, push.event, { deps, answers: pinned.answers });
  }
  return { asked, outcome: failedOutcome(asked, "a message may hang on 20 calls, not more") };
};
