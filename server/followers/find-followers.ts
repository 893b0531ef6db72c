import type { AccountId, OpenId } from "../../engine/index.ts";
import type {
  FollowerCursor,
  FollowerFilter,
  Followers,
  ListedFollower,
} from "../storage/library.ts";
import type { SegmentDeps, SegmentOf } from "./segments.ts";
import { segmentPage } from "./segments.ts";

/** Rows are looked at for one page of a segment in so many slices at most; the next page goes on there. */
const SLICES = 20;

export interface FoundFollowers {
  readonly members: readonly ListedFollower[];
  readonly next: FollowerCursor | null;
}
const cursorOf = ({ openid, state }: ListedFollower): FollowerCursor => ({
  openid,
  followedAtMs: state.followedAtMs ?? 0,
});

/** Who followed last comes first. */
export const listFollowers = async (
  followers: Pick<Followers, "list">,
  {
    account,
    filter,
    before,
    limit,
  }: {
    readonly account: AccountId;
    readonly filter: FollowerFilter;
    readonly before: FollowerCursor | null;
    readonly limit: number;
  },
): Promise<FoundFollowers> => {
  const members = await followers.list(account, filter, { before, limit });
  const last = members.length === limit ? members.at(-1) : undefined;
  return { members, next: last === undefined ? null : cursorOf(last) };
};

/** Those for whom a condition holds, in the order of their openids. */
export const listSegment = async (
  deps: SegmentDeps,
  of: SegmentOf,
  { after, limit }: { readonly after: OpenId; readonly limit: number },
): Promise<FoundFollowers> => {
  const members: ListedFollower[] = [];
  let next: string | null = after;
  for (let slice = 0; slice < SLICES && next !== null && members.length < limit; slice += 1) {
    const page: Awaited<ReturnType<typeof segmentPage>> = await segmentPage(deps, of, next);
    members.push(...page.members);
    next = page.next;
  }
  const shown = members.slice(0, limit);
  const isCut = shown.length < members.length;
  const from = isCut ? (shown.at(-1)?.openid ?? next) : next;
  return { members: shown, next: from === null ? null : { openid: from, followedAtMs: 0 } };
};
