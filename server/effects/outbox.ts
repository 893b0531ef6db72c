import type { EffectKind } from "../../engine/index.ts";
import type { NowMs } from "../clock.ts";
import type { LeasedEffect, Store } from "../storage/store.ts";
import { within } from "../within.ts";
import type { Performed, Performer } from "./performer.ts";

/** Waits between tries of one effect; afterwards it is dead and can be replayed by hand. */
const RETRY_MS = [1_000, 5_000, 30_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000];
const LEASE_MS = 30_000;
const PERFORM_MS = 20_000;
const LANES_AT_ONCE = 50;
/** A call takes half a millisecond to send. */
const LANES_A_TURN = 8;
/** Own systems may take a quarter of a minute each. */
const ASIDE_AT_ONCE = 200;

export interface OutboxDeps {
  readonly store: Store;
  readonly performers: ReadonlyMap<string, Performer>;
  readonly nowMs: NowMs;
  /** 0 ≤ x < 1: spreads retries. */
  readonly random: () => number;
  /** Waited for before a few lanes begin, so that many that are due at once hold nobody up. */
  readonly pause?: () => Promise<void>;
  readonly log: {
    readonly warn: (what: object, text: string) => void;
    readonly error: (what: object, text: string) => void;
  };
}
export interface Outbox {
  /** Performs what is due; resolves with how many effects were settled, or begun where nobody waits for them. */
  readonly run: () => Promise<number>;
  /** Resolves when nothing is in progress that `run` did not wait for. */
  readonly idle: () => Promise<void>;
}

const retryAt = (
  deps: OutboxDeps,
  { account, attempt }: LeasedEffect,
  atLeastMs: number,
): number | null => {
  const waitMs = RETRY_MS[attempt - 1];
  if (waitMs === undefined) return null;
  return deps.nowMs(account) + Math.max(atLeastMs, Math.round(waitMs * (0.5 + deps.random() / 2)));
};

const perform = async (deps: OutboxDeps, leased: LeasedEffect): Promise<Performed> => {
  const { effect, account, follower, attempt } = leased;
  const performer = deps.performers.get(effect.kind);
  if (performer === undefined) return { kind: "never", code: "no-performer" };
  const of = { account, follower, key: effect.key, attempt };
  try {
    return await within({ limitMs: PERFORM_MS }, (signal) =>
      (performer as Performer<EffectKind>).perform(effect, { ...of, signal }),
    );
  } catch (error) {
    deps.log.error({ err: error, kind: effect.kind, key: effect.key }, "a performer threw");
    return { kind: "later", afterMs: 0, code: "performer-threw" };
  }
};

const settle = async (deps: OutboxDeps, leased: LeasedEffect): Promise<boolean> => {
  const performed = await perform(deps, leased);
  const { effect, attempt } = leased;
  if (performed.kind === "done") {
    await deps.store.settleEffect(leased, "done");
    return true;
  }
  const retryAtMs = performed.kind === "later" ? retryAt(deps, leased, performed.afterMs) : null;
  const what = { kind: effect.kind, key: effect.key, code: performed.code, attempt, retryAtMs };
  deps.log.warn(what, retryAtMs === null ? "an effect is given up" : "an effect is tried again");
  await deps.store.settleEffect(
    leased,
    retryAtMs === null ? "dead" : { retryAtMs },
    performed.code,
  );
  return retryAtMs === null;
};

const laneOf = ({ account, lane }: LeasedEffect): string => `${account}\n${lane}`;

/** One lane in order; a try that failed holds what stands behind it. */
const runLane = async (deps: OutboxDeps, lane: readonly LeasedEffect[]): Promise<number> => {
  let settled = 0;
  for (const leased of lane) {
    if (!(await settle(deps, leased))) break;
    settled += 1;
  }
  return settled;
};

type Lane = readonly LeasedEffect[];
const isAside = ({ performers }: OutboxDeps, [first]: Lane): boolean =>
  first !== undefined && performers.get(first.effect.kind)?.isAside === true;

/** Performs stored effects, one performer a kind, each follower's in order, with retries. */
export const createOutbox = (deps: OutboxDeps): Outbox => {
  const aside = new Set<Promise<unknown>>();
  const startAside = (lane: Lane): void => {
    const running = runLane(deps, lane).catch((err: unknown) => {
      deps.log.error({ err }, "a lane failed and will come again");
    });
    aside.add(running);
    running.finally(() => aside.delete(running));
  };
  return {
    run: async () => {
      const leased = await deps.store.leaseEffects(LANES_AT_ONCE, LEASE_MS);
      const lanes = [...Map.groupBy(leased, laneOf).values()];
      const slow = lanes.filter((lane) => isAside(deps, lane));
      for (const lane of slow) startAside(lane);
      const own = lanes.filter((lane) => !isAside(deps, lane));
      const running: Promise<number>[] = [];
      for (const [place, lane] of own.entries()) {
        if (place % LANES_A_TURN === 0) await deps.pause?.();
        running.push(runLane(deps, lane));
      }
      const counts = await Promise.all(running);
      while (aside.size > ASIDE_AT_ONCE) await Promise.race(aside);
      return counts.reduce((sum, count) => sum + count, slow.length);
    },
    idle: async () => {
      await Promise.all(aside);
    },
  };
};
