import type { Asked, CallAnswer, ReadyRules, Trace } from "../../engine/index.ts";
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

interface From {
  readonly known: Known;
  readonly pinned: Pinned;
  readonly deps: WebhookDeps;
}

/** The rules of this follower's draft, for the few who try it on the real account. */
const draftRules = async ({ account, event }: PushInProgress, deps: WebhookDeps) => {
  const { follower } = event;
  if (follower === null || account.testers?.has(follower) !== true) return null;
  try {
    return (await deps.draftFor?.(account, follower)) ?? null;
  } catch (err) {
    deps.log.error({ err, account: account.id }, "a tester's draft could not be read");
    return null;
  }
};

const askedOf = async (
  push: PushInProgress,
  { known, pinned, deps }: From,
  draft: ReadyRules | null,
): Promise<Asked> => {
  const current = push.account.rules;
  const isBehind = known.ruleSetVersion > current.version;
  const rules = draft ?? (isBehind ? await newerRules(push, known, deps) : current);
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

/** The ladder says that no published version answered. */
const fromDraft = (outcome: Decided): Decided => {
  const { trace } = outcome;
  const steps: Trace["steps"] = [{ kind: "from-draft" }, ...trace.steps];
  return { ...outcome, trace: { ...trace, steps } };
};

/**
 * Asks the engine, and makes the calls the answer hangs on, until it is decided. `taken`: another process is at it.
 * An engine that throws is answered like any outcome; only storage makes this reject.
 */
export const decide = async (
  push: PushInProgress,
  given: From,
): Promise<{ readonly asked: Asked; readonly outcome: Decided } | "taken"> => {
  const { deps, pinned } = given;
  const draft = push.account.testers === undefined ? null : await draftRules(push, deps);
  const asked = await askedOf(push, given, draft);
  for (let round = 0; round < maxRounds; round += 1) {
    let outcome: Awaited<ReturnType<WebhookDeps["respond"]>>;
    try {
      outcome = await deps.respond(asked);
    } catch (err) {
      deps.log.error({ err, account: push.account.id, key: push.event.key }, "respond failed");
      return { asked, outcome: failedOutcome(asked, err) };
    }
    if (outcome.kind === "decided")
      return { asked, outcome: draft === null ? outcome : fromDraft(outcome) };
    const claimed = await deps.store.claim(push.event, pinned.leaseMs);
    if (claimed === "taken") return "taken";
    await makeCalls(outcome.calls, push.event, { deps, answers: pinned.answers });
  }
  return { asked, outcome: failedOutcome(asked, "a message may hang on 20 calls, not more") };
};
