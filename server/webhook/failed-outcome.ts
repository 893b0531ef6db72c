import type { Account, Asked, InboundEvent, Outcome } from "../../engine/index.ts";
import { settingsFor } from "../../engine/index.ts";

export type Decided = Extract<Outcome, { readonly kind: "decided" }>;

/** Events whose HTTP response the follower sees; a url button's tap has left the conversation. */
export const isSeen = (event: InboundEvent): boolean => {
  if (event.kind === "menu") return event.opens !== "view";
  return ![
    "unfollow",
    "event",
    "due",
    "agent",
    "notice",
    "notice-job",
    "notice-permission",
    "broadcast-job",
    "payment",
    "other",
  ].includes(event.kind);
};

/** The account's `texts.failed`, `null` where it would not be seen. */
export const failureMessage = (
  event: InboundEvent,
  settings: Account,
): { readonly kind: "text"; readonly text: string } | null => {
  const text = settings.texts.failed;
  return text !== "" && isSeen(event) ? { kind: "text", text } : null;
};

/** What a message gets when deciding itself failed: `texts.failed`, and the reason in the trace. */
export const failedOutcome = (asked: Asked, why: unknown): Decided => {
  const { event, rules, follower, isLate, nowMs } = asked;
  const message = failureMessage(event, settingsFor(rules.settings, follower));
  const reason = why instanceof Error ? why.message : String(why);
  return {
    kind: "decided",
    reply: isLate ? null : message,
    effects:
      isLate && message !== null
        ? [{ kind: "send", key: `${event.key}/failed`, dueAtMs: nowMs, message }]
        : [],
    changes: [],
    trace: {
      ruleSetVersion: rules.version,
      steps: [{ kind: "error", path: "", message: reason }],
    },
    secret: false,
  };
};
