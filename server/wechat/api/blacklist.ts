import { Type } from "typebox";
import type { OpenId } from "../../../engine/index.ts";
import { FOLLOWER_LIMITS } from "../../../engine/limits.ts";
import type { ApiResult } from "../refusal.ts";
import type { Api } from "../request.ts";
import { Done } from "./done.ts";
import type { UserPage } from "./users.ts";

const Page = Type.Object({
  total: Type.Integer(),
  data: Type.Optional(Type.Object({ openid: Type.Array(Type.String()) })),
  next_openid: Type.Optional(Type.String()),
});

/** A page of those who are on the blacklist, after one. */
export const listBlacklist = async (
  api: Api,
  after: OpenId | null,
): Promise<ApiResult<UserPage>> => {
  const answered = await api.call({
    method: "POST",
    path: "/cgi-bin/tags/members/getblacklist",
    json: { begin_openid: after ?? "" },
    answer: Page,
  });
  if (!answered.ok) return answered;
  const openids = answered.data.data?.openid ?? [];
  const isLast = openids.length < FOLLOWER_LIMITS.listPage;
  const next = isLast ? null : answered.data.next_openid || null;
  return { ok: true, data: { total: answered.data.total, openids, next } };
};

/** Puts followers on the blacklist, or takes them off it, twenty a call; ends at the first refusal. */
export const setBlacklisted = async (
  api: Api,
  openids: readonly OpenId[],
  isOn: boolean,
): Promise<ApiResult<object>> => {
  const path = `/cgi-bin/tags/members/${isOn ? "batchblacklist" : "batchunblacklist"}`;
  for (let at = 0; at < openids.length; at += FOLLOWER_LIMITS.blacklistPerCall) {
    const openid_list = openids.slice(at, at + FOLLOWER_LIMITS.blacklistPerCall);
    const done = await api.call({ method: "POST", path, json: { openid_list }, answer: Done });
    if (!done.ok) return done;
  }
  return { ok: true, data: {} };
};
