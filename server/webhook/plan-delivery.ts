import type { Asked, Effect, InboundEvent, Media, Reply } from "../../engine/index.ts";
import { articlesAllowed } from "../../engine/limits.ts";
import type { Delivery } from "../storage/store.ts";
import type { WebhookAccount, WebhookDeps } from "./deps.ts";
import type { Decided } from "./failed-outcome.ts";
import { failedOutcome, failureMessage } from "./failed-outcome.ts";
import { formatReply } from "./format-reply.ts";
import { hasFiles, resolveReply } from "./resolve-media.ts";

interface Addressed {
  readonly event: InboundEvent;
  readonly nowMs: number;
}

/** A reply to this event as XML. */
const write = (reply: Reply, { event, nowMs }: Addressed, account: WebhookAccount): string =>
  formatReply(reply, {
    to: event.follower ?? "",
    from: account.originalId,
    nowMs,
    articles: articlesAllowed(event.kind),
  });

interface Answered {
  readonly outcome: Decided;
  readonly answer: string;
}

const writeAnswer = async (
  asked: Asked,
  outcome: Decided,
  { account, deps }: { account: WebhookAccount; deps: WebhookDeps },
): Promise<Answered> => {
  if (outcome.reply === null || asked.isLate) return { outcome, answer: "" };
  try {
    const resolve = (media: Media): Promise<string> => deps.resolveMedia(account, media);
    const { reply } = outcome;
    const ready = hasFiles(reply) ? await resolveReply(reply, resolve) : reply;
    return { outcome, answer: write(ready, asked, account) };
  } catch (err) {
    deps.log.error({ err, account: account.id, key: asked.event.key }, "a reply has no media");
    const { reply, trace } = failedOutcome(asked, err);
    const steps = [...outcome.trace.steps, ...trace.steps];
    const failed = { ...outcome, trace: { ...outcome.trace, steps } };
    return { outcome: failed, answer: reply === null ? "" : write(reply, asked, account) };
  }
};

/** Too late for the HTTP response: what was meant for it goes first among the effects. */
const effectsOf = (
  { event, isLate, nowMs }: Asked,
  { reply, effects }: Decided,
): readonly Effect[] => {
  if (!isLate || reply === null || reply.kind === "transfer") return effects;
  const key = `${event.key}/reply`;
  return [{ kind: "send", key, dueAtMs: nowMs, message: reply }, ...effects];
};

/** What the commit stores: the answer's text, the follower after the changes, the effects. */
export const planDelivery = async (
  { asked, outcome: decided }: { readonly asked: Asked; readonly outcome: Decided },
  from: { readonly account: WebhookAccount; readonly deps: WebhookDeps },
): Promise<Delivery> => {
  const { event, follower, isLate } = asked;
  const { outcome, answer } = await writeAnswer(asked, decided, from);
  const isTick = event.kind === "due" && event.what === "schedule";
  return {
    event,
    followerVersion: follower?.version ?? 0,
    follower: event.follower === null ? null : from.deps.applyChanges(follower, outcome.changes),
    answer,
    late: isLate,
    changes: outcome.changes,
    effects: effectsOf(asked, outcome),
    trace: outcome.trace,
    nextTick: isTick ? from.deps.nextTick(from.account, event) : null,
    secret: outcome.secret,
  };
};

/** `texts.failed` as an answer, for the last delivery of a push that is not decided yet; `""` where nothing can be said. */
export const writeFailure = (to: Addressed, account: WebhookAccount): string => {
  const message = failureMessage(to.event, account.settings);
  return message === null ? "" : write(message, to, account);
};
