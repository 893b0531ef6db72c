import type { FollowerState, Json, Names } from "../../engine/index.ts";
import { newFollower } from "../../engine/index.ts";
import type { FollowerProfile } from "../wechat/api/users.ts";

/** How the platform's tags read here. */
export interface TagView {
  /** Name by the platform's number. */
  readonly names: ReadonlyMap<number, string>;
  /** Tags that the account mirrors: only these are the platform's to say. */
  readonly mirrored: ReadonlySet<string>;
  /** Our own changes have not reached the platform yet: ours stay. */
  readonly isOld: boolean;
}
/** A push and the profile may differ by seconds over the same follow. */
const SAME_FOLLOW_MS = 10_000;

const withValue = (values: Names, name: string, value: string): Names => {
  if ((values[name] ?? "") === value) return values;
  const rest = Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
  return value === "" ? rest : { ...rest, [name]: value as Json };
};

const tagsOf = (
  own: readonly string[],
  { tagIds }: FollowerProfile,
  view: TagView,
): readonly string[] => {
  if (view.isOld) return own;
  const told = tagIds.flatMap((id) => view.names.get(id) ?? []);
  const mirrored = told.filter((name) => view.mirrored.has(name));
  const kept = own.filter((name) => !view.mirrored.has(name) || mirrored.includes(name));
  const added = mirrored.filter((name) => !kept.includes(name));
  return kept.length === own.length && added.length === 0 ? own : [...kept, ...added];
};

const followedAt = (own: number | null, told: number | null): number | null => {
  if (own === null || told === null) return told;
  return Math.abs(own - told) < SAME_FOLLOW_MS ? own : told;
};

/** A follower's row with what the platform tells of them; the same object where nothing is new. */
export const applyProfile = (
  known: FollowerState | null,
  profile: FollowerProfile,
  view: TagView,
): FollowerState => {
  const before = known ?? newFollower();
  if (!profile.isFollowing)
    return before.followedAtMs === null ? before : { ...before, followedAtMs: null };
  const { remark, language, scene, unionId } = profile;
  const told = { remark, language, scene, unionid: unionId ?? "" };
  const values = Object.entries(told).reduce(
    (all, [name, value]) => withValue(all, name, value),
    before.values,
  );
  const tags = tagsOf(before.tags, profile, view);
  const followedAtMs = followedAt(before.followedAtMs, profile.followedAtMs);
  const channel = before.channel ?? profile.channel;
  const isSame =
    values === before.values &&
    tags === before.tags &&
    followedAtMs === before.followedAtMs &&
    channel === before.channel;
  return isSame && known !== null ? before : { ...before, values, tags, followedAtMs, channel };
};
