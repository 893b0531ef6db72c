import { randomUUID } from "node:crypto";
import type { Condition } from "../../../engine/index.ts";
import { csvFollower, csvHead } from "../../followers/csv.ts";
import type { FoundFollowers } from "../../followers/find-followers.ts";
import { listFollowers, listSegment } from "../../followers/find-followers.ts";
import type { SegmentOf } from "../../followers/segments.ts";
import { countSegment, readSegment } from "../../followers/segments.ts";
import type { FollowerCursor } from "../../storage/library.ts";
import type { Call, HandlersOf } from "../call.ts";
import type { RouteName } from "../contract.ts";
import type { Desk } from "../desk.ts";
import { registryOf } from "../desk.ts";
import { followerDetail, followerRow, syncShown } from "../follower-rows.ts";
import { namesOf } from "../names-of.ts";
import { platformData } from "../platform-data.ts";
import { problemOf } from "../problems.ts";
import { found, Refusal } from "../refusal.ts";

type Routes = Extract<RouteName, `${string}/followers${string}` | `${string}/segment${string}`>;
type Asked = Call<"GET /accounts/:account/followers">;

const PAGE = 50;
const CSV_ROWS = 5_000;

const cursorOf = (text: string | undefined): FollowerCursor | null => {
  if (text === undefined) return null;
  const at = text.indexOf(":");
  return { followedAtMs: Number(text.slice(0, at)), openid: text.slice(at + 1) };
};

/** What conditions of this account are asked against. */
const against = async (desk: Desk, account: string): Promise<Omit<SegmentOf, "condition">> => {
  const { account: settings } = found(await desk.store.ruleSet(account, "active"));
  return { account, settings, registry: registryOf(desk, account) };
};
const segmentDeps = ({ library, nowMs }: Desk, account: string) => ({
  followers: library.followers,
  nowMs: () => nowMs(account),
});
/** A saved condition that still reads; the account's rules may have changed since. */
const conditionOf = async (
  desk: Desk,
  segment: string,
  of: Omit<SegmentOf, "condition">,
): Promise<Condition> => {
  const { condition } = found(await desk.library.segments.find(of.account, segment));
  const read = readSegment(condition, of);
  if (read.condition === null)
    throw new Refusal("has-errors", { problems: read.diagnostics.map((one) => problemOf(one)) });
  return read.condition;
};

const findBy = async (desk: Desk, { params, query }: Asked): Promise<FoundFollowers> => {
  const { account } = params;
  const { text, tag, segment, state, limit = PAGE } = query;
  const before = cursorOf(query.before);
  if (segment !== undefined) {
    const of = await against(desk, account);
    const condition = await conditionOf(desk, segment, of);
    const after = before?.openid ?? "";
    return listSegment(segmentDeps(desk, account), { ...of, condition }, { after, limit });
  }
  const filter = {
    ...(text === undefined ? {} : { text }),
    ...(tag === undefined ? {} : { tag }),
    ...(state === undefined ? {} : { isFollowing: state === "following" }),
  };
  return listFollowers(desk.library.followers, { account, filter, before, limit });
};

const readers = (desk: Desk) =>
  ({
    "GET /accounts/:account/followers": async (call) => {
      const { members, next } = await findBy(desk, call);
      return {
        followers: members.map(followerRow),
        next: next === null ? null : `${next.followedAtMs}:${next.openid}`,
      };
    },
    "GET /accounts/:account/followers/:follower": async ({ params }) => {
      const { account, follower } = params;
      const state = found(await desk.library.followers.find(account, follower));
      const consents = await desk.library.privacy.consents(account, follower);
      return followerDetail(follower, state, consents);
    },
    "GET /accounts/:account/followers-sync": async ({ params }) => ({
      sync: syncShown(await desk.library.syncs.find(params.account)),
    }),
    "GET /accounts/:account/segments": async ({ params }) => {
      const nameOf = await namesOf(desk);
      const segments = await desk.library.segments.list(params.account);
      return {
        segments: segments.map(({ author, ...segment }) => ({
          ...segment,
          authorName: nameOf(author),
        })),
      };
    },
    "POST /accounts/:account/segment-count": async ({ params, body }) => {
      const of = await against(desk, params.account);
      const { condition, diagnostics } = readSegment(body.condition, of);
      const problems = diagnostics.map((one) => problemOf(one));
      if (condition === null) return { count: null, problems };
      const count = await countSegment(segmentDeps(desk, params.account), { ...of, condition });
      return { count, problems };
    },
  }) satisfies Partial<HandlersOf<Routes>>;

