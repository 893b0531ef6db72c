import { rowSentence } from "../definitions/rule-sentence.ts";
import { respond } from "../engine.ts";
import type { ReadyRules } from "../run/asked.ts";
import type { FollowerState } from "../schema/follower.ts";
import type { InboundEvent } from "../schema/inbound-event.ts";
import type { Call, CallAnswer } from "../schema/outcome.ts";
import type { Rule } from "../schema/rule.ts";
import type { Trace, TraceStep } from "../schema/trace.ts";
import type { Json, LocalText, Names, RuleId } from "../schema/words.ts";
import { NOTHING_MATCHED } from "../triggers/nothing-matched.ts";
import { answeringPages } from "./answer-page.ts";
import type { Hindrance } from "./why-not-leaf.ts";
import { leafHindrance } from "./why-not-leaf.ts";

export type { Hindrance } from "./why-not-leaf.ts";

export interface WhyNotAnswer {
  readonly fires: boolean;
  readonly branch: "then" | "else" | null;
  /** What to mend first comes first. */
  readonly hindrances: readonly Hindrance[];
  readonly winner: RuleId | null;
  /** The ladder as it was climbed. */
  readonly trace: Trace;
}
export interface WhyNotAsked {
  readonly rules: ReadyRules;
  readonly rule: Rule;
  readonly event: InboundEvent;
  readonly follower: FollowerState | null;
  readonly nowMs: number;
  readonly seed: string;
  readonly answerCall: (call: Call) => Promise<CallAnswer>;
}

const MAX_CALLS = 20;
const MESSAGES: readonly InboundEvent["kind"][] = [
  "text",
  "voice",
  "image",
  "video",
  "link",
  "file",
];
const isMessage = (event: InboundEvent): boolean =>
  MESSAGES.includes(event.kind) || (event.kind === "location" && event.how === "sent");

const traceOf = async (
  { event, nowMs, seed, answerCall }: WhyNotAsked,
  rules: ReadyRules,
  follower: FollowerState | null,
): Promise<Trace> => {
  const answers = new Map<string, CallAnswer>();
  for (let round = 0; round < MAX_CALLS; round += 1) {
    const asked = { event, follower, rules, earlier: null, nowMs, seed, answers, isLate: false };
    const outcome = await respond(asked);
    if (outcome.kind === "decided") return outcome.trace;
    for (const call of outcome.calls) answers.set(call.key, await answeringPages(answerCall)(call));
  }
  throw new Error(`more than ${MAX_CALLS} calls for one message`);
};

type RuleStep = Extract<TraceStep, { kind: "rule" }>;
const stepOf = ({ steps }: Trace, id: RuleId): RuleStep | undefined =>
  steps.find((step): step is RuleStep => step.kind === "rule" && step.path === `rules/${id}`);
const winnerOf = ({ steps }: Trace): RuleId | null => {
  const won = steps.find(
    (step) =>
      (step.kind === "rule" && step.verdict === "answered") ||
      (step.kind === "dialog" && (step.verdict === "took-it" || step.verdict === "refused-it")),
  );
  return won !== undefined && "path" in won ? (won.path.split("/")[1] ?? null) : null;
};

/** The triggers of a rule that hold, with what they capture; the index is not asked. */
export const heldTriggers = ({
  rules,
  rule,
  event,
}: Pick<WhyNotAsked, "rules" | "rule" | "event">) => {
  let captured: Names = {};
  let path: string | null = null;
  for (const row of rule.when) {
    const definition = rules.registry.triggers.get(row.use);
    if (definition === undefined || !definition.on.includes(event.kind)) continue;
    const found = definition.match(row.params as never, event, rules.settings);
    if (found === null) continue;
    captured = { ...found, ...captured };
    path ??= row.path;
  }
  return { captured, path };
};

/** The rule as if it were the only one, switched on, and nobody had the conversation: what its own lines say. */
const aloneTrace = (asked: WhyNotAsked, captured: Names, trigger: string): Promise<Trace> => {
  const { rules, rule, follower } = asked;
  const candidates = [{ rule: rule.id, trigger, captured }];
  const alone: ReadyRules = {
    ...rules,
    rules: [rule],
    rule: (id) => (id === rule.id ? { ...rule, enabled: true } : rules.rule(id)),
    candidates: () => candidates,
    fallbacks: () => [],
  };
  const free = follower === null ? null : { ...follower, agent: null, dialog: null, tap: null };
  return traceOf(asked, alone, free);
};

const both = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });
const hindrance = (
  kind: Hindrance["kind"],
  path: string,
  words: Pick<Hindrance, "says" | "change">,
  found: { readonly expected?: Json; readonly actual?: Json } = {},
): Hindrance => ({
  kind,
  path,
  ...words,
  expected: found.expected ?? null,
  actual: found.actual ?? null,
});

const typedIn = (event: InboundEvent): string | null => {
  if (event.kind === "text") return event.text;
  return event.kind === "voice" ? event.recognised : null;
};
const triggerFor = ({ rules }: WhyNotAsked, event: InboundEvent) =>
  [...rules.registry.triggers.values()].find((one) => one.on.includes(event.kind));

