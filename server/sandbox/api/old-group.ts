import { TAG_LIMITS } from "../../../engine/limits.ts";
import { numberIn, partIn, textIn, textsIn } from "../json.ts";
import { refuse } from "./errors.ts";
import type { ApiGroup, Call } from "./route.ts";
import { get, ok, post } from "./route.ts";
import { needPerson } from "./user.ts";

const right = { right: "user-tags" } as const;
const lastReserved = 2;
const named = [
  { id: 0, name: "未分组" },
  { id: 1, name: "黑名单" },
];

const nameIn = ({ body }: Call): string => {
  const name = textIn(partIn(body, "group"), "name");
  if (name === "") return refuse(40051);
  return [...name].length > TAG_LIMITS.nameCharacters ? refuse(45017) : name;
};

const ownIdIn = ({ core, account, body }: Call): number => {
  const id = numberIn(partIn(body, "group"), "id") ?? -1;
  if (id >= 0 && id <= lastReserved) return refuse(45016);
  return core.tags.get(account.id, id) === undefined ? refuse(40050) : id;
};

const create = (call: Call): object => {
  const { core, account } = call;
  const name = nameIn(call);
  if (core.tags.all(account.id).length - 1 >= TAG_LIMITS.perAccount) return refuse(45018);
  return { group: core.tags.create(account.id, name) };
};

const list = ({ core, account }: Call): object => {
  const tags = core.tags.all(account.id);
  const grouped = tags.reduce((sum, tag) => sum + tag.count, 0);
  const ungrouped = Math.max(0, core.followers.count(account.id) - grouped);
  const counts = [ungrouped, 0];
  return {
    groups: [...named.map((group, place) => ({ ...group, count: counts[place] })), ...tags],
  };
};

/** A follower is in one group: the others are left. */
const move = (call: Call, openids: readonly string[]): object => {
  const { core, account, body } = call;
  const id = numberIn(body, "to_groupid") ?? -1;
  if (id !== 0 && core.tags.get(account.id, id) === undefined) return refuse(40050);
  for (const openid of openids) needPerson(call, openid);
  for (const openid of openids) {
    core.tags.takeAll(account.id, openid);
    if (id !== 0) core.tags.give(account.id, id, openid, core.ids.next("tagging"));
  }
  return ok;
};

/** The old groups, kept for old programs: tags under another name (contract §4.9). */
export const oldGroupGroup: ApiGroup = {
  name: "old-group",
  routes: [
    post("/cgi-bin/groups/create", { ...right, quota: "group-create" }, create),
    get("/cgi-bin/groups/get", { ...right, quota: "group-get" }, list),
    post("/cgi-bin/groups/getid", right, (call) => {
      const { openid } = needPerson(call, textIn(call.body, "openid"));
      return { groupid: call.core.tags.of(call.account.id, openid)[0] ?? 0 };
    }),
    post("/cgi-bin/groups/update", { ...right, quota: "group-rename" }, (call) => {
      call.core.tags.rename(call.account.id, ownIdIn(call), nameIn(call));
      return ok;
    }),
    post("/cgi-bin/groups/delete", right, (call) => {
      call.core.tags.remove(call.account.id, ownIdIn(call));
      return ok;
    }),
    post("/cgi-bin/groups/members/update", { ...right, quota: "group-move" }, (call) =>
      move(call, [textIn(call.body, "openid")]),
    ),
    post("/cgi-bin/groups/members/batchupdate", { ...right, quota: "group-move" }, (call) => {
      const openids = textsIn(call.body, "openid_list");
      const isRight = openids.length > 0 && openids.length <= TAG_LIMITS.followersPerCall;
      return isRight ? move(call, openids) : refuse(40032);
    }),
  ],
};
