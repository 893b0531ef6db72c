import { newFollower } from "../apply-changes.ts";
import type { Registry } from "../definitions/registry.ts";
import type { ReadyRules } from "../run/asked.ts";
import type { FollowerState } from "../schema/follower.ts";
import type { Call, CallAnswer } from "../schema/outcome.ts";
import type { Given, Sent, TestCase, TestStep } from "../schema/test-case.ts";
import type { Json, RuleId, RulePath } from "../schema/words.ts";
import { parseMoment } from "../time/calendar.ts";
import { durationMs } from "../time/durations.ts";
import type { Conversation, Turn } from "./conversation.ts";
import { startConversation } from "./conversation.ts";
import type { Failure } from "./expectations.ts";
import { expectationsOf } from "./expectations.ts";

export interface StepResult {
  readonly path: RulePath;
  readonly turns: readonly Turn[];
  readonly failures: readonly Failure[];
}
export interface TestResult {
  readonly name: string;
  readonly path: RulePath;
  readonly passed: boolean;
  readonly steps: readonly StepResult[];
  /** Rules that answered or acted. */
  readonly reached: ReadonlySet<RuleId>;
}
/** Answers calls of other kinds than `http`: plugins run for real. */
export type AnswerCall = (call: Call, nowMs: number) => Promise<CallAnswer>;

const DAY_MS = 86_400_000;

/** `bucket` as the test gives it, for every follower and rule. */
const withBucket = (registry: Registry, bucket: number | null): Registry => {
  const fact = registry.facts.get("bucket");
  if (bucket === null || fact === undefined) return registry;
  const fixed = { ...fact, read: () => bucket };
  return { ...registry, facts: new Map([...registry.facts, ["bucket", fixed]]) };
};

/** The checker has refused what is no moment. */
const instantOf = (text: string, zone: string): number => parseMoment(text, zone) ?? 0;

const followerOf = (given: Given, nowMs: number, timezone: string): FollowerState => {
  const { tags, followedAt, position, values } = given.follower;
  const followedAtMs = followedAt === null ? nowMs - 365 * DAY_MS : instantOf(followedAt, timezone);
  const forEver = { quietMs: 0, quietUntilMs: Number.MAX_SAFE_INTEGER };
  const agent = given.agent ? { to: "inbox", name: "", ...forEver } : null;
  const known = position === null ? null : { ...position, atMs: nowMs };
  return { ...newFollower(), tags, followedAtMs, position: known, values, agent };
};

/** What the platform and the map services would tell; nothing unless the test says it, under their name. */
const TOLD: ReadonlySet<string> = new Set(["semantic", "district"]);
/** An `http` call that no stub answers fails the test: nothing goes out of it. */
const stubbed =
  (given: Given, other: AnswerCall, missing: (name: string) => void) =>
  async (call: Call): Promise<CallAnswer> => {
    if (TOLD.has(call.kind)) return { ok: true, value: given.http[call.kind]?.body ?? null };
    if (call.kind !== "http") return other(call, 0);
    const save = (call.args as { readonly save?: string }).save ?? "";
    const stub = Object.hasOwn(given.http, save) ? given.http[save] : undefined;
    if (stub === undefined) {
      missing(save);
      return { ok: false, reason: "no stub" };
    }
    if (stub.ms > call.deadlineMs) return { ok: false, reason: "http-timeout" };
    if (stub.status < 200 || stub.status > 299) return { ok: false, reason: `http-${stub.status}` };
    return { ok: true, value: stub.body };
  };

const turnsOf = async (conversation: Conversation, step: TestStep): Promise<readonly Turn[]> => {
  const waited = step.wait === null ? [] : await conversation.wait(durationMs(step.wait));
  const sent: Sent | null = step.send;
  return sent === null ? waited : [...waited, await conversation.send(sent)];
};

const reachedBy = (turns: readonly Turn[]): readonly RuleId[] =>
  turns.flatMap(({ outcome }) =>
    outcome.trace.steps.flatMap((step) => {
      const isReached =
        (step.kind === "rule" && step.branch !== null) ||
        (step.kind === "dialog" && step.verdict !== "keeps-waiting");
      return isReached ? [step.path.split("/")[1] ?? ""] : [];
    }),
  );

/** Runs one test of an account folder (language.md §7); never throws for what a rule does. */
export const runTest = async (
  test: TestCase,
  rules: ReadyRules,
  answerCall: AnswerCall,
): Promise<TestResult> => {
  const { given } = test;
  const { timezone } = rules.settings;
  const nowMs = instantOf(given.now, timezone);
  const unstubbed: string[] = [];
  const conversation = startConversation({
    rules: { ...rules, registry: withBucket(rules.registry, given.bucket) },
    follower: followerOf(given, nowMs, timezone),
    nowMs,
    seed: given.seed,
    answerCall: stubbed(given, answerCall, (name) => unstubbed.push(name)),
  });
  const steps: StepResult[] = [];
  const reached = new Set<RuleId>();
  for (const step of test.steps) {
    const turns = await turnsOf(conversation, step);
    for (const id of reachedBy(turns)) reached.add(id);
    const missing = unstubbed
      .splice(0)
      .map((name) => ({ what: "http", expected: name as Json, actual: null }));
    const failures = [...missing, ...expectationsOf(step.expect, turns, rules.registry)];
    steps.push({ path: step.path, turns, failures });
  }
  const passed = steps.every(({ failures }) => failures.length === 0);
  return { name: test.name, path: test.path, passed, steps, reached };
};
