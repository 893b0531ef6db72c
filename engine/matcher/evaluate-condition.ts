import type { ConditionProperties, NestedCondition, TopLevelCondition } from "json-rules-engine";
import { Engine } from "json-rules-engine";
import type { Registry } from "../definitions/registry.ts";
import type { Account } from "../schema/account.ts";
import type { Facts } from "../schema/compiled-rules.ts";
import type { Condition, ConditionLeaf } from "../schema/rule.ts";
import type { FailedLeaf } from "../schema/trace.ts";
import type { Json, RulePath } from "../schema/words.ts";

export interface ConditionContext {
  readonly registry: Registry;
  readonly facts: Facts;
  readonly settings: Account;
  /** A leaf's value with its templates filled in. */
  readonly valueOf: (leaf: ConditionLeaf) => Json;
  /** An operator or a fact that threw: the leaf counts as not holding. */
  readonly onError: (path: RulePath, error: unknown) => void;
}
export interface Verdict {
  readonly holds: boolean;
  /** The leaves that decided against it, with what was expected and what was found. */
  readonly failed: readonly FailedLeaf[];
}

type Leaves = Map<
  RulePath,
  { readonly leaf: ConditionLeaf; actual: Json; expected: Json; held: boolean }
>;

/** The leaves of a condition, in the order they are written. */
export const leavesOf = (condition: Condition): readonly ConditionLeaf[] => {
  if ("all" in condition) return condition.all.flatMap(leavesOf);
  if ("any" in condition) return condition.any.flatMap(leavesOf);
  if ("not" in condition) return leavesOf(condition.not);
  return [condition];
};

const CHECK = "holds";
/** Every leaf asks for its own fact: the leaf's path, so that two leaves on one name stay apart. */
const translateLeaf = (leaf: ConditionLeaf): ConditionProperties => ({
  fact: leaf.path,
  operator: CHECK,
  value: leaf.path,
});
/** An empty group holds nowhere: json-rules-engine would let an empty `any` match. */
const NEVER: ConditionProperties = { fact: "", operator: CHECK, value: "" };
const group = (list: readonly Condition[]): NestedCondition[] =>
  list.length === 0 ? [NEVER] : list.map(translate);
const translate = (condition: Condition): NestedCondition => {
  if ("all" in condition) return { all: group(condition.all) };
  if ("any" in condition) return { any: group(condition.any) };
  if ("not" in condition) return { not: top(condition.not) };
  return translateLeaf(condition);
};
/** json-rules-engine refuses a bare leaf at the top and inside `not`. */
const top = (condition: Condition): TopLevelCondition => {
  const translated = translate(condition);
  return "fact" in translated ? { all: [translated] } : (translated as TopLevelCondition);
};

/** What one leaf found. */
export interface LeafReport {
  readonly held: boolean;
  readonly expected: Json;
  /** `null`: the fact has no value. */
  readonly actual: Json;
}
/** Asks one leaf alone; `null` when its operator or fact threw, which the context was told. */
export const judgeLeaf = (leaf: ConditionLeaf, context: ConditionContext): LeafReport | null => {
  try {
    const expected = context.valueOf(leaf);
    const actual = context.facts.get(leaf.fact) ?? null;
    const operator = context.registry.operators.get(leaf.operator);
    return { held: operator?.holds(actual, expected, context.settings) ?? false, expected, actual };
  } catch (error) {
    context.onError(leaf.path, error);
    return null;
  }
};

const judge = (leaf: ConditionLeaf, leaves: Leaves, context: ConditionContext): boolean => {
  const report = judgeLeaf(leaf, context);
  const found = leaves.get(leaf.path);
  if (report !== null && found !== undefined) Object.assign(found, report);
  return report?.held ?? false;
};

/** Leaves that kept the condition from holding: under a `not`, those that did hold. */
const against = (condition: Condition, leaves: Leaves, wanted: boolean): readonly FailedLeaf[] => {
  if ("not" in condition) return against(condition.not, leaves, !wanted);
  if ("all" in condition) return condition.all.flatMap((part) => against(part, leaves, wanted));
  if ("any" in condition) return condition.any.flatMap((part) => against(part, leaves, wanted));
  const found = leaves.get(condition.path);
  if (found === undefined || found.held === wanted) return [];
  const expected = { operator: condition.operator, value: found.expected };
  return [{ path: condition.path, expected, actual: found.actual }];
};

/**
 * Asks json-rules-engine whether a rule's `if` holds. A fresh engine each time: one engine serves one
 * run at a time, and a prebuilt rule is bound to the engine that saw it last (style.md §B).
 */
export const evaluateCondition = async (
  condition: Condition,
  context: ConditionContext,
): Promise<Verdict> => {
  const leaves: Leaves = new Map();
  for (const leaf of leavesOf(condition))
    leaves.set(leaf.path, { leaf, actual: null, expected: leaf.value, held: false });
  const engine = new Engine([], { allowUndefinedFacts: true, pathResolver: (value) => value });
  engine.addOperator(CHECK, (_actual, path: string) => {
    const found = leaves.get(path);
    return found !== undefined && judge(found.leaf, leaves, context);
  });
  engine.addRule({ conditions: top(condition), event: { type: CHECK } });
  const { results } = await engine.run();
  const holds = results.length > 0;
  return { holds, failed: holds ? [] : against(condition, leaves, true) };
};
