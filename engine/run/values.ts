import type { ConditionContext } from "../matcher/evaluate-condition.ts";
import type { FollowerState } from "../schema/follower.ts";
import type { ActionRow, ConditionLeaf } from "../schema/rule.ts";
import type { Json, RulePath } from "../schema/words.ts";
import type { Fill, Languages } from "../templates/prepare.ts";
import { prepareFill } from "../templates/prepare.ts";
import { languagesFor } from "../text/languages.ts";
import { learnLanguage } from "./note-profile.ts";
import type { Run } from "./run.ts";
import { factsOf, NeedsCall } from "./run.ts";

/** A rule's own failure goes into the trace; a call that has no answer yet goes on up. */
export const errorStep = (run: Run, path: RulePath, error: unknown): void => {
  if (error instanceof NeedsCall) throw error;
  const message = error instanceof Error ? error.message : String(error);
  run.steps.push({ kind: "error", path, message });
};

/** A list that is made when somebody looks at it. */
const lazily = (make: () => readonly string[]): Languages => ({
  [Symbol.iterator]: () => make()[Symbol.iterator](),
});

/** Fills a row's templates in; values that are missing are noted in the trace. A text of several languages asks for the follower's, where it is not known yet. */
const fillValue = (run: Run, path: RulePath, fill: Fill): Json =>
  fill(
    factsOf(run, () => run.follower, path),
    lazily(() => {
      learnLanguage(run);
      return languagesFor(run.follower, run.asked.rules.settings);
    }),
    (name) => {
      run.steps.push({ kind: "missing-value", path, name });
    },
  );

const fills = new WeakMap<ActionRow, Fill | null>();
/** A row's parameters with their templates filled in. */
export const fillRow = (run: Run, row: ActionRow): Json => {
  const definition = run.asked.rules.registry.actions.get(row.use);
  if (definition === undefined) throw new Error(`no action is called "${row.use}"`);
  let known = fills.get(row);
  if (known === undefined) {
    known = prepareFill(row.params, definition.params);
    fills.set(row, known);
  }
  return known === null ? row.params : fillValue(run, row.path, known);
};

/** A condition's value may hold templates anywhere. */
const VALUE = { "x-free": true, "x-template": "text" };
const valueFills = new WeakMap<ConditionLeaf, Fill | null>();
const valueFillOf = (leaf: ConditionLeaf): Fill | null => {
  const known = valueFills.get(leaf);
  if (known !== undefined) return known;
  const fill = prepareFill(leaf.value, VALUE);
  valueFills.set(leaf, fill);
  return fill;
};

/** What a condition is asked against: the follower as found (a rule's `if`) or as they are now (`choose`). */
export const conditionContext = (
  run: Run,
  follower: () => FollowerState | null,
  path: RulePath,
): ConditionContext => ({
  registry: run.asked.rules.registry,
  facts: factsOf(run, follower, path),
  settings: run.asked.rules.settings,
  valueOf: (leaf) => {
    const fill = valueFillOf(leaf);
    return fill === null ? leaf.value : fillValue(run, leaf.path, fill);
  },
  onError: (at, error) => errorStep(run, at, error),
});