/** An export goes out in pieces, each with its row in the audit log only for the first. */
const csvOf =
  (desk: Desk): HandlersOf<Routes>["GET /accounts/:account/followers-csv"] =>
  async ({ params, query, audit }) => {
    const { account } = params;
    const { segment, after = "" } = query;
    const of = await against(desk, account);
    const condition = segment === undefined ? null : await conditionOf(desk, segment, of);
    const { members, next } = await listSegment(
      segmentDeps(desk, account),
      { ...of, condition },
      { after, limit: CSV_ROWS },
    );
    if (after === "") await desk.library.audit.add(audit(segment ?? ""));
    const head = after === "" ? csvHead() : "";
    return { text: head + members.map(csvFollower).join(""), next: next?.openid ?? null };
  };

const segmentWriters = (desk: Desk) =>
  ({
    "PUT /accounts/:account/segments/:segment": async ({ params, body, me, audit }) => {
      const { account, segment } = params;
      const of = await against(desk, account);
      const { condition, diagnostics } = readSegment(body.condition, of);
      if (condition === null)
        throw new Refusal("has-errors", { problems: diagnostics.map((one) => problemOf(one)) });
      const others = await desk.library.segments.list(account);
      if (others.some(({ id, name }) => id !== segment && name === body.name))
        throw new Refusal("name-taken");
      await desk.library.segments.put(account, {
        ...{ id: segment, ...body, author: me.member.id, atMs: desk.nowMs() },
      });
      await desk.library.audit.add(audit(segment, { name: body.name }));
      return { done: true };
    },
    "DELETE /accounts/:account/segments/:segment": async ({ params, audit }) => {
      const { account, segment } = params;
      const { name } = found(await desk.library.segments.find(account, segment));
      await desk.library.segments.remove(account, segment);
      await desk.library.audit.add(audit(segment, { name }));
      return { done: true };
    },
  }) satisfies Partial<HandlersOf<Routes>>;

const followerWriters = (desk: Desk) =>
  ({
    "PUT /accounts/:account/followers/:follower/remark": async ({ params, body, audit }) => {
      const { account, follower } = params;
      found(await desk.library.followers.find(account, follower));
      platformData(await desk.followers.remark(account, follower, body.remark.trim()));
      await desk.library.audit.add(audit(follower));
      return { done: true };
    },
    "DELETE /accounts/:account/followers/:follower": async ({ params, audit }) => {
      const { account, follower } = params;
      found(await desk.library.followers.find(account, follower));
      await desk.library.privacy.erase(account, follower);
      await desk.library.audit.add(audit(follower));
      return { done: true };
    },
    "POST /accounts/:account/followers-tags": async ({ params, body, audit }) => {
      const { account } = params;
      const { followers, add, remove } = body;
      platformData(await desk.followers.tags(account, followers, { add, remove }));
      const details = { followers: followers.length, add: [...add], remove: [...remove] };
      await desk.library.audit.add(audit(followers[0] ?? "", details));
      return { done: true };
    },
    "POST /accounts/:account/followers-blacklist": async ({ params, body, audit }) => {
      const { account } = params;
      const { followers, isOn } = body;
      platformData(await desk.followers.blacklist(account, followers, isOn));
      await desk.library.audit.add(
        audit(followers[0] ?? "", { followers: followers.length, isOn }),
      );
      return { done: true };
    },
    "POST /accounts/:account/followers-sync": async ({ params, body, audit }) => {
      const { account } = params;
      const begun = await desk.library.syncs.begin(account, { id: randomUUID(), kind: body.kind });
      if (begun === "running") throw new Refusal("sync-running");
      await desk.library.audit.add(audit(body.kind));
      return { done: true };
    },
  }) satisfies Partial<HandlersOf<Routes>>;

/** Followers: who they are, what is kept of them, and what people do to them by hand. */
export const followerHandlers = (desk: Desk): HandlersOf<Routes> => ({
  ...readers(desk),
  ...segmentWriters(desk),
  ...followerWriters(desk),
  "GET /accounts/:account/followers-csv": csvOf(desk),
});
