import type { Effect } from "../../../engine/index.ts";
import type { LeasedEffect, Store } from "../store.ts";
import { step } from "../unit-of-work.ts";
import type { StoreContext } from "./deliveries.ts";
import { followerOf } from "./effect-lane.ts";
import type { DueLane } from "./effect-statements.ts";
import { effectStatements } from "./effect-statements.ts";
import { expectDone } from "./expect-done.ts";
import { readDue } from "./moved-accounts.ts";

type Ready = DueLane & { readonly key: string; readonly data: string };
const isReady = (lane: DueLane, nowMs: number): lane is Ready =>
  lane.key !== null && Math.max(lane.due_at_ms ?? 0, lane.retry_at_ms ?? 0) <= nowMs;

/** The outbox. A lane is leased by compare and set on its last lease, so that one holder has it, on either engine. */
export const effects = (context: StoreContext): Pick<Store, "leaseEffects" | "settleEffect"> => {
  const { db, nowMs, holder } = context;
  const statements = effectStatements(db.sql);
  let leases = 0;

  const lease = async (lane: Ready, untilMs: number, name: string): Promise<LeasedEffect[]> => {
    const { account, openid, key } = lane;
    const result = await db.write([
      step(statements.lease, {
        account,
        openid,
        lease: name,
        was_ms: lane.lease_until_ms,
        until_ms: untilMs,
      }),
      step(statements.begin, { account, key }),
    ]);
    if (!result.done) return [];
    const effect = JSON.parse(lane.data) as Effect;
    const attempt = (lane.attempt ?? 0) + 1;
    return [{ effect, account, lane: openid, follower: followerOf(openid), attempt, lease: name }];
  };
  /** A lane that was woken too early: its first effect waits for another try, or nothing waits at all. */
  const sendBackToSleep = async ({ account, openid }: DueLane): Promise<LeasedEffect[]> => {
    await db.write([
      step(statements.dropEmpty, { account, openid }, "any"),
      step(statements.recompute, { account, openid }, "any"),
    ]);
    return [];
  };

  return {
    leaseEffects: async (limit, leaseMs) => {
      const now = nowMs();
      const name = `${holder}:${++leases}`;
      const lanes = await readDue(
        context,
        { now_ms: now, limit },
        { all: (at) => db.read(statements.due, at), of: (at) => db.read(statements.dueOf, at) },
      );
      const leased = await Promise.all(
        lanes.map((lane) =>
          isReady(lane, nowMs(lane.account))
            ? lease(lane, now + leaseMs, name)
            : sendBackToSleep(lane),
        ),
      );
      return leased.flat();
    },

    settleEffect: async ({ account, lane: openid, effect, lease: name }, result, code = "") => {
      const lane = { account, openid };
      const key = { account, key: effect.key };
      const settled =
        result === "done"
          ? step(statements.done, key)
          : result === "dead"
            ? step(statements.dead, { ...key, code })
            : step(statements.retry, { ...key, code, retry_at_ms: result.retryAtMs });
      const written = await db.write([
        // The fence: whoever leased the lane after us settles it.
        step(statements.release, { ...lane, lease: name }),
        settled,
        step(statements.dropEmpty, lane, "any"),
        step(statements.recompute, lane, "any"),
      ]);
      if (!written.done && written.failed !== statements.release.name) expectDone(written);
    },
  };
};
