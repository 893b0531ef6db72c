import { TAG_LIMITS } from "../../../engine/limits.ts";
import { numberIn, partIn, textIn, textsIn } from "../json.ts";
import { refuse } from "./errors.ts";
import type { ApiGroup, Call } from "./route.ts";
import { get, ok, post } from "./route.ts";
import { needPerson } from "./user.ts";

const right = { right: "user-tags" } as const;
const members = { right: "user-tags", quota: "tag-members" } as const;
const pageSize = 10_000;
const lastReserved = 2;

const nameIn = (call: Call): string => {
  const name = textIn(partIn(call.body, "tag"), "name").trim();
  if (name === "") return refuse(45157);
  if ([...name].length > TAG_LIMITS.nameCharacters) return refuse(45158);
  const isTaken = call.core.tags.all(call.account.id).some((tag) => tag.name === name);
  return isTaken ? refuse(45157) : name;
};

/** The tag's id, when it may be changed. */
const ownTagIn = (call: Call): number => {
  const id = numberIn(partIn(call.body, "tag"), "id") ?? -1;
  if (id >= 0 && id <= lastReserved) return refuse(45058);
  return call.core.tags.get(call.account.id, id) === undefined ? refuse(45159) : id;
};

const create = (call: Call): object => {
  const { core, account } = call;
  const name = nameIn(call);
  // The first of the list is the platform's own.
  if (core.tags.all(account.id).length - 1 >= TAG_LIMITS.perAccount) return refuse(45056);
  return { tag: core.tags.create(account.id, name) };
};

const rename = (call: Call): object => {
  const id = ownTagIn(call);
  const current = call.core.tags.get(call.account.id, id)?.name;
  const name = textIn(partIn(call.body, "tag"), "name");
  if (name !== current) call.core.tags.rename(call.account.id, id, nameIn(call));
  return ok;
};

const remove = (call: Call): object => {
  const id = ownTagIn(call);
  const holders = call.core.tags.count(call.account.id, id);
  if (holders > TAG_LIMITS.deletableFollowers) return refuse(45057);
  call.core.tags.remove(call.account.id, id);
  return ok;
};

const tagIn = (call: Call): number => {
  const id = numberIn(call.body, "tagid") ?? -1;
  return call.core.tags.get(call.account.id, id) === undefined ? refuse(45159) : id;
};

const openidsIn = (call: Call): readonly string[] => {
  const openids = textsIn(call.body, "openid_list");
  if (openids.length === 0 || openids.length > TAG_LIMITS.followersPerCall) return refuse(40032);
  for (const openid of openids) needPerson(call, openid);
  return openids;
};

const give = (call: Call): object => {
  const { core, account } = call;
  const id = tagIn(call);
  const openids = openidsIn(call);
  for (const openid of openids) {
    const held = core.tags.of(account.id, openid);
    if (!held.includes(id) && held.length >= TAG_LIMITS.perFollower) return refuse(45059);
  }
  for (const openid of openids) core.tags.give(account.id, id, openid, core.ids.next("tagging"));
  return ok;
};

const take = (call: Call): object => {
  const id = tagIn(call);
  for (const openid of openidsIn(call)) call.core.tags.take(call.account.id, id, openid);
  return ok;
};

const listMembers = (call: Call): object => {
  const id = tagIn(call);
  const after = textIn(call.body, "next_openid");
  const openids = call.core.tags.members(call.account.id, id, after, pageSize);
  return { count: openids.length, data: { openid: openids }, next_openid: openids.at(-1) ?? "" };
};

/** Tags (contract §4.9). */
export const tagGroup: ApiGroup = {
  name: "tag",
  routes: [
    post("/cgi-bin/tags/create", { ...right, quota: "tag-create" }, create),
    get("/cgi-bin/tags/get", right, ({ core, account }) => ({ tags: core.tags.all(account.id) })),
    post("/cgi-bin/tags/update", right, rename),
    post("/cgi-bin/tags/delete", right, remove),
    post("/cgi-bin/user/tag/get", members, listMembers),
    post("/cgi-bin/tags/members/batchtagging", members, give),
    post("/cgi-bin/tags/members/batchuntagging", members, take),
    post("/cgi-bin/tags/getidlist", members, (call) => {
      const { openid } = needPerson(call, textIn(call.body, "openid"));
      return { tagid_list: call.core.tags.of(call.account.id, openid) };
    }),
  ],
  reads: { tags: (core, account) => core.tags.all(account.id) },
};
