import type { Static } from "typebox";
import { Type } from "typebox";
import type { OpenId } from "../../../engine/index.ts";
import { FOLLOWER_LIMITS } from "../../../engine/limits.ts";
import type { ApiResult } from "../refusal.ts";
import type { Api } from "../request.ts";
import { Done } from "./done.ts";

/** Of somebody who does not follow only these come. */
const Identity = {
  subscribe: Type.Integer(),
  openid: Type.String({ minLength: 1 }),
  unionid: Type.Optional(Type.String()),
};
const Profile = Type.Object({
  ...Identity,
  language: Type.Optional(Type.String()),
  /** Seconds. */
  subscribe_time: Type.Optional(Type.Integer()),
  remark: Type.Optional(Type.String()),
  tagid_list: Type.Optional(Type.Array(Type.Integer())),
  subscribe_scene: Type.Optional(Type.String()),
  qr_scene: Type.Optional(Type.Union([Type.Integer(), Type.String()])),
  qr_scene_str: Type.Optional(Type.String()),
});

const Profiles = Type.Object({ user_info_list: Type.Array(Profile) });

/** What the platform tells of a follower; name and picture come only through sign-in (since 2021-12-27). */
export interface FollowerProfile {
  readonly openid: OpenId;
  readonly isFollowing: boolean;
  readonly unionId: string | null;
  readonly language: string;
  readonly followedAtMs: number | null;
  readonly remark: string;
  readonly tagIds: readonly number[];
  /** `ADD_SCENE_QR_CODE` … */
  readonly scene: string;
  /** Of the QR code they came by, `null` for none. */
  readonly channel: string | null;
}

const channelOf = ({ qr_scene_str, qr_scene }: Static<typeof Profile>): string | null => {
  if (qr_scene_str !== undefined && qr_scene_str !== "") return qr_scene_str;
  return qr_scene === undefined || String(qr_scene) === "0" || qr_scene === ""
    ? null
    : String(qr_scene);
};

const profileOf = (user: Static<typeof Profile>): FollowerProfile => ({
  openid: user.openid,
  isFollowing: user.subscribe === 1,
  unionId: user.unionid ?? null,
  language: user.language ?? "",
  followedAtMs: user.subscribe_time === undefined ? null : user.subscribe_time * 1000,
  remark: user.remark ?? "",
  tagIds: user.tagid_list ?? [],
  scene: user.subscribe_scene ?? "",
  channel: channelOf(user),
});

const profiles = { quota: "user-info" } as const;

/** One follower's profile, texts in `lang`. */
export const readUser = async (
  api: Api,
  openid: OpenId,
  lang: "zh_CN" | "zh_TW" | "en" = "zh_CN",
): Promise<ApiResult<FollowerProfile>> => {
  const answered = await api.call({
    ...profiles,
    method: "GET",
    path: "/cgi-bin/user/info",
    query: { openid, lang },
    answer: Profile,
  });
  return answered.ok ? { ok: true, data: profileOf(answered.data) } : answered;
};

/** Profiles of any number of followers, a hundred a call; ends at the first refusal. */
export const readUsers = async (
  api: Api,
  openids: readonly OpenId[],
): Promise<ApiResult<readonly FollowerProfile[]>> => {
  const all: FollowerProfile[] = [];
  for (let at = 0; at < openids.length; at += FOLLOWER_LIMITS.infoPerCall) {
    const batch = openids.slice(at, at + FOLLOWER_LIMITS.infoPerCall);
    const answered = await api.call({
      ...profiles,
      method: "POST",
      path: "/cgi-bin/user/info/batchget",
      json: { user_list: batch.map((openid) => ({ openid, lang: "zh_CN" })) },
      answer: Profiles,
    });
    if (!answered.ok) return answered;
    all.push(...answered.data.user_info_list.map(profileOf));
  }
  return { ok: true, data: all };
};

const Page = Type.Object({
  total: Type.Integer(),
  data: Type.Optional(Type.Object({ openid: Type.Array(Type.String()) })),
  next_openid: Type.Optional(Type.String()),
});
/** A page of at most 10,000 openids; `next` is `null` after the last one. */
export interface UserPage {
  readonly total: number;
  readonly openids: readonly OpenId[];
  readonly next: OpenId | null;
}

/** Lists who follows, from after the given openid; 500 calls a day. */
export const listUsers = async (
  api: Api,
  after: OpenId | null = null,
): Promise<ApiResult<UserPage>> => {
  const answered = await api.call({
    method: "GET",
    path: "/cgi-bin/user/get",
    quota: "user-list",
    query: after === null ? {} : { next_openid: after },
    answer: Page,
  });
  if (!answered.ok) return answered;
  const openids = answered.data.data?.openid ?? [];
  // The last page names its last openid, too; a full one may have another behind it.
  const isLast = openids.length < FOLLOWER_LIMITS.listPage;
  const next = isLast ? null : answered.data.next_openid || null;
  return { ok: true, data: { total: answered.data.total, openids, next } };
};

/** The account's own name for a follower, fewer than 30 characters. */
export const setRemark = (api: Api, openid: OpenId, remark: string): Promise<ApiResult<object>> =>
  api.call({
    method: "POST",
    path: "/cgi-bin/user/info/updateremark",
    quota: "user-remark",
    json: { openid, remark },
    answer: Done,
  });
