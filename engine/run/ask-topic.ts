import { hasRight } from "../limits.ts";
import type { Candidate } from "../schema/compiled-rules.ts";
import type { Json } from "../schema/words.ts";
import { spokenText } from "../text/spoken-text.ts";
import { topicNames } from "../triggers/topic.ts";
import type { Run } from "./run.ts";
import { answerFor } from "./run.ts";

const SEMANTIC_MS = 4_000;
/** Longer texts are cut: what is meant stands at the beginning. */
const MOST_SIGNS = 200;
const PATH = "semantic";

interface Recognised {
  readonly topic: string;
  readonly slots: Json;
}
const recognisedIn = (value: Json): Recognised | null => {
  const { topic, slots } = (value ?? {}) as { readonly topic?: unknown; readonly slots?: Json };
  return typeof topic === "string" ? { topic, slots: slots ?? {} } : null;
};

/** The rules that wait for what the platform's semantic interface takes an unanswered text for; it is asked only where some wait. */
export const topicCandidates = (run: Run): readonly Candidate[] => {
  const { event, rules } = run.asked;
  const { semantic } = rules.settings;
  const text = spokenText(event);
  if (text === null || semantic === undefined || rules.topics.length === 0) return [];
  if (!hasRight(rules.settings, "semantic")) return [];
  const args = {
    query: text.slice(0, MOST_SIGNS),
    category: rules.topics.join(","),
    city: semantic.city,
  };
  const told = answerFor(run, PATH)({ kind: "semantic", args, deadlineMs: SEMANTIC_MS });
  if (!told.ok) run.steps.push({ kind: "error", path: "", message: `semantic: ${told.reason}` });
  const recognised = told.ok ? recognisedIn(told.value) : null;
  if (recognised === null) return [];
  const captured = { slots: recognised.slots };
  return topicNames(recognised.topic)
    .flatMap((name) => rules.named(name))
    .map((candidate) => ({ ...candidate, captured }));
};
