import { isAgents, noteAgent, quietOver } from "./run/agents.ts";
import { topicCandidates } from "./run/ask-topic.ts";
import type { Asked, Respond } from "./run/asked.ts";
import { noteEvent, tapBefore } from "./run/bookkeeping.ts";
import { askDialog, timeOut } from "./run/dialog.ts";
import { hearVoice } from "./run/hear-voice.ts";
import { isMessage } from "./run/is-message.ts";
import { climb } from "./run/ladder.ts";
import { planReply } from "./run/plan.ts";
import { remindNow } from "./run/reminder.ts";
import type { Run } from "./run/run.ts";
import { addChange, NeedsCall, startRun } from "./run/run.ts";
import { seePicture } from "./run/see-picture.ts";
import type { Soon } from "./run/soon.ts";
import { countRecords } from "./run/sources.ts";
import type { Candidate } from "./schema/compiled-rules.ts";
import type { InboundEvent } from "./schema/inbound-event.ts";
import type { Outcome } from "./schema/outcome.ts";
import type { Rule } from "./schema/rule.ts";
import type { Trace } from "./schema/trace.ts";

const traceOf = (run: Run): Trace => ({
  ruleSetVersion: run.asked.rules.version,
  steps: run.steps,
});

/** A picture or position that a menu tap asked for: answered with the tap, if a rule did. */
const followsTap = (run: Run): boolean => {
  const tap = tapBefore(run.asked);
  if (tap === null) return false;
  addChange(run, { kind: "tap", tap: tap.left > 1 ? { ...tap, left: tap.left - 1 } : null });
  if (tap.answered) run.steps.push({ kind: "follows-menu-tap" });
  return tap.answered;
};

const scheduled = (asked: Asked): readonly Candidate[] => {
  const { event } = asked;
  if (event.kind !== "due" || event.what !== "schedule") return [];
  const rule = event.path.split("/")[1] ?? "";
  return [{ rule, trigger: event.path, captured: {} }];
};

/** Nothing ended the search: the message counts as missed; gives the `nothing-matched` rules to try. */
const fallBack = (run: Run): Iterable<Candidate> => {
  const count = (run.asked.follower?.misses ?? 0) + 1;
  addChange(run, { kind: "misses", count });
  run.steps.push({ kind: "nothing-matched" });
  return run.asked.rules.fallbacks();
};

/** What a search leaves to do. */
const afterSearch = (run: Run, winner: Rule | null): Soon<unknown> => {
  const { event } = run.asked;
  if (winner !== null && event.kind === "menu" && run.follower?.tap)
    addChange(run, { kind: "tap", tap: { ...run.follower.tap, answered: true } });
  const isUnanswered = winner === null && run.says.length === 0;
  if (!isMessage(event)) return;
  if (!isUnanswered) return resetMisses(run);
  const topics = topicCandidates(run);
  if (topics.length === 0) return climbFallbacks(run);
  const climbing = climb(run, topics);
  return climbing instanceof Promise
    ? climbing.then((answered) => afterTopics(run, answered))
    : afterTopics(run, climbing);
};
const afterTopics = (run: Run, winner: Rule | null): Soon<unknown> =>
  winner === null && run.says.length === 0 ? climbFallbacks(run) : resetMisses(run);
const climbFallbacks = (run: Run): Soon<unknown> =>
  climb(
    run,
    fallBack(run),
    () => false,
    () => run.follower,
  );
const search = (run: Run): Soon<unknown> => {
  const { event, rules } = run.asked;
  const candidates = event.kind === "due" ? scheduled(run.asked) : rules.candidates(event);
  const climbing = climb(run, candidates);
  return climbing instanceof Promise
    ? climbing.then((winner) => afterSearch(run, winner))
    : afterSearch(run, climbing);
};
const resetMisses = (run: Run): void => {
  if ((run.asked.follower?.misses ?? 0) > 0) addChange(run, { kind: "misses", count: 0 });
};

const answerOrSearch = async (run: Run): Promise<void> => {
  if (await askDialog(run)) resetMisses(run);
  else await search(run);
};
/** What agents do; rules see it, and who it was, whoever told it. */
const afterAgent = (run: Run, event: InboundEvent<"agent">): Soon<unknown> => {
  const agent = event.agent || (run.asked.follower?.agent?.name ?? "");
  Object.assign(run, { asked: { ...run.asked, event: { ...event, agent } } });
  return noteAgent(run, event) ? search(run) : undefined;
};
/** Nobody wrote to the agent: it goes on as if they had closed the conversation. */
const endQuiet = (run: Run): Soon<unknown> => {
  const event = quietOver(run);
  return event === null ? undefined : afterAgent(run, event);
};
const runLadder = (run: Run): Soon<unknown> => {
  noteEvent(run);
  const { event } = run.asked;
  if (event.kind === "agent") return afterAgent(run, event);
  if (event.kind === "due" && event.what === "quiet") return endQuiet(run);
  if (event.kind === "due" && event.what === "timeout") return timeOut(run);
  if (event.kind === "due" && event.what === "reminder") return remindNow(run, event);
  if (isAgents(run) || followsTap(run)) return;
  hearVoice(run);
  seePicture(run);
  return run.asked.follower?.dialog ? answerOrSearch(run) : search(run);
};

/** Decides what answers an event: same event, follower, rules, time, seed and answers give the same outcome. */
export const respond: Respond = async (asked) => {
  const run = startRun(asked);
  try {
    const running = runLadder(run);
    if (running instanceof Promise) await running;
  } catch (error) {
    if (!(error instanceof NeedsCall)) throw error;
    return { kind: "needs", calls: [error.call], trace: traceOf(run) };
  }
  const reply = planReply(run);
  countRecords(run);
  const { effects, changes, secret } = run;
  return {
    kind: "decided",
    reply,
    effects,
    changes,
    trace: traceOf(run),
    secret,
  } satisfies Outcome;
};
