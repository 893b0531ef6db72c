import type { AccountId, BroadcastTarget, OpenId } from "../../engine/index.ts";
import { FOLLOWER_LIMITS, MASS_LIMITS } from "../../engine/limits.ts";
import type { NowMs } from "../clock.ts";
import type { Broadcast, BroadcastChange, Broadcasts, PartToSend } from "../storage/broadcasts.ts";
import type { MassBody, MassReceivers } from "../wechat/api/mass.ts";
import { sendMass } from "../wechat/api/mass.ts";
import { readUser, readUsers } from "../wechat/api/users.ts";
import type { ApiRefusal, ApiResult } from "../wechat/refusal.ts";
import { refusedBy } from "../wechat/refusal.ts";
import type { Api } from "../wechat/request.ts";
import type { TagIds } from "../wechat/tag-ids.ts";

export interface SendPartDeps {
  readonly broadcasts: Broadcasts;
  readonly tagIds: TagIds;
  readonly nowMs: NowMs;
}
/** A job about to be sent. */
export interface PartWork {
  readonly account: AccountId;
  readonly api: Api;
  readonly broadcast: Broadcast;
  readonly part: PartToSend;
}

/** No sooner than this is anything tried again. */
export const RETRY_MS = 60_000;
/** Before the platform forgets a job's name, with an hour to spare. */
const REMEMBERED_MS = MASS_LIMITS.clientIdMs - 3_600_000;
const NOBODY = 40003;
const NO_TAG = 45159;
const TOO_SOON = 45066;
const BUSY = -1;
/** They are about whom it goes to; the other parts may still go. */
const OF_RECEIVERS: ReadonlySet<number> = new Set([NOBODY, 40031, 40032, 40130, 43004, 49003]);
/** Nothing was asked of the platform. */
const NOT_ASKED: ReadonlySet<string> = new Set([
  ...["wechat-quota-kept", "wechat-token-wait", "wechat-no-account", "wechat-no-secret"],
]);

/** Whether the platform has certainly not taken it; after anything else only its name can tell. */
const isNotTaken = ({ errcode, code }: ApiRefusal): boolean =>
  NOT_ASKED.has(code) || (errcode !== null && errcode !== BUSY && errcode !== TOO_SOON);

/** A refusal that may pass is waited for, and shown meanwhile. */
export const waitsFor = (
  { code, afterMs }: Pick<ApiRefusal, "code" | "afterMs">,
  nowMs: number,
): BroadcastChange => ({ code, retryAtMs: nowMs + Math.max(afterMs, RETRY_MS) });

/** Of so many, those who follow: one who is nobody refuses the whole question, then each is asked for alone. */
const followersAmong = async (
  api: Api,
  openids: readonly OpenId[],
): Promise<ApiResult<readonly OpenId[]>> => {
  const together = await readUsers(api, openids);
  if (together.ok)
    return {
      ok: true,
      data: together.data.filter(({ isFollowing }) => isFollowing).map(({ openid }) => openid),
    };
  if (together.errcode !== NOBODY) return together;
  const left: OpenId[] = [];
  for (const openid of openids) {
    const one = await readUser(api, openid);
    if (one.ok && one.data.isFollowing) left.push(openid);
    if (!one.ok && one.errcode !== NOBODY) return one;
  }
  return { ok: true, data: left };
};

const allFollowers = async (
  api: Api,
  openids: readonly OpenId[],
): Promise<ApiResult<readonly OpenId[]>> => {
  const left: OpenId[] = [];
  for (let at = 0; at < openids.length; at += FOLLOWER_LIMITS.infoPerCall) {
    const some = await followersAmong(api, openids.slice(at, at + FOLLOWER_LIMITS.infoPerCall));
    if (!some.ok) return some;
    left.push(...some.data);
  }
  return { ok: true, data: left };
};

/** Sends one job of a broadcast, under a name that the platform takes once. */
export const partSender = ({ broadcasts, tagIds, nowMs }: SendPartDeps) => {
  const tagOf = async (
    { account, api }: PartWork,
    name: string,
  ): Promise<ApiResult<MassReceivers>> => {
    const id = await tagIds.find(account, api, name);
    if (!id.ok) return id;
    if (id.data === null) return refusedBy("broadcast-nobody", name, nowMs(account));
    return { ok: true, data: { kind: "tag", id: id.data } };
  };
  const receiversOf = async (
    work: PartWork,
    target: BroadcastTarget,
  ): Promise<ApiResult<MassReceivers>> => {
    const { openids } = work.part;
    if (openids.length > 0) return { ok: true, data: { kind: "list", openids } };
    return target.kind === "tag" ? tagOf(work, target.tag) : { ok: true, data: { kind: "all" } };
  };

  const lost = async ({ account, part }: PartWork, code: string): Promise<BroadcastChange> => {
    await broadcasts.changePart(account, part, { state: "failed", code });
    return { code: "", retryAtMs: 0 };
  };

  /** Somebody of the list is nobody any more: they are left out, and the rest is sent. */
  const weed = async (work: PartWork, refusal: ApiRefusal): Promise<BroadcastChange> => {
    const { account, api, part } = work;
    const left = await allFollowers(api, part.openids);
    if (!left.ok) return waitsFor(left, nowMs(account));
    if (left.data.length === part.openids.length) return lost(work, refusal.code);
    if (left.data.length < MASS_LIMITS.openidsMin)
      return lost(work, left.data.length === 0 ? "broadcast-nobody" : "broadcast-one");
    await broadcasts.narrowPart(account, part, left.data);
    return { code: "", retryAtMs: 0 };
  };

  const refused = async (work: PartWork, refusal: ApiRefusal): Promise<BroadcastChange> => {
    const { account, part } = work;
    const { errcode, retry, code } = refusal;
    if (isNotTaken(refusal)) await broadcasts.changePart(account, part, { state: "waiting" });
    if (errcode === NO_TAG) {
      // Deleted in the console since we looked.
      tagIds.forget(account);
      return waitsFor(refusal, nowMs(account));
    }
    if (retry !== "never") return waitsFor(refusal, nowMs(account));
    if (errcode === NOBODY && part.openids.length > 0) return weed(work, refusal);
    if (OF_RECEIVERS.has(errcode ?? 0)) return lost(work, code);
    await lost(work, code);
    return { state: "failed", code };
  };

  return async (work: PartWork): Promise<BroadcastChange> => {
    const { account, api, broadcast, part } = work;
    const isForgotten = part.state === "sending" && nowMs(account) - part.atMs > REMEMBERED_MS;
    if (isForgotten) return lost(work, "broadcast-unsure");
    const receivers = await receiversOf(work, broadcast.target);
    if (!receivers.ok)
      return receivers.retry === "never"
        ? { state: "failed", code: receivers.code }
        : waitsFor(receivers, nowMs(account));
    // That it is under way is durable first: whoever finds it so asks again under the same name.
    if ((await broadcasts.beginPart(account, part)) === "stale") return {};
    const body = broadcast.body as unknown as MassBody;
    const taken = await sendMass(api, receivers.data, body, `${broadcast.id}-${part.seq}`);
    if (!taken.ok) return refused(work, taken);
    await broadcasts.changePart(account, part, { state: "sent", messageId: taken.data });
    const sentAtMs = broadcast.sentAtMs === 0 ? nowMs(account) : broadcast.sentAtMs;
    return { code: "", retryAtMs: 0, sentAtMs };
  };
};
