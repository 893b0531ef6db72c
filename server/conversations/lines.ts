import type { InboundEvent, Json, Message, TraceStep } from "../../engine/index.ts";
import { messageOf } from "../../engine/index.ts";
import type { LaneEntry } from "../storage/conversations.ts";
import type { LogDetail } from "../storage/library.ts";
import { readAnswer } from "./read-answer.ts";

/** One bubble of a conversation, or a word between bubbles. */
export interface Line {
  /** The delivery it belongs to, for its ladder. */
  readonly key: string;
  /** Its place there. */
  readonly place: number;
  readonly atMs: number;
  readonly from: "follower" | "bot" | "agent" | "note";
  /** The agent's name, or the id of the rule that spoke. */
  readonly name: string;
  /** Of a message or an event; of a note, what happened. */
  readonly kind: string;
  readonly text: string;
  /** The platform's id of a picture or a recording; `null` for other things. */
  readonly mediaId: string | null;
  readonly state: "there" | "waiting" | "failed" | "left-out";
  /** Why it failed or was left out: a code of the table of errors, or the planner's words. */
  readonly reason: string;
}
type Action = Extract<TraceStep, { readonly kind: "action" }>;
type Said = Pick<Line, "kind" | "text" | "mediaId">;

const textOf = (message: Message): string => {
  switch (message.kind) {
    case "text":
      return message.text;
    case "articles":
      return message.articles.map(({ title }) => title).join("\n");
    case "options":
      return [message.head, ...message.items.map(({ text }) => text)].join("\n");
    case "video":
    case "music":
      return message.title;
    case "mini-program":
      return message.title ?? message.page;
    default:
      return "file" in message.media ? message.media.file : "";
  }
};
const mediaIdOf = (message: Message): string | null =>
  "media" in message && "mediaId" in message.media ? message.media.mediaId : null;
const saidOf = (message: Message): Said => ({
  kind: message.kind,
  text: textOf(message),
  mediaId: mediaIdOf(message),
});

/** What a follower sent; `null` for what is no deed of theirs. */
const sentBy = (event: InboundEvent): Said | null => {
  const said = (text: string, mediaId: string | null = null): Said => ({
    kind: event.kind,
    text,
    mediaId,
  });
  switch (event.kind) {
    case "text":
      return said(event.text);
    case "image":
      return said("", event.mediaId);
    case "voice":
      return said(event.recognised ?? "", event.mediaId);
    case "video":
      return said("", event.mediaId);
    case "link":
      return said([event.title, event.url].filter((part) => part !== "").join("\n"));
    case "file":
      return said(event.title);
    case "location":
      return event.how === "sent" ? said(event.label) : null;
    case "menu":
      return said(event.button);
    case "follow":
    case "scan":
      return said(event.channel ?? "");
    case "unfollow":
      return said("");
    default:
      return null;
  }
};

const isMap = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
/** Where the words of actions that speak stand. */
const SPOKEN: Readonly<Record<string, string>> = {
  ask: "question",
  link: "text",
  handover: "message",
};
/** What an action said, as far as the trace knows. */
const spokenBy = ({ did }: Action): Said | null => {
  if (!isMap(did)) return null;
  const [use = ""] = Object.keys(did);
  const params = did[use];
  if (use === "reply" && (isMap(params) || typeof params === "string")) {
    const message = "random" in Object(params) ? null : messageOf(params);
    return message === null ? null : saidOf(message);
  }
  const text = isMap(params) ? params[SPOKEN[use] ?? ""] : undefined;
  return typeof text === "string" ? { kind: "text", text, mediaId: null } : null;
};

/** How far it came: its effect stands in the follower's lane until it is done. */
const stateOf = (
  { key }: LogDetail,
  step: Pick<Action, "path" | "left" | "reason">,
  lane: readonly LaneEntry[],
): Pick<Line, "state" | "reason"> => {
  if (step.left === "left-out" || step.left === "failed")
    return { state: "left-out", reason: step.reason ?? "" };
  const entry = lane.find((one) => one.key.startsWith(`${key}/${step.path}#`));
  if (entry === undefined) return { state: "there", reason: "" };
  return { state: entry.state === "dead" ? "failed" : "waiting", reason: entry.code };
};

const ruleOf = (path: string): string =>
  path.startsWith("rules/") ? (path.split("/")[1] ?? "").replaceAll("~1", "/") : "";

const stepsOf = ({ trace }: LogDetail): readonly Action[] =>
  (trace?.steps ?? []).filter((step) => step.kind === "action");

/** What rules said: the response as it went out, and what travelled behind it. */
const answered = (detail: LogDetail, lane: readonly LaneEntry[]): Omit<Line, "place">[] => {
  const { key, atMs, answer, rule } = detail;
  const at = { key, atMs, from: "bot" } as const;
  const first = answer === "" ? null : readAnswer(answer);
  const head =
    first === null ? [] : [{ ...at, name: rule, ...first, state: "there" as const, reason: "" }];
  const rest = stepsOf(detail).flatMap((step) => {
    const said = step.left === "sent" && first !== null ? null : spokenBy(step);
    if (said === null) return [];
    return [{ ...at, name: ruleOf(step.path) || rule, ...said, ...stateOf(detail, step, lane) }];
  });
  return [...head, ...rest];
};

const agentSaid = (
  detail: LogDetail,
  event: InboundEvent<"agent">,
  lane: readonly LaneEntry[],
): Omit<Line, "place">[] => {
  const { key, atMs } = detail;
  const at = { key, atMs, name: event.agent };
  const steps = stepsOf(detail);
  if (event.state !== "said") {
    const note = {
      kind: event.state,
      text: "",
      mediaId: null,
      state: "there",
      reason: "",
    } as const;
    return [{ ...at, from: "note", ...note }, ...answered(detail, lane)];
  }
  return event.messages.map((message, place) => {
    const path = `agent/${place}`;
    const step = steps.find((one) => one.path === path) ?? {
      ...{ path, left: "planned" as const, reason: null },
    };
    return { ...at, from: "agent", ...saidOf(message), ...stateOf(detail, step, lane) };
  });
};

/** What a delivery shows in a conversation, in its order. */
export const linesOf = (detail: LogDetail, lane: readonly LaneEntry[]): readonly Line[] => {
  const { event, key, atMs, kind } = detail;
  const numbered = (lines: readonly Omit<Line, "place">[]): readonly Line[] =>
    lines.map((line, place) => ({ ...line, place }));
  if (event.kind === "agent") return numbered(agentSaid(detail, event, lane));
  // Of what answered a secret question only that it came is kept.
  const sent =
    event.kind === "other" && kind !== "other"
      ? { kind: "secret", text: "", mediaId: null }
      : sentBy(event);
  const theirs: Omit<Line, "place">[] =
    sent === null
      ? []
      : [{ key, atMs, from: "follower", name: "", ...sent, state: "there", reason: "" }];
  return numbered([...theirs, ...answered(detail, lane)]);
};
