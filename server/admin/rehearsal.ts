import { setImmediate as nextTurn } from "node:timers/promises";
import type {
  CallAnswer,
  FollowerState,
  InboundEvent,
  Message,
  Outcome,
  ReadyRules,
  TraceStep,
} from "../../engine/index.ts";
import { newFollower, respond } from "../../engine/index.ts";
import type { LogDetail } from "../storage/library.ts";
import type { Rehearsal } from "./contract.ts";
import { ruleSetOf } from "./copy-calls.ts";
import type { Desk } from "./desk.ts";
import { readyRules } from "./desk.ts";
import { maskOpenid } from "./mask.ts";

type Answered = Rehearsal["changed"][number]["before"];
type Decided = Extract<Outcome, { kind: "decided" }>;

const NO_ANSWERS: ReadonlyMap<string, CallAnswer> = new Map();
const idOf = (path: string): string => path.split("/")[1] ?? "";
const answeredBy = (steps: readonly TraceStep[]): string | null => {
  const won = steps.find((step) => step.kind === "rule" && step.verdict === "answered");
  return won !== undefined && "path" in won ? idOf(won.path) : null;
};
const saidIn = ({ reply, effects }: Decided): Message[] => [
  ...(reply === null || reply.kind === "transfer" ? [] : [reply]),
  ...effects.flatMap((effect) => (effect.kind === "send" ? [effect.message] : [])),
];
const shown = (outcome: Decided): Answered => ({
  rule: answeredBy(outcome.trace.steps),
  says: saidIn(outcome),
  effects: outcome.trace.steps.flatMap((step) =>
    step.kind === "action" && step.isEffect ? [step.did] : [],
  ),
});

/** The follower as they are now, but with nobody waiting for them and no limit used up: what they were then is not kept. */
const followerNow = async (desk: Desk, event: InboundEvent): Promise<FollowerState | null> => {
  if (event.follower === null) return null;
  const known = await desk.library.followers.find(event.account, event.follower);
  return {
    ...(known ?? newFollower()),
    dialog: null,
    agent: null,
    tap: null,
    fired: {},
    misses: 0,
  };
};

/** `null`: it hangs on a call, and nothing goes out here. */
const answerOf = async (
  rules: ReadyRules,
  event: InboundEvent,
  follower: FollowerState | null,
): Promise<Answered | null> => {
  const asked = { event, follower, rules, earlier: null, nowMs: event.sentAtMs };
  const outcome = await respond({ ...asked, seed: event.key, answers: NO_ANSWERS, isLate: false });
  return outcome.kind === "decided" && !outcome.secret ? shown(outcome) : null;
};

const REAL: readonly InboundEvent["kind"][] = [
  "text",
  "image",
  "voice",
  "video",
  "link",
  "file",
  "location",
  "follow",
  "scan",
  "menu",
];
/** Deliveries of which the event was kept; dialogs' answers are theirs. */
const canRepeat = ({ event, outcome }: LogDetail): boolean =>
  REAL.includes(event.kind) && outcome !== "dialog" && outcome !== "agent";

const PAGE = 200;
const lastEvents = async (desk: Desk, account: string, last: number) => {
  const details: LogDetail[] = [];
  let before: { readonly atMs: number; readonly key: string } | null = null;
  let skipped = 0;
  while (details.length + skipped < last) {
    const limit = Math.min(PAGE, last - details.length - skipped);
    const page: readonly { readonly atMs: number; readonly key: string }[] =
      await desk.library.log.list(account, {}, { before, limit });
    for (const { key } of page) {
      const detail = await desk.library.log.find(account, key);
      if (detail !== null && canRepeat(detail)) details.push(detail);
      else skipped += 1;
    }
    before = page.at(-1) ?? null;
    if (page.length < limit) break;
    await nextTurn();
  }
  return { details, skipped };
};

const count = (changed: Rehearsal["changed"]): Rehearsal["byRule"] => {
  const counts = new Map<string | null, number>();
  for (const { before, after } of changed) {
    const rule = after.rule ?? before.rule;
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return [...counts]
    .map(([rule, total]) => ({ rule, count: total }))
    .sort((a, b) => b.count - a.count);
};

/** Plays the last real messages through what is published and through a draft, at the time they came; nothing is sent or kept. */
export const rehearse = async (
  desk: Desk,
  account: string,
  how: { readonly copy: string; readonly last: number; readonly isMasked: boolean },
): Promise<Rehearsal> => {
  const ready = async (copy: string) =>
    readyRules(desk, (await ruleSetOf(desk, account, { copy })).ruleSet);
  const [published, draft] = [await ready(""), await ready(how.copy)];
  const { details, skipped } = await lastEvents(desk, account, how.last);
  const changed: Rehearsal["changed"] = [];
  let left = skipped;
  for (const { key, atMs, event, kind, body } of details) {
    const follower = await followerNow(desk, event);
    const before = await answerOf(published, event, follower);
    const after = await answerOf(draft, event, follower);
    if (before === null || after === null) left += 1;
    else if (JSON.stringify(before) !== JSON.stringify(after)) {
      const openid = how.isMasked ? maskOpenid(event.follower) : event.follower;
      changed.push({ key, atMs, follower: openid, kind, body, before, after });
    }
    await nextTurn();
  }
  const compared = details.length - (left - skipped);
  return { compared, skipped: left, changed, byRule: count(changed) };
};
