import type { Delivery } from "../store.ts";
import type { Step } from "../unit-of-work.ts";
import { step } from "../unit-of-work.ts";
import type { effectStatements } from "./effect-statements.ts";

/** Puts the effects into the follower's lane and wakes it. */
export const effectSteps = (
  statements: ReturnType<typeof effectStatements>,
  { event, effects }: Delivery,
): readonly Step[] => {
  if (effects.length === 0) return [];
  const lane = { account: event.account, openid: event.follower ?? "" };
  const added = effects.map((effect) =>
    step(
      statements.add,
      {
        ...lane,
        key: effect.key,
        kind: effect.kind,
        data: JSON.stringify(effect),
        due_at_ms: effect.dueAtMs,
      },
      "any",
    ),
  );
  const earliest = effects.reduce((first, { dueAtMs }) => Math.min(first, dueAtMs), Infinity);
  return [...added, step(statements.wakeLane, { ...lane, next_due_ms: earliest })];
};
