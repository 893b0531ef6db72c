import { Type } from "typebox";
import type { OpenId } from "../../../engine/index.ts";
import { FOLLOWER_LIMITS } from "../../../engine/limits.ts";
import type { ApiResult } from "../refusal.ts";
import type { Api } from "../request.ts";
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
