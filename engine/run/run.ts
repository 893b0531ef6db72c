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
import { canonicalJson, digest } from "../text/digest.ts";
import { settingsFor } from "../text/languages.ts";
import type { Asked } from "./asked.ts";

/** Something to say, and the row that says it. */
export interface Say {
  readonly message: Message;
  readonly path: RulePath;
}
/** One message being responded to: what was decided so far. */
export class Run {
  readonly asked: Asked;
  readonly steps: TraceStep[] = [];
  readonly changes: Change[] = [];
  readonly effects: Effect[] = [];
  readonly says: Say[] = [];
  captured: Names = {};
  /** Names among `captured` that must not be shown. */
  secrets: readonly string[] = [];
  rule: RuleId = "";
  /** A `silent` or a reply stood in a list that ran. */
  spoke = false;
  secret = false;
  /** The message itself goes to WeChat's agents. */
  transfer: { readonly agent: string | null } | null = null;
  /** How many of `says` were said before a person took over; the rest is left out. */
  handedOverAfter: number | null = null;
  gotoDepth = 0;
  #follower: FollowerState | null;
  #applied = 0;
  #told = 0;

  constructor(asked: Asked) {
    this.asked = asked;
    this.#follower = asked.follower;
  }
  /** The follower with the changes so far; they are applied when somebody asks, and for most messages nobody does. */
  get follower(): FollowerState | null {
    const { changes, asked } = this;
    if (this.#applied < changes.length && asked.event.follower !== null)
      this.#follower = applyChanges(this.#follower, changes.slice(this.#applied));
    this.#applied = changes.length;
    return this.#follower;
  }
  /** What the event itself tells ends here. */
  endOfEvent(): void {
    this.#told = this.changes.length;
  }
  /** The follower as the message found them, with what the event itself tells: what a rule's `if` sees. */
  get found(): FollowerState | null {
    const { follower, event } = this.asked;
    if (this.#told === 0 || event.follower === null) return follower;
    return applyChanges(follower, this.changes.slice(0, this.#told));
  }
  /** Forgets the changes after the first `count`. */
  dropChanges(count: number): void {
    this.changes.length = count;
    if (this.#applied <= count) return;
    this.#follower = this.asked.follower;
    this.#applied = 0;
  }
}
/** What is asked, with the account's own texts in the follower's language. */
const inTheirLanguage = (asked: Asked): Asked => {
  const { rules, follower } = asked;
  const settings = settingsFor(rules.settings, follower);
  return settings === rules.settings ? asked : { ...asked, rules: { ...rules, settings } };
};
export const startRun = (asked: Asked): Run => new Run(inTheirLanguage(asked));

/** Leaves the run: the answer hangs on this call. */
export class NeedsCall extends Error {
  readonly call: Call;
  constructor(call: Call) {
    super(`needs ${call.kind} ${call.key}`);
    this.name = "NeedsCall";
    this.call = call;
  }
}
const noteFailure = ({ steps }: Run, path: RulePath, message: string): void => {
  const isKnown = steps.some(
    (step) => step.kind === "error" && step.path === path && step.message === message,
  );
  if (!isKnown) steps.push({ kind: "error", path, message });
};
/** The answer to a call, or leaves the run. One that failed is noted in the trace, whatever its action or fact makes of it. */
export const answerFor =
  (run: Run, path: RulePath) =>
  (call: Omit<Call, "key">): CallAnswer => {
    const key = `${run.asked.event.key}/${path}/${digest(canonicalJson(call.args))}`;
    const answer = run.asked.answers.get(key);
    if (answer === undefined) throw new NeedsCall({ ...call, key });
    if (!answer.ok) noteFailure(run, path, `${call.kind}: ${answer.reason}`);
    return answer;
  };

export const addChange = (run: Run, change: Change): void => {
  run.changes.push(change);
};
export const addEffect = (run: Run, path: RulePath, effect: NewEffect): void => {
  const { afterMs, ...what } = effect;
  const { event, nowMs } = run.asked;
  const key = `${event.key}/${path}#${run.effects.length}`;
  run.effects.push({ ...what, key, dueAtMs: nowMs + (afterMs ?? 0) } as Effect);
};

/** The names a rule may ask for: with the follower as the message found them, or as they are now. Made when the first is asked for: most rules ask for none. */
export const factsOf = (
  run: Run,
  followerOf: () => FollowerState | null,
  path: RulePath,
): Facts => {
  const { asked, rule, captured } = run;
  let facts: Facts | null = null;
  const make = (): Facts =>
    makeFacts({
      event: asked.event,
      follower: followerOf(),
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

const knowsSecrets = ({ asked, changes }: Run): boolean =>
  (asked.follower?.secrets ?? []).length > 0 ||
  changes.some((change) => change.kind === "set" && change.secret === true);

const MARK = "•••";
/** What a trace may show of a value: secret answers are covered. */
export const covered = (run: Run, value: Json): Json => {
  if (run.secrets.length === 0 && !knowsSecrets(run)) return value;
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
  captured: run.captured,
  secrets: run.secrets,
  spoke: run.spoke,
  transfer: run.transfer,
  handedOverAfter: run.handedOverAfter,
});
/** Takes back everything since `mark`: a rule that throws has done nothing. */
export const takeBack = (run: Run, to: ReturnType<typeof mark>): void => {
  run.dropChanges(to.changes);
  run.effects.length = to.effects;
  run.says.length = to.says;
  run.captured = to.captured;
  run.secrets = to.secrets;
  run.spoke = to.spoke;
  run.transfer = to.transfer;
  run.handedOverAfter = to.handedOverAfter;
};
