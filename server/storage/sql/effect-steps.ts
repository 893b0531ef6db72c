import type { Delivery } from "../store.ts";
import type { Step } from "../unit-of-work.ts";
import { step } from "../unit-of-work.ts";
import { laneOf } from "./effect-lane.ts";
import type { effectStatements } from "./effect-statements.ts";

/** Puts the effects into the follower's lane and wakes it; what goes elsewhere has a lane of its own. */
export const effectSteps = (
  statements: ReturnType<typeof effectStatements>,
  { event, effects }: Delivery,
): readonly Step[] => {
  if (effects.length === 0) return [];
  const { account, follower } = event;
  const earliest = new Map<string, number>();
  const added = effects.map((effect) => {
    const openid = laneOf(effect, follower);
    earliest.set(openid, Math.min(earliest.get(openid) ?? Infinity, effect.dueAtMs));
    const { key, kind, dueAtMs } = effect;
    const values = { account, openid, key, kind, data: JSON.stringify(effect), due_at_ms: dueAtMs };
    return step(statements.add, values, "any");
  });
  const woken = [...earliest].map(([openid, next_due_ms]) =>
    step(statements.wakeLane, { account, openid, next_due_ms }),
  );
  return [...added, ...woken];
};
