import type { Registry } from "../definitions/registry.ts";
import { makeFacts } from "../facts/lookup.ts";
import type { Account } from "../schema/account.ts";
import type { Facts } from "../schema/compiled-rules.ts";
import type { FollowerState } from "../schema/follower.ts";
import type { Condition, ConditionLeaf } from "../schema/rule.ts";
import type { Json, OpenId } from "../schema/words.ts";
import type { Fill } from "../templates/prepare.ts";
import { prepareFill } from "../templates/prepare.ts";

export interface SegmentMember {
  readonly openid: OpenId;
  readonly state: FollowerState;
  readonly nowMs: number;
}
type Holds = (facts: Facts) => boolean;
const VALUE = { "x-free": true, "x-template": "text" };

const leafHolds = (leaf: ConditionLeaf, registry: Registry, settings: Account): Holds => {
  const operator = registry.operators.get(leaf.operator);
  const fill: Fill | null = prepareFill(leaf.value, VALUE);
  return (facts) => {
    const expected: Json = fill === null ? leaf.value : fill(facts, [], () => {});
    try {
      return operator?.holds(facts.get(leaf.fact) ?? null, expected, settings) ?? false;
    } catch {
      // As in a rule: a leaf that throws does not hold.
      return false;
    }
  };
};

const holdsOf = (condition: Condition, registry: Registry, settings: Account): Holds => {
  const inner = (one: Condition): Holds => holdsOf(one, registry, settings);
  if ("not" in condition) {
    const not = inner(condition.not);
    return (facts) => !not(facts);
  }
  if ("all" in condition) {
    const all = condition.all.map(inner);
    return (facts) => all.length > 0 && all.every((one) => one(facts));
  }
  if ("any" in condition) {
    const any = condition.any.map(inner);
    return (facts) => any.some((one) => one(facts));
  }
  return leafHolds(condition, registry, settings);
};

/**
 * Whether a condition holds for a follower, without any message: prepared once and asked of a million rows, where an
 * engine for each (`evaluate-condition.ts`, which says the same) would take minutes.
 */
export const segmentMatcher = (
  condition: Condition,
  { registry, settings }: { readonly registry: Registry; readonly settings: Account },
): ((member: SegmentMember) => boolean) => {
  const holds = holdsOf(condition, registry, settings);
  return ({ openid, state, nowMs }) => {
    const from = { account: settings.id, follower: openid, key: "segment", sentAtMs: nowMs };
    const event = { ...from, kind: "other", name: "segment", fields: {} } as const;
    const facts = makeFacts({
      ...{ event, follower: state, settings, nowMs, registry },
      ...{ rule: "segment", captured: {} },
    });
    return holds(facts);
  };
};