const noTrigger = (asked: WhyNotAsked): Hindrance => {
  const { rule, rules, event } = asked;
  const said = (language: keyof LocalText) =>
    rule.when.map((row) => rowSentence(row, rules.registry, language)).join(" / ");
  const typed = typedIn(event)?.trim() ?? null;
  const title = triggerFor(asked, event)?.title ?? both(event.kind, event.kind);
  const isText = rule.when.some(({ use }) => use === "text") && typed !== null && typed !== "";
  const change = isText
    ? both(`给它加一个关键词「${typed}」`, `add the keyword "${typed}" to it`)
    : both(`给它加一个触发条件：${title["zh-CN"]}`, `add a trigger to it: ${title.en}`);
  const says = both(
    `没有一个触发条件成立：${said("zh-CN")}`,
    `none of its triggers holds: ${said("en")}`,
  );
  const actual = typed ?? event.kind;
  return hindrance("no-trigger", `rules/${rule.id}/when`, { says, change }, { actual });
};

const disabled = ({ rule }: WhyNotAsked): readonly Hindrance[] =>
  rule.enabled
    ? []
    : [
        hindrance("disabled", `rules/${rule.id}/enabled`, {
          says: both("这条规则已停用", "the rule is switched off"),
          change: both("启用它", "switch it on"),
        }),
      ];

/** Whoever took the message before any rule was looked at. */
const taken = (trace: Trace, { rule }: WhyNotAsked): readonly Hindrance[] =>
  trace.steps.flatMap((step): readonly Hindrance[] => {
    if (step.kind === "agent-has-it")
      return [
        hindrance("agent", `rules/${rule.id}`, {
          says: both("人工客服正在接待这位粉丝", "a human agent has the conversation"),
          change: both("等客服结束会话", "wait until the agent closes it"),
        }),
      ];
    const isOthers = step.kind === "dialog" && !step.path.startsWith(`rules/${rule.id}/`);
    if (!isOthers || (step.verdict !== "took-it" && step.verdict !== "refused-it")) return [];
    const other = step.path.split("/")[1] ?? "";
    return [
      hindrance("dialog", step.path, {
        says: both(
          `规则「${other}」正在等粉丝回答`,
          `rule "${other}" was waiting for the follower's answer`,
        ),
        change: both(
          `把优先级调得比「${other}」高，或等提问结束`,
          `give it a higher priority than "${other}", or wait until the question ends`,
        ),
      }),
    ];
  });

const beaten = (asked: WhyNotAsked, winner: RuleId): Hindrance => {
  const { rules, rule } = asked;
  const other = rules.rule(winner);
  const name = other?.name === undefined || other.name === "" ? winner : other.name;
  const above = other === undefined ? 100 : other.priority + 1;
  const isFallback = rule.when.some(({ use }) => use === NOTHING_MATCHED);
  const raise =
    above <= 100
      ? both(
          `把优先级从 ${rule.priority} 调到 ${above}`,
          `raise its priority from ${rule.priority} to ${above}`,
        )
      : both(`把「${name}」的优先级调低`, `lower the priority of "${name}"`);
  const change = isFallback
    ? both(`让「${name}」不再回答这句话`, `keep "${name}" from answering this message`)
    : raise;
  const says = both(`规则「${name}」先回答了`, `rule "${name}" answered first`);
  const expected = other?.priority ?? null;
  return hindrance(
    "beaten",
    `rules/${rule.id}/priority`,
    { says, change },
    { expected, actual: rule.priority },
  );
};

const own = async (asked: WhyNotAsked): Promise<readonly Hindrance[]> => {
  const { rule, rules, event } = asked;
  const isFallback = rule.when.some(({ use }) => use === NOTHING_MATCHED);
  const { captured, path } = heldTriggers(asked);
  if (path === null && isFallback && !isMessage(event))
    return [
      hindrance("not-a-message", `rules/${rule.id}/when`, {
        says: both("它只回答消息，这是一个事件", "it answers messages only, and this is an event"),
        change: both("给它加上这个事件的触发条件", "add a trigger for this event"),
      }),
    ];
  if (path === null && !isFallback) return [noTrigger(asked)];
  const trace = await aloneTrace(asked, captured, path ?? `rules/${rule.id}/when/0`);
  const failed = stepOf(trace, rule.id)?.failed ?? [];
  const branch = stepOf(trace, rule.id)?.branch ?? null;
  const errors = trace.steps.filter((step) => step.kind === "error");
  return [
    ...(branch === null ? failed.map((leaf) => leafHindrance(leaf, rules, asked.nowMs)) : []),
    ...errors.map((step) =>
      hindrance("failed", step.path, {
        says: both(`执行时出错：${step.message}`, `it failed: ${step.message}`),
        change: null,
      }),
    ),
  ];
};

/**
 * Why a rule did not answer a message: every line of its own that stood against it, then who was before it, each with the
 * smallest change. Nothing is done and nothing remembered; calls are answered by who asks.
 */
export const whyNot = async (asked: WhyNotAsked): Promise<WhyNotAnswer> => {
  const { rule, follower } = asked;
  const trace = await traceOf(asked, asked.rules, follower);
  const step = stepOf(trace, rule.id);
  const tookIt = trace.steps.some(
    (one) =>
      one.kind === "dialog" &&
      one.verdict === "took-it" &&
      one.path.startsWith(`rules/${rule.id}/`),
  );
  const hasFailed = trace.steps.some(
    (one) => one.kind === "error" && one.path === `rules/${rule.id}`,
  );
  const winner = winnerOf(trace);
  const branch = step?.branch ?? null;
  if ((branch !== null && !hasFailed) || tookIt)
    return { fires: true, branch, hindrances: [], winner, trace };
  const hindrances = [...disabled(asked), ...(await own(asked)), ...taken(trace, asked)];
  const isBeaten =
    winner !== null && winner !== rule.id && !hindrances.some(({ kind }) => kind === "dialog");
  const all = isBeaten ? [...hindrances, beaten(asked, winner)] : hindrances;
  return { fires: false, branch: null, hindrances: all, winner, trace };
};
