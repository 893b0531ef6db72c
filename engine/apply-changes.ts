import type { FollowerState } from "./schema/follower.ts";
import type { Change } from "./schema/outcome.ts";
import type { Json } from "./schema/words.ts";

/** A follower nobody has seen before. */
export const newFollower = (): FollowerState => ({
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
});

type ChangeOf<K extends Change["kind"]> = Extract<Change, { kind: K }>;
type Apply<K extends Change["kind"]> = (
  follower: FollowerState,
  change: ChangeOf<K>,
) => Partial<FollowerState>;

const isEmpty = (value: Json): boolean => value === null || value === "";
const without = <T>(map: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(map).filter(([key]) => key !== name));

const set: Apply<"set"> = ({ values, secrets }, { name, value, secret }) => {
  const others = without(values, name);
  const open = secrets.filter((one) => one !== name);
  if (isEmpty(value)) return { values: others, secrets: open };
  return {
    values: { ...others, [name]: value },
    secrets: secret === true ? [...open, name] : open,
  };
};
const tags: Apply<"tags"> = ({ tags: before }, { add, remove }) => ({
  tags: [...new Set([...before, ...add])].filter((name) => !remove.includes(name)),
});
const fired: Apply<"fired"> = ({ fired: before }, { rule, atMs, keep }) => {
  const last = Object.hasOwn(before, rule) ? before[rule] : undefined;
  const times = [...(last?.atMs ?? []), atMs];
  const kept = keep > 0 ? times.slice(-keep) : [];
  return { fired: { ...before, [rule]: { count: (last?.count ?? 0) + 1, atMs: kept } } };
};
const wait: Apply<"wait"> = (_follower, change) =>
  change.what === "dialog" ? { dialog: change.dialog } : {};
const stopWaiting: Apply<"stop-waiting"> = ({ dialog }, { what, id }) =>
  what === "dialog" && dialog?.id === id ? { dialog: null } : {};
const followed: Apply<"followed"> = ({ channel: first }, { atMs, channel }) => ({
  followedAtMs: atMs,
  channel: first ?? channel,
});
/** Who leaves ends what was going on; what was learned of them stays. */
const unfollowed: Apply<"unfollowed"> = () => ({
  followedAtMs: null,
  dialog: null,
  agent: null,
  window: null,
  tap: null,
});

/** One line a kind: a change that a file adds to the union does not compile until it stands here. */
const APPLY: { readonly [K in Change["kind"]]: Apply<K> } = {
  set,
  tags,
  fired,
  wait,
  "stop-waiting": stopWaiting,
  followed,
  unfollowed,
  position: (_follower, { lat, lng, atMs }) => ({ position: { lat, lng, atMs } }),
  misses: (_follower, { count }) => ({ misses: count }),
  tap: (_follower, { tap }) => ({ tap }),
  window: (_follower, { window }) => ({ window }),
  agent: (_follower, { agent }) => ({ agent }),
};
const applied = <K extends Change["kind"]>(follower: FollowerState, change: ChangeOf<K>) => {
  const apply = APPLY[change.kind] as Apply<K>;
  return { ...follower, ...apply(follower, change) };
};

/**
 * The follower after these changes; one not seen before begins as `newFollower()`. `version` stays: the
 * store counts it. Reminders are timers of the store and leave no mark here.
 */
export const applyChanges = (
  follower: FollowerState | null,
  changes: readonly Change[],
): FollowerState => {
  let state = follower ?? newFollower();
  for (const change of changes) state = applied(state, change);
  return state;
};
