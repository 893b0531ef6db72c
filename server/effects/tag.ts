import type { Account, AccountId, OpenId } from "../../engine/index.ts";
import { hasRight } from "../../engine/limits.ts";
import { tagFollowers, untagFollowers } from "../wechat/api/tags.ts";
import type { WechatClient } from "../wechat/client.ts";
import type { ApiRefusal, ApiResult } from "../wechat/refusal.ts";
import type { Api } from "../wechat/request.ts";
import type { TagIds } from "../wechat/tag-ids.ts";
import { refusalPerformed } from "./performed.ts";
import type { Performed, Performer } from "./performer.ts";

export interface TagDeps {
  readonly client: Pick<WechatClient, "api">;
  readonly tagIds: TagIds;
  /** `null` for an unknown account. */
  readonly settings: (account: AccountId) => Promise<Account | null>;
}

/** The platform does not know the tag's number. */
const NO_SUCH_TAG = 45159;

interface Holder {
  readonly account: AccountId;
  readonly follower: OpenId;
  readonly api: Api;
}
type Move = (holder: Holder, name: string) => Promise<ApiResult<object>>;
const nothing: ApiResult<object> = { ok: true, data: {} };

const give =
  (tagIds: TagIds): Move =>
  async ({ account, follower, api }, name) => {
    const id = await tagIds.findOrCreate(account, api, name);
    return id.ok ? tagFollowers(api, id.data, [follower]) : id;
  };
const take =
  (tagIds: TagIds): Move =>
  async ({ account, follower, api }, name) => {
    const id = await tagIds.find(account, api, name);
    if (!id.ok) return id;
    return id.data === null ? nothing : untagFollowers(api, id.data, [follower]);
  };

/** Tells the platform of tags; those that the account does not list are ours alone, and done already. */
export const tagPerformer = ({ client, tagIds, settings }: TagDeps): Performer<"tag"> => {
  const move = async (how: Move, holder: Holder, name: string): Promise<ApiResult<object>> => {
    const moved = await how(holder, name);
    if (moved.ok || moved.errcode !== NO_SUCH_TAG) return moved;
    // Deleted in the console since we looked.
    tagIds.forget(holder.account);
    return how(holder, name);
  };

  /** One tag that is refused for good does not keep the others back. */
  const moveAll = async (
    holder: Holder,
    moves: readonly (readonly [how: Move, name: string])[],
  ): Promise<Performed> => {
    let refused: ApiRefusal | null = null;
    for (const [how, name] of moves) {
      const moved = await move(how, holder, name);
      if (moved.ok) continue;
      if (moved.retry !== "never") return refusalPerformed(moved);
      refused ??= moved;
    }
    return refused === null ? { kind: "done", value: null } : refusalPerformed(refused);
  };

  return {
    kind: "tag",
    perform: async ({ add, remove }, { account, follower, signal }) => {
      if (follower === null) return { kind: "never", code: "no-follower" };
      const known = await settings(account);
      if (known === null) return { kind: "never", code: "no-account" };
      if (!hasRight(known, "user-tags")) return { kind: "done", value: null };
      const mirrored = new Set(known.tags);
      const api = client.api(account, { signal, isBackground: true });
      const on = (how: Move, names: readonly string[]) =>
        names.filter((name) => mirrored.has(name)).map((name) => [how, name] as const);
      // Taking away first makes room under the limit of twenty.
      const moves = [...on(take(tagIds), remove), ...on(give(tagIds), add)];
      return moveAll({ account, follower, api }, moves);
    },
  };
};
