import type { Change, Effect, FollowerState, RuleSet } from "../../engine/index.ts";
import type { Clock, NowMs } from "../../server/clock.ts";
import type { Database } from "../../server/storage/database.ts";
import type { Library } from "../../server/storage/library.ts";
import type { Delivery, Store } from "../../server/storage/store.ts";
import { settings, textEvent } from "../builders.ts";

/** One process's way into a database. */
export interface Opened {
  readonly store: Store;
  readonly library: Library;
  readonly db: Database;
}
export interface Opening {
  readonly nowMs: NowMs;
  readonly moved: Clock["moved"];
  /** Put between the store and the engine: faults, counting. */
  readonly wrap?: (db: Database) => Database;
}
/** A new, empty database that several processes can open; an engine gives the suite a maker of these. */
export interface TestDatabase {
  readonly open: (opening: Opening) => Promise<Opened>;
  readonly destroy: () => Promise<void>;
}
export type MakeDatabase = () => Promise<TestDatabase>;

/** What every group of cases is given: a database of its own, and a clock to set. */
export interface Stage {
  readonly open: (wrap?: Opening["wrap"]) => Promise<Opened>;
  readonly clock: { nowMs: number };
  /** Moves one account's time away from the clock. */
  readonly travel: (account: string, byMs: number) => void;
}

export const START_MS = 1_795_000_000_000;

export const newFollower = (of: Partial<FollowerState> = {}): FollowerState => ({
  version: 0,
  tags: [],
  values: {},
  secrets: [],
  followedAtMs: null,
  channel: null,
  position: null,
  misses: 0,
  dialog: null,
  agent: null,
  window: null,
  fired: {},
  tap: null,
  ...of,
});

/** A delivery of a text from a follower not seen before, answered `好`. */
export const delivery = (of: Partial<Delivery> = {}): Delivery => ({
  event: textEvent(),
  followerVersion: 0,
  follower: newFollower(),
  answer: "好",
  late: false,
  changes: [],
  effects: [],
  trace: null,
  nextTick: null,
  ...of,
});
export const effect = (key: string, dueAtMs = START_MS): Effect => ({
  kind: "tag",
  key,
  dueAtMs,
  add: [key],
  remove: [],
});
export const dialogWait = (id: string, untilMs: number): Change => ({
  kind: "wait",
  what: "dialog",
  dialog: {
    id,
    path: `rules/${id}/then/0`,
    version: 1,
    untilMs,
    captured: {},
    secrets: [],
    tries: 0,
  },
});
export const reminderWait = (id: string, untilMs: number, version = 1): Change => ({
  kind: "wait",
  what: "reminder",
  id,
  path: `rules/${id}/then/0`,
  version,
  untilMs,
  captured: { names: { name: "小王" }, secrets: [] },
});
export const ruleSet = (version: number): RuleSet => ({ version, account: settings(), rules: [] });

/** Commits a message of a follower as it is now, whatever its version. */
export const say = async (
  { store }: Opened,
  of: Partial<Delivery> & {
    readonly key: string;
    readonly openid?: string;
    readonly account?: string;
  },
): Promise<"done" | "repeat" | "stale" | "gone"> => {
  const { key, openid = "o1", account = "coffee", ...rest } = of;
  const event = textEvent({ key, account, follower: openid });
  const known = await store.recall(event);
  if ("answered" in known) return "repeat";
  return store.commit(
    delivery({
      event,
      followerVersion: known.follower?.version ?? 0,
      follower: known.follower ?? newFollower(),
      ...rest,
    }),
  );
};
