import { FOLLOWER_LIMITS } from "../../../engine/limits.ts";
import type { Body } from "../json.ts";
import { partsIn, textIn, textsIn } from "../json.ts";
import type { Follower } from "../state/followers.ts";
import { refuse } from "./errors.ts";
import type { ApiGroup, Call } from "./route.ts";
import { get, ok, post } from "./route.ts";

const infoRight = { right: "user-info", quota: "user-info" } as const;
const users = { right: "user-info" } as const;

/** The person of that OpenID: 40003 for nobody, 49003 for another account's. */
export const needPerson = ({ core, account }: Call, openid: string): Follower => {
  const follower = core.followers.get(account.id, openid);
  if (follower !== undefined) return follower;
  const isAnothers = core.accounts.all().some(({ id }) => core.followers.get(id, openid));
  return refuse(isAnothers ? 49003 : 40003);
};

const show = ({ core }: Call, follower: Follower): object => {
  const { account, openid, unionid } = follower;
  const union = unionid === "" ? {} : { unionid };
  if (follower.subscribed === 0) return { subscribe: 0, openid, ...union };
  const tagid_list = core.tags.of(account, openid);
  return {
    subscribe: 1,
    openid,
    language: follower.language,
    subscribe_time: Math.floor(follower.followedAtMs / 1000),
    ...union,
    remark: follower.remark,
    groupid: tagid_list[0] ?? 0,
    tagid_list,
    subscribe_scene: follower.scene,
    qr_scene: follower.qrScene,
    qr_scene_str: follower.qrSceneStr,
  };
};

const batch = (call: Call): object => {
  const list = partsIn(call.body, "user_list");
  if (list.length === 0 || list.length > FOLLOWER_LIMITS.infoPerCall) return refuse(40032);
  return { user_info_list: list.map((one) => show(call, needPerson(call, textIn(one, "openid")))) };
};

const remark = (call: Call): object => {
  const { openid } = needPerson(call, textIn(call.body, "openid"));
  const text = textIn(call.body, "remark");
  if ([...text].length >= FOLLOWER_LIMITS.remarkCharacters) return refuse(40035);
  call.core.followers.change(call.account.id, openid, { remark: text });
  return ok;
};

/** A page as every list of OpenIDs is written. */
export const pageOf = (total: number, openids: readonly string[]): object =>
  openids.length === 0
    ? { total, count: 0, next_openid: "" }
    : { total, count: openids.length, data: { openid: openids }, next_openid: openids.at(-1) };

const list = ({ core, account, query }: Call): object => {
  const after = query.get("next_openid") ?? "";
  const page = core.followers.list(account.id, after, FOLLOWER_LIMITS.listPage);
  return pageOf(core.followers.count(account.id), page ?? refuse(40003));
};

const blacklist = ({ core, account, body }: Call): object => {
  const after = textIn(body, "begin_openid");
  const seq = core.followers.get(account.id, after)?.seq ?? 0;
  const rows = core.database.all<{ openid: string }>(
    "SELECT openid FROM followers WHERE account = ? AND blacklisted = 1 AND seq > ? ORDER BY seq LIMIT ?",
    account.id,
    seq,
    FOLLOWER_LIMITS.listPage,
  );
  const total = core.database.get<{ n: number }>(
    "SELECT count(*) AS n FROM followers WHERE account = ? AND blacklisted = 1",
    account.id,
  );
  return pageOf(
    total?.n ?? 0,
    rows.map((row) => row.openid),
  );
};

const openidsIn = (body: Body, most: number): readonly string[] => {
  const openids = textsIn(body, "openid_list");
  return openids.length === 0 || openids.length > most ? refuse(40032) : openids;
};

const setBlacklisted =
  (blacklisted: 0 | 1) =>
  (call: Call): object => {
    const openids = openidsIn(call.body, FOLLOWER_LIMITS.blacklistPerCall);
    const people = openids.map((openid) => needPerson(call, openid));
    for (const { openid } of people)
      call.core.followers.change(call.account.id, openid, { blacklisted });
    return ok;
  };

/** An account that moved: the OpenIDs of its old followers here. */
const changeOpenid = (call: Call): object => {
  const { core, body } = call;
  const from = core.accounts.byAppId(textIn(body, "from_appid")) ?? refuse(40013);
  const openids = openidsIn(body, FOLLOWER_LIMITS.infoPerCall);
  const result_list = openids.map((ori_openid) => {
    const known = core.followers.get(from.id, ori_openid);
    return known === undefined
      ? { ori_openid, err_msg: "ori_openid error" }
      : {
          ori_openid,
          new_openid: core.followers.openidOf(call.account.id, known.nickname),
          err_msg: "ok",
        };
  });
  return { ...ok, result_list };
};

/** Followers (contract §4.9). */
export const userGroup: ApiGroup = {
  name: "user",
  routes: [
    get("/cgi-bin/user/info", infoRight, (call) =>
      show(call, needPerson(call, call.query.get("openid") ?? "")),
    ),
    post("/cgi-bin/user/info/batchget", infoRight, batch),
    post("/cgi-bin/user/info/updateremark", { ...users, quota: "user-remark" }, remark),
    get("/cgi-bin/user/get", { ...users, quota: "user-list" }, list),
    post("/cgi-bin/tags/members/getblacklist", users, blacklist),
    post("/cgi-bin/tags/members/batchblacklist", users, setBlacklisted(1)),
    post("/cgi-bin/tags/members/batchunblacklist", users, setBlacklisted(0)),
    post("/cgi-bin/changeopenid", users, changeOpenid),
  ],
};
