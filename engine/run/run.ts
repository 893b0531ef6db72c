import { applyChanges } from "../apply-changes.ts";
import type { NewEffect } from "../definitions/definition.ts";
import { makeFacts } from "../facts/lookup.ts";
import type { Facts } from "../schema/compiled-rules.ts";
import type { Effect } from "../schema/effect.ts";
import type { FollowerState } from "../schema/follower.ts";
import type { Call, CallAnswer, Change } from "../schema/outcome.ts";
import type { Message } from "../schema/reply.ts";
import type { TraceStep } from "../schema/trace.ts";
import type { Json, Names, RuleId, RulePath } from "../schema/words.ts";
import type { Asked } from "./asked.ts";
import { canonicalJson, digest } from "./digest.ts";

/** Something to say, and the row that says it. */
export interface Say {
  readonly message: Message;
  readonly path: RulePath;
}
/** One message being responded to: what was decided so far. */
export interface Run {
  readonly asked: Asked;
  readonly steps: TraceStep[];
  readonly changes: Change[];
  readonly effects: Effect[];
  readonly says: Say[];
  /** The follower as the message found them, with what the event itself tells: what a rule's `if` sees. */
  found: FollowerState | null;
  /** The follower with the changes so far. */
  follower: FollowerState | null;
  captured: Names;
  /** Names among `captured` that must not be shown. */
  secrets: readonly string[];
  rule: RuleId;
  /** A `silent` or a reply stood in a list that ran. */
  spoke: boolean;
  secret: boolean;
  gotoDepth: number;
}
export const startRun = (asked: Asked): Run => ({
  asked,
  steps: [],
  changes: [],
  effects: [],
  says: [],
  found: asked.follower,
  follower: asked.follower,
  captured: {},
  secrets: [],
  rule: "",
  spoke: false,
  secret: false,
  gotoDepth: 0,
});

/** Leaves the run: the answer hangs on this call. */
export class NeedsCall extends Error {
  readonly call: Call;
  constructor(call: Call) {
    super(`needs ${call.kind} ${call.key}`);
    this.name = "NeedsCall";
    this.call = call;
  }
}
/** The answer to a call, or leaves the run. */
export const answerFor =
  (run: Run, path: RulePath) =>
  (call: Omit<Call, "key">): CallAnswer => {
    const key = `${run.asked.event.key}/${path}/${digest(canonicalJson(call.args))}`;
    const answer = run.asked.answers.get(key);
    if (answer === undefined) throw new NeedsCall({ ...call, key });
    return answer;
  };

export const addChange = (run: Run, change: Change): void => {
  run.changes.push(change);
  if (run.asked.event.follower !== null) run.follower = applyChanges(run.follower, [change]);
};
export const addEffect = (run: Run, path: RulePath, effect: NewEffect): void => {
  const { afterMs, ...what } = effect;
  const { event, nowMs } = run.asked;
  const key = `${event.key}/${path}#${run.effects.length}`;
  run.effects.push({ ...what, key, dueAtMs: nowMs + (afterMs ?? 0) } as Effect);
};

/** The names a rule may ask for: with the follower as the message found them, or as they are now. Made when the first is asked for: most rules ask for none. */
export const factsOf = (run: Run, follower: FollowerState | null, path: RulePath): Facts => {
  const { asked, rule, captured } = run;
  let facts: Facts | null = null;
  const make = (): Facts =>
    makeFacts({
      event: asked.event,
      follower,
      settings: asked.rules.settings,
      nowMs: asked.nowMs,
      rule,
      captured,
      tap: asked.follower?.tap ?? null,
      answer: answerFor(run, path),
      registry: asked.rules.registry,
    });
  return {
    get: (name) => {
      facts ??= make();
      return facts.get(name);
    },
  };
};

const MARK = "•••";
/** What a trace may show of a value: secret answers are covered. */
export const covered = (run: Run, value: Json): Json => {
  if (run.secrets.length === 0 && (run.follower?.secrets ?? []).length === 0) return value;
  const hidden = [
    ...run.secrets.map((name) => run.captured[name]),
    ...(run.follower?.secrets ?? []).map((name) => run.follower?.values[name]),
  ].filter((secret) => typeof secret === "string" && secret !== "");
  if (hidden.length === 0) return value;
  const text = JSON.stringify(value);
  const shownText = hidden.reduce<string>(
    (shown, secret) => shown.replaceAll(JSON.stringify(secret).slice(1, -1), MARK),
    text,
  );
  return JSON.parse(shownText) as Json;
};

/** What a run looked like before something was tried. */
export const mark = (run: Run) => ({
  changes: run.changes.length,
  effects: run.effects.length,
  says: run.says.length,
  follower: run.follower,
  captured: run.captured,
  secrets: run.secrets,
  spoke: run.spoke,
});
/** Takes back everything since `mark`: a rule that throws has done nothing. */
export const takeBack = (run: Run, to: ReturnType<typeof mark>): void => {
  run.changes.length = to.changes;
  run.effects.length = to.effects;
  run.says.length = to.says;
  run.follower = to.follower;
  run.captured = to.captured;
  run.secrets = to.secrets;
  run.spoke = to.spoke;
};
