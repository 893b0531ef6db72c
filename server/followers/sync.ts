import type { Account, AccountId, OpenId } from "../../engine/index.ts";
import { FOLLOWER_LIMITS, hasRight } from "../../engine/limits.ts";
import type { Followers } from "../storage/library.ts";
import type { SyncChange, SyncState, Syncs } from "../storage/syncs.ts";
import { listBlacklist } from "../wechat/api/blacklist.ts";
import { listTags } from "../wechat/api/tags.ts";
import type { FollowerProfile } from "../wechat/api/users.ts";
import { listUsers, readUser, readUsers } from "../wechat/api/users.ts";
import type { WechatClient } from "../wechat/client.ts";
import type { ApiRefusal, ApiResult } from "../wechat/refusal.ts";
import type { Api } from "../wechat/request.ts";
import type { TagView } from "./apply-profile.ts";
import { applyProfile } from "./apply-profile.ts";
import { saveFollowers } from "./save-followers.ts";

export interface SyncDeps {
  readonly syncs: Syncs;
  readonly followers: Pick<Followers, "findMany" | "saveMany">;
  readonly client: Pick<WechatClient, "api">;
  readonly settings: (account: AccountId) => Promise<Account | null>;
  readonly nowMs: () => number;
}

/** Profiles asked for at once, and written together. */
const CALLS_AT_ONCE = 4;
const BATCH = CALLS_AT_ONCE * FOLLOWER_LIMITS.infoPerCall;
const GONE_AT_ONCE = 500;
const CLEARED_AT_ONCE = 5_000;
const RETRY_MS = 60_000;
const NOBODY = 40003;

type Done = SyncChange | ApiRefusal;
interface Slice {
  readonly account: AccountId;
  readonly settings: Account;
  readonly api: Api;
  readonly state: SyncState;
}

const isRefusal = (done: Done): done is ApiRefusal => "ok" in done;

/** A page of the platform's list. */
const list = async ({ syncs }: SyncDeps, slice: Slice): Promise<Done> => {
  const { api, account, state } = slice;
  const isFirst = state.cursor === "" && state.listed === 0;
  if (state.kind === "new" && state.anchor === "") return { kind: "full" };
  // What a synchronisation that failed has left behind.
  if (isFirst && (await syncs.clearMembers(account, CLEARED_AT_ONCE)) === CLEARED_AT_ONCE)
    return {};
  const from = state.kind === "new" && isFirst ? state.anchor : state.cursor;
  const page = await listUsers(api, from === "" ? null : from);
  // Whom we stood at has left: everybody is asked for.
  if (!page.ok && page.errcode === NOBODY && state.kind === "new")
    return { kind: "full", cursor: "", anchor: "" };
  if (!page.ok) return page;
  const { openids, next, total } = page.data;
  await syncs.addMembers(account, openids);
  const listed = state.listed + openids.length;
  const anchor = openids.at(-1) ?? state.anchor;
  const more = { total, listed, anchor };
  return next === null ? { ...more, phase: "profiles", cursor: "" } : { ...more, cursor: next };
};

/** One who is nobody refuses the whole call: then each is asked for alone. */
const profilesOf = async (
  api: Api,
  openids: readonly OpenId[],
): Promise<ApiResult<readonly FollowerProfile[]>> => {
  const together = await readUsers(api, openids);
  if (together.ok || together.errcode !== NOBODY) return together;
  const all: FollowerProfile[] = [];
  for (const openid of openids) {
    const one = await readUser(api, openid);
    if (one.ok) all.push(one.data);
    else if (one.errcode !== NOBODY) return one;
  }
  return { ok: true, data: all };
};

const tagNames = async ({ api, settings }: Slice): Promise<ApiResult<Omit<TagView, "isOld">>> => {
  const mirrored = new Set(settings.tags);
  if (mirrored.size === 0 || !hasRight(settings, "user-tags"))
    return { ok: true, data: { names: new Map(), mirrored: new Set() } };
  const listed = await listTags(api);
  if (!listed.ok) return listed;
  const names = new Map(listed.data.map(({ id, name }) => [id, name]));
  return { ok: true, data: { names, mirrored } };
};

const inCalls = (openids: readonly OpenId[]): readonly (readonly OpenId[])[] =>
  Array.from({ length: Math.ceil(openids.length / FOLLOWER_LIMITS.infoPerCall) }, (_, place) =>
    openids.slice(place * FOLLOWER_LIMITS.infoPerCall, (place + 1) * FOLLOWER_LIMITS.infoPerCall),
  );

