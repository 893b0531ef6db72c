import { applyChanges, newFollower } from "../apply-changes.ts";
import { respond } from "../engine.ts";
import type { Asked, ReadyRules } from "../run/asked.ts";
import type { FollowerState } from "../schema/follower.ts";
import type { InboundEvent } from "../schema/inbound-event.ts";
import type { Call, CallAnswer, Outcome } from "../schema/outcome.ts";
import type { Message } from "../schema/reply.ts";
import type { Sent } from "../schema/test-case.ts";
import { nextTickMs, schedulesOf } from "../triggers/schedule.ts";
import { answeringPages } from "./answer-page.ts";
import { keepReminders } from "./reminders.ts";
import { sentEvent } from "./sent-event.ts";

export type Decided = Extract<Outcome, { kind: "decided" }>;
/** One thing that happened, and what the follower saw of it. */
export interface Turn {
  readonly event: InboundEvent;
  readonly outcome: Decided;
  /** In the order in which it arrives. */
  readonly seen: readonly Message[];
}
export interface ConversationOptions {
  readonly rules: ReadyRules;
  readonly follower?: FollowerState;
  readonly openid?: string;
  readonly nowMs: number;
  readonly seed: string;
  /** Answers what a rule asks of the world. */
  readonly answerCall: (call: Call) => Promise<CallAnswer>;
  /** Tells what a picture shows that is not of the library; absent: nobody can look. */
  readonly lookAt?: (call: Call) => Promise<CallAnswer>;
}
/** A follower and an account talking, without any platform: what tests and the phone of a draft run on. */
export interface Conversation {
  readonly send: (sent: Sent) => Promise<Turn>;
  /** Lets time pass; timers and schedules in between run. */
  readonly wait: (ms: number) => Promise<readonly Turn[]>;
  readonly follower: () => FollowerState;
  readonly nowMs: () => number;
}

/** More rounds of calls than any list of actions makes. */
const MAX_CALLS = 50;

/** What the platform does where there is none: it takes every notice, and understands no more of a voice than was typed for it. */
const PLAYED: Readonly<Record<string, CallAnswer>> = {
  notice: { ok: true, value: null },
  speech: { ok: true, value: "" },
  // No map is drawn where no server runs.
  "place-views": { ok: true, value: {} },
};
const UNSEEN: CallAnswer = { ok: true, value: null };
/** Answers by what is played here, or by whoever can. */
const answeringAll =
  (answerCall: ConversationOptions["answerCall"], lookAt: ConversationOptions["lookAt"]) =>
  async (call: Call): Promise<CallAnswer> => {
    if (call.kind === "picture") return lookAt?.(call) ?? UNSEEN;
    return PLAYED[call.kind] ?? answerCall(call);
  };

const decide = async (asked: Asked, answerCall: ConversationOptions["answerCall"]) => {
  const answers = new Map<string, CallAnswer>();
  for (let round = 0; round < MAX_CALLS; round += 1) {
    const outcome = await respond({ ...asked, answers });
    if (outcome.kind === "decided") return outcome;
    for (const call of outcome.calls) answers.set(call.key, await answerCall(call));
  }
  throw new Error(`more than ${MAX_CALLS} calls for one message`);
};

const seenIn = ({ reply, effects }: Decided): readonly Message[] => [
  ...(reply === null || reply.kind === "transfer" ? [] : [reply]),
  ...effects.flatMap((effect) => (effect.kind === "send" ? [effect.message] : [])),
];

interface Due {
  readonly atMs: number;
  readonly event: InboundEvent;
}

/** Starts a conversation; everything is kept in memory, and the same steps give the same turns. */
export const startConversation = (options: ConversationOptions): Conversation => {
  const { rules, seed } = options;
  const answerCall = answeringAll(answeringPages(options.answerCall), options.lookAt);
  const openid = options.openid ?? "oTester";
  let follower = options.follower ?? newFollower();
  let now = options.nowMs;
  let count = 0;
  const reminders = keepReminders();
  const baseOf = (owner: string | null) => {
    count += 1;
    return { account: rules.account, follower: owner, key: `sim-${count}`, sentAtMs: now };
  };
  const take = async (event: InboundEvent): Promise<Turn> => {
    const state = event.follower === null ? null : follower;
    const asked = { event, follower: state, rules, earlier: null, nowMs: now, isLate: false };
    const outcome = await decide(
      { ...asked, seed: `${seed}/${count}`, answers: new Map() },
      answerCall,
    );
    if (state !== null) follower = applyChanges(follower, outcome.changes);
    for (const change of outcome.changes) reminders.note(change);
    return { event, outcome, seen: seenIn(outcome) };
  };
  const dialogDue = (untilMs: number): readonly Due[] => {
    const { dialog } = follower;
    if (dialog === null || dialog.untilMs > untilMs) return [];
    const { path, version, id } = dialog;
    const event = { ...baseOf(openid), kind: "due", what: "timeout", id, path, version } as const;
    return [{ atMs: dialog.untilMs, event }];
  };
  const quietDue = (untilMs: number): readonly Due[] => {
    const atMs = follower.agent?.quietUntilMs ?? Number.MAX_SAFE_INTEGER;
    if (atMs > untilMs) return [];
    const what = { kind: "due", what: "quiet", id: "agent", path: "agent", version: 0 } as const;
    return [{ atMs, event: { ...baseOf(openid), sentAtMs: atMs, ...what } }];
  };
  const reminderDue = (untilMs: number): readonly Due[] =>
    reminders.due(untilMs).map(({ untilMs: atMs, kind: _, ...reminder }) => {
      const base = { ...baseOf(openid), sentAtMs: atMs };
      return { atMs, event: { ...base, kind: "due", ...reminder } };
    });
  const scheduleDue = (untilMs: number): readonly Due[] =>
    schedulesOf(rules).flatMap(({ path, cron }) => {
      const atMs = nextTickMs(cron, rules.settings.timezone, now);
      if (atMs === null || atMs > untilMs) return [];
      const what = { kind: "due", what: "schedule", id: cron, path } as const;
      return [{ atMs, event: { ...baseOf(null), ...what, version: rules.version } }];
    });
  const next = (untilMs: number): Due | undefined =>
    [
      ...dialogDue(untilMs),
      ...reminderDue(untilMs),
      ...quietDue(untilMs),
      ...scheduleDue(untilMs),
    ].sort((a, b) => a.atMs - b.atMs)[0];
  return {
    send: (sent) => take(sentEvent(sent, baseOf(openid), rules.settings)),
    wait: async (ms) => {
      const untilMs = now + ms;
      const turns: Turn[] = [];
      for (let due = next(untilMs); due !== undefined; due = next(untilMs)) {
        // What became due while nobody looked is done now.
        now = Math.max(now, due.atMs);
        if (due.event.kind === "due") reminders.fired(due.event);
        turns.push(await take(due.event));
      }
      now = untilMs;
      return turns;
    },
    follower: () => follower,
    nowMs: () => now,
  };
};
