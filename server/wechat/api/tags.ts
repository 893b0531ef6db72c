import { Type } from "typebox";
import type { OpenId } from "../../../engine/index.ts";
import { TAG_LIMITS } from "../../../engine/limits.ts";
import type { ApiResult } from "../refusal.ts";
import type { Api } from "../request.ts";
import { Done } from "./done.ts";

/** A tag as the platform knows it; 0, 1 and 2 are its own. */
export interface PlatformTag {
  readonly id: number;
  readonly name: string;
  /** How many followers hold it. */
  readonly count: number;
}

const members = { method: "POST", quota: "tag-members", answer: Done } as const;

/** All tags of the account. */
export const listTags = async (api: Api): Promise<ApiResult<readonly PlatformTag[]>> => {
  const answered = await api.call({
    method: "GET",
    path: "/cgi-bin/tags/get",
    answer: Type.Object({
      tags: Type.Array(
        Type.Object({ id: Type.Integer(), name: Type.String(), count: Type.Integer() }),
      ),
    }),
  });
  return answered.ok ? { ok: true, data: answered.data.tags } : answered;
};

/** Makes a tag and gives its id; 45157 when the name is taken. */
export const createTag = async (api: Api, name: string): Promise<ApiResult<number>> => {
  const answered = await api.call({
    method: "POST",
    path: "/cgi-bin/tags/create",
    quota: "tag-create",
    json: { tag: { name } },
    answer: Type.Object({ tag: Type.Object({ id: Type.Integer() }) }),
  });
  return answered.ok ? { ok: true, data: answered.data.tag.id } : answered;
};

export const renameTag = (api: Api, id: number, name: string): Promise<ApiResult<object>> =>
  api.call({
    method: "POST",
    path: "/cgi-bin/tags/update",
    json: { tag: { id, name } },
    answer: Done,
  });

/** Takes it off everybody, too; refused above 100,000 followers (45057). */
export const deleteTag = (api: Api, id: number): Promise<ApiResult<object>> =>
  api.call({ method: "POST", path: "/cgi-bin/tags/delete", json: { tag: { id } }, answer: Done });

/** Calls for as many followers at a time as the platform takes; ends at the first refusal. */
const inBatches = async (
  followers: readonly OpenId[],
  call: (batch: readonly OpenId[]) => Promise<ApiResult<object>>,
): Promise<ApiResult<object>> => {
  for (let at = 0; at < followers.length; at += TAG_LIMITS.followersPerCall) {
    const done = await call(followers.slice(at, at + TAG_LIMITS.followersPerCall));
    if (!done.ok) return done;
  }
  return { ok: true, data: {} };
};

/** Gives a tag to followers; 45059 when one of them holds twenty already. */
export const tagFollowers = (
  api: Api,
  tagid: number,
  followers: readonly OpenId[],
): Promise<ApiResult<object>> =>
  inBatches(followers, (openid_list) =>
    api.call({
      ...members,
      path: "/cgi-bin/tags/members/batchtagging",
      json: { openid_list, tagid },
    }),
  );

/** Takes a tag from followers; one that does not hold it is no mistake. */
export const untagFollowers = (
  api: Api,
  tagid: number,
  followers: readonly OpenId[],
): Promise<ApiResult<object>> =>
  inBatches(followers, (openid_list) =>
    api.call({
      ...members,
      path: "/cgi-bin/tags/members/batchuntagging",
      json: { openid_list, tagid },
    }),
  );

/** The ids of a follower's tags. */
export const tagsOfFollower = async (
  api: Api,
  openid: OpenId,
): Promise<ApiResult<readonly number[]>> => {
  const answered = await api.call({
    ...members,
    path: "/cgi-bin/tags/getidlist",
    json: { openid },
    answer: Type.Object({ tagid_list: Type.Array(Type.Integer()) }),
  });
  return answered.ok ? { ok: true, data: answered.data.tagid_list } : answered;
};

const Holders = Type.Object({
  data: Type.Optional(Type.Object({ openid: Type.Array(Type.String()) })),
  next_openid: Type.Optional(Type.String()),
});

/** A page of the followers who hold a tag; `next` is `null` after the last one. */
export const listHolders = async (
  api: Api,
  tagid: number,
  after: OpenId | null,
): Promise<ApiResult<{ readonly openids: readonly OpenId[]; readonly next: OpenId | null }>> => {
  const answered = await api.call({
    ...members,
    path: "/cgi-bin/user/tag/get",
    json: { tagid, next_openid: after ?? "" },
    answer: Holders,
  });
  if (!answered.ok) return answered;
  const openids = answered.data.data?.openid ?? [];
  const next = openids.length === 0 ? null : answered.data.next_openid || null;
  return { ok: true, data: { openids, next } };
};
