import { RE2JS } from "re2js";
import type { Registry } from "../definitions/registry.ts";
import { optionsAsText } from "../run/plan.ts";
import type { Message } from "../schema/reply.ts";
import type { Expected, ExpectedEffect, ExpectedReply } from "../schema/test-case.ts";
import type { TraceStep } from "../schema/trace.ts";
import type { Json } from "../schema/words.ts";
import { canonicalJson } from "../text/digest.ts";
import type { Turn } from "./conversation.ts";

/** What was expected against what happened; `what` is the word of the expectation. */
export interface Failure {
  readonly what: string;
  readonly expected: Json;
  readonly actual: Json;
}

const stepsOf = (turns: readonly Turn[]): readonly TraceStep[] =>
  turns.flatMap(({ outcome }) => outcome.trace.steps);

/** The text a follower reads in a message. */
export const textOf = (message: Message): string => {
  switch (message.kind) {
    case "text":
      return message.text;
    case "options":
      return optionsAsText(message);
    case "articles":
      return message.articles
        .map(({ title, description }) => `${title}\n${description}`)
        .join("\n");
    case "video":
      return `${message.title}\n${message.description}`;
    case "music":
      return message.title;
    default:
      return "";
  }
};
const urlsOf = (message: Message): readonly string[] => {
  if (message.kind === "articles") return message.articles.map(({ url }) => url);
  return message.kind === "music" ? [message.url] : [];
};

const fits = (expected: ExpectedReply, message: Message): boolean => {
  const text = textOf(message);
  return (
    (expected.text === null || expected.text === text) &&
    (expected.has === null || text.includes(expected.has)) &&
    (expected.matches === null || RE2JS.compile(expected.matches).matcher(text).find()) &&
    (expected.kind === null || expected.kind === message.kind) &&
    (expected.url === null || urlsOf(message).includes(expected.url))
  );
};
const shown = (message: Message): Json =>
  message.kind === "text" ? message.text : ({ kind: message.kind, text: textOf(message) } as Json);
const wanted = (expected: ExpectedReply): Json =>
  Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== null)) as Json;

const repliesFit = (expected: readonly ExpectedReply[], seen: readonly Message[]): boolean =>
  expected.length === seen.length &&
  expected.every((reply, place) => {
    const message = seen[place];
    return message !== undefined && fits(reply, message);
  });

interface Acted {
  readonly rule: string;
  readonly branch: "then" | "else" | null;
  readonly also: readonly string[];
}
const idOf = (path: string): string => path.split("/")[1] ?? "";
/** Who answered: a rule that ended the search, or the one whose dialog took the message. */
const whoActed = (steps: readonly TraceStep[]): Acted => {
  const also: string[] = [];
  let rule = "none";
  let branch: "then" | "else" | null = null;
  for (const step of steps) {
    if (step.kind === "rule" && step.verdict === "answered") {
      rule = idOf(step.path);
      branch = step.branch;
    } else if (step.kind === "rule" && step.verdict === "acted") also.push(idOf(step.path));
    else if (
      step.kind === "dialog" &&
      step.verdict !== "keeps-waiting" &&
      step.reason !== "asked-anew" &&
      step.reason !== "not-chosen"
    )
      rule = idOf(step.path);
  }
  return { rule, branch, also };
};

interface Done {
  readonly use: string;
  readonly params: Json;
}
const effectsOf = (steps: readonly TraceStep[]): readonly Done[] =>
  steps.flatMap((step) => {
    if (step.kind !== "action" || !step.isEffect) return [];
    const [use, params] = Object.entries(step.did as Readonly<Record<string, Json>>)[0] ?? [];
    return use === undefined ? [] : [{ use, params: params ?? null }];
  });

const isPart = (part: Json, whole: Json | undefined): boolean => {
  if (typeof part !== "object" || part === null || Array.isArray(part))
    return whole !== undefined && canonicalJson(part) === canonicalJson(whole);
  if (typeof whole !== "object" || whole === null || Array.isArray(whole)) return false;
  return Object.entries(part).every(([key, value]) =>
    isPart(value as Json, (whole as Readonly<Record<string, Json>>)[key]),
  );
};

/** What `notice: order-paid` means where an action has no short form: its first parameter. */
const firstParameter = (registry: Registry, use: string): string | null => {
  const { properties } = (registry.actions.get(use)?.params ?? {}) as {
    readonly properties?: object;
  };
  return Object.keys(properties ?? {})[0] ?? null;
};
/** An expectation in normal form: `tag: VIP` is `{ names: [VIP] }`. */
const expandedForms = (expected: ExpectedEffect, registry: Registry): readonly Json[] => {
  const short = registry.actions.get(expected.use)?.short;
  const listed = [expected.value] as Json;
  const first = firstParameter(registry, expected.use);
  const expand = (value: Json): readonly Json[] => {
    try {
      return short === undefined ? [] : [short.expand(value) as Json];
    } catch {
      return [];
    }
  };
  const named = first === null ? [] : [{ [first]: expected.value }];
  return [expected.value, ...named, ...expand(expected.value), ...expand(listed)];
};
/** `remind: voucher` is `{ id: voucher }`: a bare value stands for the parameter that comes first. */
const firstParam = ({ use, value }: ExpectedEffect, registry: Registry): readonly Json[] => {
  const params = registry.actions.get(use)?.params as { readonly properties?: object } | undefined;
  const [first] = Object.keys(params?.properties ?? {});
  return first === undefined || typeof value === "object" ? [] : [{ [first]: value }];
};
const isDone = (expected: ExpectedEffect, done: Done | undefined, registry: Registry): boolean => {
  if (done === undefined || done.use !== expected.use) return false;
  if (expected.value === null) return true;
  return [...expandedForms(expected, registry), ...firstParam(expected, registry)].some((form) =>
    isPart(form, done.params),
  );
};

const failure = (what: string, isMet: boolean, expected: Json, actual: Json): readonly Failure[] =>
  isMet ? [] : [{ what, expected, actual }];

/** What of an expectation does not hold; nothing that is not named is checked. */
export const expectationsOf = (
  expected: Expected | null,
  turns: readonly Turn[],
  registry: Registry,
): readonly Failure[] => {
  if (expected === null) return [];
  const steps = stepsOf(turns);
  const acted = whoActed(steps);
  const seen = turns.flatMap((turn) => turn.seen);
  const done = effectsOf(steps);
  const { rule, branch, also, reply, silent, effects } = expected;
  const areDone =
    effects === null ||
    (effects.length === done.length &&
      effects.every((effect, place) => isDone(effect, done[place], registry)));
  return [
    ...failure("rule", rule === null || rule === acted.rule, rule, acted.rule),
    ...failure("branch", branch === null || branch === acted.branch, branch, acted.branch),
    ...failure(
      "also",
      also === null || canonicalJson(also) === canonicalJson(acted.also),
      also,
      acted.also,
    ),
    ...failure(
      "reply",
      reply === null || repliesFit(reply, seen),
      (reply ?? []).map(wanted),
      seen.map(shown),
    ),
    ...failure(
      "silent",
      silent === null || silent === (seen.length === 0),
      silent,
      seen.map(shown),
    ),
    ...failure("effects", areDone, (effects ?? []) as unknown as Json, done as unknown as Json),
  ];
};
