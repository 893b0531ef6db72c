import { articlesAllowed, hasRight, REPLY_TEXT_BYTES } from "../limits.ts";
import type { InboundEvent } from "../schema/inbound-event.ts";
import type { Message, Reply } from "../schema/reply.ts";
import type { TraceStep } from "../schema/trace.ts";
import type { RulePath } from "../schema/words.ts";
import { utf8Bytes } from "../text/utf8-bytes.ts";
import type { Run, Say } from "./run.ts";
import { addChange, addEffect } from "./run.ts";

type Left = Extract<TraceStep, { kind: "action" }>["left"];

const SPEECHLESS: ReadonlySet<string> = new Set([
  ...["unfollow", "event", "due", "agent", "other"],
  ...["notice", "notice-job", "notice-permission", "broadcast-job", "payment"],
]);
/** Events whose HTTP response the follower sees; a url button's tap has left the conversation. */
const isAnswerable = (event: InboundEvent): boolean => {
  if (event.kind === "menu") return event.opens !== "view";
  return !SPEECHLESS.has(event.kind);
};

/** `head`, then a numbered line an option: how options look where no message menu can be sent. */
export const optionsAsText = (message: Extract<Message, { kind: "options" }>): string =>
  [message.head, ...message.items.map((item, place) => `${place + 1}. ${item.text}`)]
    .filter((line) => line !== "")
    .join("\n");

const fitsResponse = (message: Message): message is Reply & Message =>
  message.kind !== "options" && message.kind !== "mini-program";

const settle = (run: Run, path: RulePath, left: Left, reason: string | null): void => {
  const at = run.steps.findLastIndex((step) => step.kind === "action" && step.path === path);
  const step = run.steps[at];
  if (step?.kind === "action") run.steps[at] = { ...step, left, reason };
};

/** Joins what follows to the first text while the platform's byte limit holds; the rest is left out, visibly. */
const joinTexts = (run: Run, first: Say, rest: readonly Say[]): Reply => {
  let { message } = first;
  for (const say of rest) {
    const joined =
      message.kind === "text" && say.message.kind === "text"
        ? `${message.text}\n${say.message.text}`
        : null;
    if (joined !== null && utf8Bytes(joined) <= REPLY_TEXT_BYTES) {
      message = { kind: "text", text: joined };
      settle(run, say.path, "sent", "joined to the first reply");
    } else settle(run, say.path, "left-out", "no right to send customer-service messages");
  }
  return message as Reply;
};

/** Sends as customer-service messages, in order, while the window's ledger lasts. */
const sendAll = (run: Run, says: readonly Say[]): void => {
  for (const { message, path } of says) {
    const window = run.follower?.window ?? null;
    const isOpen = window !== null && window.untilMs > run.asked.nowMs && window.left > 0;
    if (!isOpen) {
      settle(run, path, "left-out", "the customer-service window is shut or used up");
      continue;
    }
    addChange(run, { kind: "window", window: { ...window, left: window.left - 1 } });
    addEffect(run, path, { kind: "send", message });
    settle(run, path, "planned", null);
  }
};

const asText = (say: Say): Say =>
  say.message.kind === "options"
    ? { ...say, message: { kind: "text", text: optionsAsText(say.message) } }
    : say;

/** Nothing but the HTTP response may be used. */
const planWithoutRight = (run: Run, says: readonly Say[]): Reply | null => {
  const [first, ...rest] = says.map(asText).filter((say) => {
    const fits = fitsResponse(say.message);
    if (!fits) settle(run, say.path, "left-out", "no right to send customer-service messages");
    return fits;
  });
  if (first === undefined) return null;
  settle(run, first.path, "sent", null);
  return joinTexts(run, first, rest);
};

const planWithRight = (run: Run, says: readonly Say[], isAnswered: boolean): Reply | null => {
  const [first, ...rest] = says;
  if (first === undefined) return null;
  if (!isAnswered || !fitsResponse(first.message)) {
    sendAll(run, says);
    return null;
  }
  settle(run, first.path, "sent", null);
  sendAll(run, rest);
  return first.message;
};

/** The platform shows only so many articles in answer to a message; the first ones stay. */
const cutArticles = (run: Run, reply: Reply | null): Reply | null => {
  if (reply?.kind !== "articles") return reply;
  const allowed = articlesAllowed(run.asked.event.kind);
  if (reply.articles.length <= allowed) return reply;
  const path = run.says[0]?.path ?? "";
  settle(run, path, "sent", `only ${allowed} of ${reply.articles.length} articles fit this answer`);
  return { ...reply, articles: reply.articles.slice(0, allowed) };
};

/** After a hand-over nothing may speak. */
const cutAfterHandover = (run: Run): void => {
  if (run.handedOverAfter === null) return;
  for (const { path } of run.says.splice(run.handedOverAfter))
    settle(run, path, "left-out", "a person has the conversation");
};

/** The response itself hands over; where none can, the platform is asked. What was said before comes as customer-service messages. */
const planTransfer = (run: Run, transfer: NonNullable<Run["transfer"]>): Reply | null => {
  const { event, isLate } = run.asked;
  sendAll(run, run.says);
  if (isAnswerable(event) && !isLate) return { kind: "transfer", ...transfer };
  addEffect(run, "agent", { kind: "handover", ...transfer });
  return null;
};

/** How what was said travels: the first in the HTTP response where one is seen, the rest as customer-service messages (language.md §6). */
export const planReply = (run: Run): Reply | null => {
  cutAfterHandover(run);
  if (run.transfer !== null) return planTransfer(run, run.transfer);
  if (run.says.length === 0) return null;
  const { event, rules, isLate } = run.asked;
  const mayRespond = isAnswerable(event) && !isLate;
  if (hasRight(rules.settings, "customer-message"))
    return cutArticles(run, planWithRight(run, run.says, mayRespond));
  if (mayRespond) return cutArticles(run, planWithoutRight(run, run.says));
  for (const say of run.says)
    settle(
      run,
      say.path,
      "left-out",
      "this event cannot be answered without customer-service messages",
    );
  return null;
};
