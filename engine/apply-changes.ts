import type { Fired, FollowerState } from "./schema/follower.ts";
import type { Change } from "./schema/outcome.ts";
import type { Json, RuleId } from "./schema/words.ts";

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
) => FollowerState;

const isEmpty = (value: Json): boolean => value === null || value === "";
const without = <T>(map: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(map).filter(([key]) => key !== name));

const set: Apply<"set"> = (follower, { name, value, secret }) => {
  const values = without(follower.values, name);
  const secrets = follower.secrets.filter((one) => one !== name);
  if (isEmpty(value)) return { ...follower, values, secrets };
  return {
    ...follower,
    values: { ...values, [name]: value },
    secrets: secret === true ? [...secrets, name] : secrets,
  };
};
const tags: Apply<"tags"> = (follower, { add, remove }) => ({
  ...follower,
  tags: [...new Set([...follower.tags, ...add])].filter((name) => !remove.includes(name)),
});
const fired: Apply<"fired"> = (follower, { rule, atMs, keep }) => {
  const last = Object.hasOwn(follower.fired, rule) ? follower.fired[rule] : undefined;
  const times = last === undefined ? [atMs] : [...last.atMs, atMs];
  const kept = keep > 0 ? times.slice(-keep) : [];
  // Without a prototype: rule ids are many, and a hidden class for each set of them costs more than the rest of an answer.
  const now: Record<RuleId, Fired> = Object.create(null);
  Object.assign(now, follower.fired);
  now[rule] = { count: (last?.count ?? 0) + 1, atMs: kept };
  return { ...follower, fired: now };
};
const wait: Apply<"wait"> = (follower, change) =>
  change.what === "dialog" ? { ...follower, dialog: change.dialog } : follower;
const stopWaiting: Apply<"stop-waiting"> = (follower, { what, id }) =>
  what === "dialog" && follower.dialog?.id === id ? { ...follower, dialog: null } : follower;
/** Who comes back is asked anew. */
const followed: Apply<"followed"> = ({ refused: _, ...follower }, { atMs, channel }) => ({
  ...follower,
  followedAtMs: atMs,
  channel: follower.channel ?? channel,
});
const refused: Apply<"refused"> = (follower, { template, atMs }) => {
  const { refused: before, ...rest } = follower;
  const left = without(before ?? {}, template);
  const now = atMs === null ? left : { ...left, [template]: atMs };
  return Object.keys(now).length === 0 ? rest : { ...rest, refused: now };
};
/** Who leaves ends what was going on; what was learned of them stays. */
const unfollowed: Apply<"unfollowed"> = (follower) => ({
  ...follower,
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
  position: (follower, { lat, lng, atMs }) => ({ ...follower, position: { lat, lng, atMs } }),
  misses: (follower, { count }) => ({ ...follower, misses: count }),
  tap: (follower, { tap }) => ({ ...follower, tap }),
  window: (follower, { window }) => ({ ...follower, window }),
  agent: (follower, { agent }) => ({ ...follower, agent }),
  refused,
  source: (follower, { source }) => ({ ...follower, source }),
  order: (follower, { order }) => ({ ...follower, order }),
  // A figure of the store, like a timer.
  count: (follower) => follower,
};
const applied = <K extends Change["kind"]>(follower: FollowerState, change: ChangeOf<K>) =>
  (APPLY[change.kind] as Apply<K>)(follower, change);

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