/** Some hundred profiles. */
const profiles = async (
  { syncs, followers }: SyncDeps,
  slice: Slice,
  tags: () => Promise<ApiResult<Omit<TagView, "isOld">>>,
): Promise<Done> => {
  const { api, account, state } = slice;
  const openids = await syncs.members(account, state.cursor, BATCH);
  const last = openids.at(-1);
  if (last === undefined)
    return state.kind === "full" ? { phase: "gone", cursor: "" } : { phase: "clear" };
  const view = await tags();
  if (!view.ok) return view;
  const told = new Map<OpenId, FollowerProfile>();
  for (const answered of await Promise.all(inCalls(openids).map((one) => profilesOf(api, one)))) {
    if (!answered.ok) return answered;
    for (const profile of answered.data) told.set(profile.openid, profile);
  }
  const busy = await syncs.busy(account, openids);
  await saveFollowers(followers, account, openids, (known, openid) => {
    const profile = told.get(openid);
    if (profile === undefined || (known === null && !profile.isFollowing)) return known;
    return applyProfile(known, profile, { ...view.data, isOld: busy.has(openid) });
  });
  return { cursor: last, read: state.read + openids.length };
};

/** Those whom the platform does not list any more: their push never came. */
const gone = async ({ syncs, followers }: SyncDeps, { account, state }: Slice): Promise<Done> => {
  const openids = await syncs.missing(account, {
    ...{ after: state.cursor, sinceMs: state.startedAtMs, limit: GONE_AT_ONCE },
  });
  const last = openids.at(-1);
  if (last === undefined) return { phase: "blacklist", cursor: "" };
  await saveFollowers(followers, account, openids, (known) =>
    known === null ? null : { ...known, followedAtMs: null, dialog: null, agent: null },
  );
  return { cursor: last, gone: state.gone + openids.length };
};

const blacklist = async (
  { followers }: SyncDeps,
  { api, account, state }: Slice,
): Promise<Done> => {
  const page = await listBlacklist(api, state.cursor === "" ? null : state.cursor);
  if (!page.ok) return page;
  const { openids, next } = page.data;
  await saveFollowers(followers, account, openids, (known) => {
    if (known === null || known.values.blacklisted === true) return known;
    return { ...known, values: { ...known.values, blacklisted: true } };
  });
  return next === null ? { phase: "clear", cursor: "" } : { cursor: next };
};

const clear = async ({ syncs }: SyncDeps, { account }: Slice): Promise<Done> =>
  (await syncs.clearMembers(account, CLEARED_AT_ONCE)) < CLEARED_AT_ONCE ? { phase: "done" } : {};

/** Brings followers from the platform, a slice at a time: what is written stays, and a restart goes on there. */
export const createSync = (deps: SyncDeps) => {
  /** The platform's tags, asked for once a synchronisation and process. */
  const known = new Map<string, ApiResult<Omit<TagView, "isOld">>>();
  const tagsOf = async (slice: Slice): Promise<ApiResult<Omit<TagView, "isOld">>> => {
    const { id } = slice.state;
    const before = known.get(id);
    if (before !== undefined) return before;
    const names = await tagNames(slice);
    if (names.ok) known.set(id, names);
    return names;
  };
  const run = (slice: Slice): Promise<Done> => {
    const { phase } = slice.state;
    if (phase === "list") return list(deps, slice);
    if (phase === "profiles") return profiles(deps, slice, () => tagsOf(slice));
    if (phase === "gone") return gone(deps, slice);
    if (phase === "blacklist") return blacklist(deps, slice);
    return clear(deps, slice);
  };
  /** A refusal for good ends it visibly; any other waits. */
  const changeOf = (done: Done): SyncChange => {
    if (!isRefusal(done)) return { code: "", ...done };
    const { code, retry, afterMs } = done;
    if (retry === "never") return { phase: "failed", code };
    return { code, retryAtMs: deps.nowMs() + Math.max(afterMs, RETRY_MS) };
  };

  const one = async (account: AccountId): Promise<void> => {
    const [state, settings] = await Promise.all([deps.syncs.find(account), deps.settings(account)]);
    if (state === null || settings === null) return;
    const api = deps.client.api(account, { isBackground: true });
    const done = hasRight(settings, "user-info")
      ? await run({ account, settings, api, state })
      : null;
    const change =
      done === null ? ({ phase: "failed", code: "wechat-48001" } as const) : changeOf(done);
    await deps.syncs.change(account, state, change);
    if (change.phase === "done" || change.phase === "failed") known.delete(state.id);
  };

  return {
    /** One slice of every synchronisation that has something to do; gives how many. */
    run: async (): Promise<number> => {
      const accounts = await deps.syncs.due(deps.nowMs());
      await Promise.all(accounts.map(one));
      return accounts.length;
    },
  };
};
