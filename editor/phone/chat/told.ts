import type { TraceStep } from "../../../engine/index.ts";
import type { Told } from "../sources.ts";

/** The name of the rule or dialog that a path leads into; its id where no name is known. */
export const nameOf = ({ names }: Told, path: string): string => {
  const [, id = path] = path.split("/");
  return names[id] ?? id;
};

/** The name of the rule that answered, `null` when none did. */
export const answeringRule = (told: Told): string | null => {
  const step = told.trace.steps.find(
    (one) => one.kind === "rule" && (one.verdict === "answered" || one.verdict === "acted"),
  );
  return step?.kind === "rule" ? nameOf(told, step.path) : null;
};

type Action = Extract<TraceStep, { readonly kind: "action" }>;

/** What was done besides talking. */
export const effectsOf = ({ trace }: Told): readonly Action[] =>
  trace.steps.filter((step): step is Action => step.kind === "action" && step.isEffect);
