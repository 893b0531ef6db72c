import type { InboundEvent, Trace } from "../../../engine/index.ts";

/** What became of a message, as the log filters by. */
export type DeliveryOutcome =
  | "answered"
  | "nothing-matched"
  | "dialog"
  | "agent"
  | "follows-menu-tap"
  | "failed"
  | "none";
export interface TraceDigest {
  readonly rule: string;
  readonly outcome: DeliveryOutcome;
  readonly version: number;
}

/** `rules/hours/…` → `hours`. */
const ruleOf = (path: string): string => path.split("/")[1] ?? "";

const STEP_OUTCOMES = {
  "agent-has-it": "agent",
  "nothing-matched": "nothing-matched",
  "follows-menu-tap": "follows-menu-tap",
  error: "failed",
} as const;
type Seen = { readonly rule: string; readonly outcome: DeliveryOutcome };
const add = (seen: Seen, step: Trace["steps"][number]): Seen => {
  if (step.kind === "rule" && step.verdict === "answered")
    return { rule: ruleOf(step.path), outcome: "answered" };
  if (seen.outcome === "answered") return seen;
  if (step.kind === "dialog" && step.verdict !== "keeps-waiting")
    return { rule: ruleOf(step.path), outcome: "dialog" };
  if (step.kind in STEP_OUTCOMES)
    return { ...seen, outcome: STEP_OUTCOMES[step.kind as keyof typeof STEP_OUTCOMES] };
  return seen;
};

/** The answering rule and the outcome, read off the ladder; a fallback that answered counts as `nothing-matched`'s answer. */
export const digestTrace = (trace: Trace | null): TraceDigest => {
  const seen = (trace?.steps ?? []).reduce<Seen>(add, { rule: "", outcome: "none" });
  return { ...seen, version: trace?.ruleSetVersion ?? 0 };
};

/** What no column of a text's row holds. */
type OwnOfText = "sentAtMs" | "menuItem";

/** The part of an event that people search for. */
export const searchableBody = (event: InboundEvent): string => {
  switch (event.kind) {
    case "text":
      return event.text;
    case "voice":
      return event.recognised ?? "";
    case "link":
    case "file":
      return `${event.title} ${event.description}`.trim();
    case "location":
      return event.label;
    case "menu":
      return event.key;
    case "follow":
    case "scan":
      return event.channel ?? "";
    case "event":
    case "other":
      return event.name;
    case "due":
      return event.id;
    case "agent":
      return event.messages.flatMap((one) => (one.kind === "text" ? [one.text] : [])).join("\n");
    default:
      return "";
  }
};

/** An event for its row. Of a text, nearly all of what comes, only what has no column of its own; what a reminder kept may be secret, and ends with it. */
export const packEvent = (event: InboundEvent): string => {
  if (event.kind === "due") return JSON.stringify({ ...event, captured: null });
  if (event.kind !== "text") return JSON.stringify(event);
  const { sentAtMs, menuItem } = event;
  return JSON.stringify({ sentAtMs, menuItem });
};

/** The event as it came, from its row. */
export const unpackEvent = (row: {
  readonly account: string;
  readonly key: string;
  readonly openid: string | null;
  readonly body: string;
  readonly event: string;
}): InboundEvent => {
  const stored = JSON.parse(row.event) as InboundEvent | Pick<InboundEvent<"text">, OwnOfText>;
  if ("kind" in stored) return stored;
  const { account, key, openid: follower, body: text } = row;
  return { kind: "text", account, key, follower, text, ...stored };
};

/** What is kept of an event that carried a secret: that it came, from whom, and what kind it was. */
export const withoutContent = (event: InboundEvent): string =>
  JSON.stringify({
    account: event.account,
    follower: event.follower,
    key: event.key,
    sentAtMs: event.sentAtMs,
    kind: "other",
    name: event.kind,
    fields: {},
  });
