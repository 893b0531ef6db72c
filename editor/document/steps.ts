import type { RulePath } from "../../engine/index.ts";

/** Keys and places, from the rule inwards: `["when", 0, "text", "has", 1]`; the steps of diagnostics and traces. */
export type Steps = readonly (string | number)[];

const readStep = (step: string): string => step.replaceAll("~1", "/").replaceAll("~0", "~");
const writeStep = (step: string | number): string =>
  String(step).replaceAll("~", "~0").replaceAll("/", "~1");

/** `rules/hours/if/all/1` → `["if", "all", 1]`; the first two steps name the rule. */
export const stepsOf = (path: RulePath): Steps =>
  path
    .split("/")
    .slice(2)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : readStep(step)));

/** `["if", "all", 1]` of rule `hours` → `rules/hours/if/all/1`. */
export const pathOf = (rule: string, at: Steps): RulePath =>
  ["rules", writeStep(rule), ...at.map(writeStep)].join("/");

/** Whether one place lies in another, or is it. */
export const isWithin = (inner: Steps, outer: Steps): boolean =>
  outer.length <= inner.length && outer.every((step, depth) => step === inner[depth]);

/** Steps as a key of a map. */
export const keyOfSteps = (at: Steps): string => JSON.stringify(at);
