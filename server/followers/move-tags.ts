import type { Account, AccountId, OpenId } from "../../engine/index.ts";
import { tagFollowers, untagFollowers } from "../wechat/api/tags.ts";
import type { WechatClient } from "../wechat/client.ts";
import type { ApiResult } from "../wechat/refusal.ts";
import type { TagIds } from "../wechat/tag-ids.ts";

export interface TagChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}
type Managed = ApiResult<object>;
const done: Managed = { ok: true, data: {} };
/** The platform does not know the tag's number. */
const NO_SUCH_TAG = 45159;

/** Tells the platform of tags given and taken by hand, those that the account lists; ends at the first refusal. */
export const tagMover = ({
  client,
  tagIds,
}: {
  readonly client: Pick<WechatClient, "api">;
  readonly tagIds: TagIds;
}) => {
  /** Twice where the tag was deleted in the console since we looked. */
  const moveOne = async (
    account: AccountId,
    {
      name,
      openids,
      isAdded,
    }: {
      readonly name: string;
      readonly openids: readonly OpenId[];
      readonly isAdded: boolean;
    },
  ): Promise<Managed> => {
    const api = client.api(account);
    const once = async (): Promise<Managed> => {
      const id: ApiResult<number | null> = isAdded
        ? await tagIds.findOrCreate(account, api, name)
        : await tagIds.find(account, api, name);
      if (!id.ok) return id;
      if (id.data === null) return done;
      return (isAdded ? tagFollowers : untagFollowers)(api, id.data, openids);
    };
    const moved = await once();
    if (moved.ok || moved.errcode !== NO_SUCH_TAG) return moved;
    tagIds.forget(account);
    return once();
  };
  /** Taking away first makes room under the limit of twenty. */
  return async (
    { id: account, tags }: Account,
    openids: readonly OpenId[],
    { add, remove }: TagChange,
  ): Promise<Managed> => {
    const mirrored = new Set(tags);
    const on = (names: readonly string[], isAdded: boolean) =>
      names.filter((name) => mirrored.has(name)).map((name) => ({ name, openids, isAdded }));
    for (const move of [...on(remove, false), ...on(add, true)]) {
      const moved = await moveOne(account, move);
      if (!moved.ok) return moved;
    }
    return done;
  };
};
