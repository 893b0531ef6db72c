import type { Account, AccountId, FollowerState, OpenId } from "../../engine/index.ts";
import { FOLLOWER_LIMITS, hasRight, TAG_LIMITS } from "../../engine/limits.ts";
import type { NowMs } from "../clock.ts";
import type { Followers } from "../storage/library.ts";
import { setBlacklisted } from "../wechat/api/blacklist.ts";
import { setRemark } from "../wechat/api/users.ts";
import type { WechatClient } from "../wechat/client.ts";
import type { ApiResult } from "../wechat/refusal.ts";
import { refusedBy, refusedWith } from "../wechat/refusal.ts";
import type { TagIds } from "../wechat/tag-ids.ts";
import type { TagChange } from "./move-tags.ts";
import { tagMover } from "./move-tags.ts";
import { saveFollowers } from "./save-followers.ts";

export interface ManageDeps {
  readonly followers: Pick<Followers, "findMany" | "saveMany">;
  readonly client: Pick<WechatClient, "api">;
  readonly tagIds: TagIds;
  /** `null` for an account that is not served. */
  readonly settings: (account: AccountId) => Promise<Account | null>;
  readonly nowMs: NowMs;
}
type Managed = ApiResult<object>;
const done: Managed = { ok: true, data: {} };

const NO_RIGHT = 48001;
const TOO_MANY_TAGS = 45059;

const retagged = (tags: readonly string[], { add, remove }: TagChange): readonly string[] => [
  ...new Set([...tags.filter((one) => !remove.includes(one)), ...add]),
];
const without = (state: FollowerState, name: string): FollowerState => ({
  ...state,
  values: Object.fromEntries(Object.entries(state.values).filter(([key]) => key !== name)),
});
const withValue = (state: FollowerState, name: string, value: string | true): FollowerState => ({
  ...state,
  values: { ...state.values, [name]: value },
});

/** What people do to followers by hand: the platform first, so that a refusal changes nothing here. */
export const manageFollowers = (deps: ManageDeps) => {
  const { followers, client, nowMs } = deps;
  const moveTags = tagMover(deps);

  const allowed = async (account: AccountId): Promise<ApiResult<Account>> => {
    const settings = await deps.settings(account);
    if (settings === null) return refusedBy("wechat-no-account", account, nowMs(account));
    return hasRight(settings, "user-tags")
      ? { ok: true, data: settings }
      : refusedWith(NO_RIGHT, "looked up", nowMs(account));
  };

  /** The first follower who would hold more than the platform allows stops it before anything is asked. */
  const hasRoom = async (
    { id, tags: mirrored }: Account,
    openids: readonly OpenId[],
    change: TagChange,
  ): Promise<boolean> => {
    const known = await followers.findMany(id, openids);
    return [...known.values()].every(
      ({ tags }) =>
        retagged(tags, change).filter((one) => mirrored.includes(one)).length <=
        TAG_LIMITS.perFollower,
    );
  };

  return {
    /** The account's own name for a follower; `""` takes it away. */
    remark: async (account: AccountId, openid: OpenId, remark: string): Promise<Managed> => {
      const may = await allowed(account);
      if (!may.ok) return may;
      if ([...remark].length >= FOLLOWER_LIMITS.remarkCharacters)
        return refusedBy("follower-remark", remark, nowMs(account));
      const told = await setRemark(client.api(account), openid, remark);
      if (!told.ok) return told;
      await saveFollowers(followers, account, [openid], (known) => {
        if (known === null) return null;
        return remark === "" ? without(known, "remark") : withValue(known, "remark", remark);
      });
      return done;
    },

    /** Those tags that the account lists are told to the platform, the others are ours alone. */
    tags: async (
      account: AccountId,
      openids: readonly OpenId[],
      change: TagChange,
    ): Promise<Managed> => {
      const may = await allowed(account);
      if (!may.ok) return may;
      if (!(await hasRoom(may.data, openids, change)))
        return refusedWith(TOO_MANY_TAGS, "counted", nowMs(account));
      const moved = await moveTags(may.data, openids, change);
      if (!moved.ok) return moved;
      await saveFollowers(followers, account, openids, (known) =>
        known === null ? null : { ...known, tags: retagged(known.tags, change) },
      );
      return done;
    },

    /** Who is on it can neither write to the account nor get anything from it. */
    blacklist: async (
      account: AccountId,
      openids: readonly OpenId[],
      isOn: boolean,
    ): Promise<Managed> => {
      const may = await allowed(account);
      if (!may.ok) return may;
      const told = await setBlacklisted(client.api(account), openids, isOn);
      if (!told.ok) return told;
      await saveFollowers(followers, account, openids, (known) => {
        if (known === null) return null;
        return isOn ? withValue(known, "blacklisted", true) : without(known, "blacklisted");
      });
      return done;
    },
  };
};
export type ManageFollowers = ReturnType<typeof manageFollowers>;
