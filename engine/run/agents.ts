import { happenedIn } from "../actions/happened.ts";
import type { FollowerState } from "../schema/follower.ts";
import type { InboundEvent } from "../schema/inbound-event.ts";
import type { Json } from "../schema/words.ts";
import { isMessage } from "./is-message.ts";
import type { Run } from "./run.ts";
import { addChange, addEffect } from "./run.ts";

type Held = NonNullable<FollowerState["agent"]>;

/** How long an agent who came by themselves keeps a conversation in which nobody writes. */
const QUIET_MS = 30 * 60_000;
/** While WeChat's agents talk, nothing is pushed to us: only they end it, or a day that nobody ended. */
const OPENED_MS = 24 * 3_600_000;
/** Where a session stands in a trace that no rule brought about. */
const PATH = "agent";

const isOurs = (at: string): boolean => at === "inbox" || at === "wechat";
const later = (held: Held, nowMs: number): Held => ({
  ...held,
  quietUntilMs: Math.max(held.quietUntilMs, nowMs + held.quietMs),
});

/** To whoever has the conversation, the way they hear of it: an inbox looks at the log. */
const passOn = (run: Run, held: Held): void => {
  const { event } = run.asked;
  if (held.to === "wechat") {
    // Still in their queue, or given back to us half an hour later: the platform asks again for each message.
    if (isMessage(event)) run.transfer = { agent: held.name.includes("@") ? held.name : null };
  } else if (!isOurs(held.to))
    addEffect(run, PATH, {
      ...{ kind: "forward", hook: held.to, type: "message", data: happenedIn(event) },
    });
};

/** While an agent has the conversation, messages and menu taps are theirs. */
export const isAgents = (run: Run): boolean => {
  const { event, follower, nowMs } = run.asked;
  const held = follower?.agent ?? null;
  if (held === null || !(isMessage(event) || event.kind === "menu")) return false;
  if (held.quietUntilMs <= nowMs) {
    addChange(run, { kind: "agent", agent: null });
    return false;
  }
  run.steps.push({ kind: "agent-has-it" });
  addChange(run, { kind: "agent", agent: later(held, nowMs) });
  passOn(run, held);
  return true;
};

/** Who holds it from now on. */
const holder = ({ agent: name, member }: InboundEvent<"agent">) => ({
  name,
  ...(member === undefined ? {} : { member }),
});

const takeOver = (run: Run, event: InboundEvent<"agent">): void => {
  const { at } = event;
  const { nowMs } = run.asked;
  const quietMs = run.follower?.agent?.quietMs ?? QUIET_MS;
  const quietUntilMs = nowMs + (at === "wechat" ? OPENED_MS : quietMs);
  addChange(run, { kind: "agent", agent: { to: at, ...holder(event), quietMs, quietUntilMs } });
  const dialog = run.follower?.dialog ?? null;
  if (dialog !== null) addChange(run, { kind: "stop-waiting", what: "dialog", id: dialog.id });
};

/** What an agent says travels as customer-service messages; who writes in our inbox has the conversation from then on. */
const said = (run: Run, event: InboundEvent<"agent">): void => {
  const { at, messages } = event;
  const held = run.follower?.agent ?? null;
  run.steps.push({ kind: "agent-has-it" });
  if (held?.to === at)
    addChange(run, { kind: "agent", agent: later({ ...held, ...holder(event) }, run.asked.nowMs) });
  else if (at === "inbox") takeOver(run, event);
  for (const [place, message] of messages.entries()) {
    const path = `${PATH}/${place}`;
    const { kind, ...what } = message;
    const did = { reply: kind === "text" ? what : { [kind]: what } } as Json;
    run.steps.push({
      ...{ kind: "action", path, did, isEffect: false, left: "planned", reason: null },
    });
    run.says.push({ message, path });
  }
};

const giveBack = (run: Run): void => {
  const held = run.follower?.agent ?? null;
  if (held === null) return;
  addChange(run, { kind: "agent", agent: null });
  const data = { agent: held.name };
  if (!isOurs(held.to))
    addEffect(run, PATH, { kind: "forward", hook: held.to, type: "closed", data });
};

/** Two colleagues took it at the same time: the first has it. */
const isTaken = (held: Held | null, { state, at, member }: InboundEvent<"agent">): boolean =>
  state === "opened" && held?.to === at && held.member !== undefined && held.member !== member;

/** What agents do to a conversation; `true` if rules may then answer it (`agent: closed`). */
export const noteAgent = (run: Run, event: InboundEvent<"agent">): boolean => {
  if (event.state === "said") {
    said(run, event);
    return false;
  }
  if (isTaken(run.follower?.agent ?? null, event)) return false;
  if (event.state === "closed") giveBack(run);
  else takeOver(run, event);
  return true;
};

/** Nobody wrote for long enough: the conversation is given back, and rules see that it closed. `null` if somebody wrote meanwhile. */
export const quietOver = (run: Run): InboundEvent<"agent"> | null => {
  const { event, follower, nowMs } = run.asked;
  const held = follower?.agent ?? null;
  if (held === null || held.quietUntilMs > nowMs) return null;
  const { account, follower: openid, key, sentAtMs } = event;
  return {
    ...{ kind: "agent", account, follower: openid, key, sentAtMs },
    ...{ state: "closed", at: held.to, agent: held.name, messages: [] },
  };
};
