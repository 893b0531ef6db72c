import { MASS_LIMITS } from "../../../engine/limits.ts";
import type { Core } from "../core.ts";
import { bytesOf, numberIn, partIn, textIn, textsIn } from "../json.ts";
import type { SandboxAccount } from "../state/accounts.ts";
import type { Shown } from "../state/conversation.ts";
import { platformDay, platformMonth } from "../state/time.ts";
import { dropDraft } from "./draft.ts";
import { errorTexts, refuse } from "./errors.ts";
import { contentOf, needMedia } from "./message-content.ts";
import type { ApiGroup, Call } from "./route.ts";
import { ok, post } from "./route.ts";

const right = { right: "mass-send", quota: "mass-send" } as const;
const everybody = 10_000_000;
const retryTooFastMs = 60_000;

/** Shows of a mass body: as customer-service messages, with pictures and videos of their own. */
const shownOf = (call: Call): { readonly type: string; readonly shown: Shown } => {
  const { body } = call;
  const type = textIn(body, "msgtype");
  if (type === "image" && Array.isArray(partIn(body, "images").media_ids)) {
    const ids = textsIn(partIn(body, "images"), "media_ids");
    for (const id of ids) needMedia(call, { id }, "id", ["image"]);
    return { type, shown: { kind: "image", mediaId: ids[0] ?? refuse(40007) } };
  }
  if (type === "mpvideo") {
    const mediaId = needMedia(call, partIn(body, "mpvideo"), "media_id", ["video"]);
    const { title = "", description = "" } = call.core.media.record(call.account.id, mediaId) ?? {};
    return { type, shown: { kind: "video", mediaId, title, description } };
  }
  if (!["text", "image", "voice", "mpnews", "wxcard"].includes(type)) return refuse(40008);
  return { type, shown: contentOf(call, type, body) };
};

const receivedThisMonth = (core: Core, account: string, openid: string): number =>
  core.database.get<{ n: number }>(
    "SELECT count(*) AS n FROM mass_received WHERE account = ? AND openid = ? AND month = ?",
    account,
    openid,
    platformMonth(core.time.nowMs()),
  )?.n ?? 0;

const sentToday = (core: Core, account: string): number =>
  core.database.get<{ n: number }>(
    "SELECT count(*) AS n FROM mass_jobs WHERE account = ? AND day = ? AND status <> 'SEND_FAIL'",
    account,
    platformDay(core.time.nowMs()),
  )?.n ?? 0;

/** Sendings to all of the platform's day or month, as `2026-11-23` or `2026-11`. */
const sentToAll = (core: Core, account: string, period: string): number =>
  core.database.get<{ n: number }>(
    `SELECT count(*) AS n FROM mass_to_all AS sent JOIN mass_jobs AS job ON job.msgId = sent.msgId
     WHERE job.account = ? AND substr(job.day, 1, ?) = ? AND job.status <> 'SEND_FAIL'`,
    account,
    period.length,
    period,
  )?.n ?? 0;

/** A subscription account sends once a day; a service account to all once a day and four times a month. */
const checkAllowance = (core: Core, account: SandboxAccount, isToAll: boolean): void => {
  const now = core.time.nowMs();
  const { subscriptionPerDay, servicePerDayToAll, servicePerMonth } = MASS_LIMITS;
  if (account.kind === "subscription" && sentToday(core, account.id) >= subscriptionPerDay)
    refuse(45028);
  if (account.kind === "subscription" || !isToAll) return;
  if (sentToAll(core, account.id, platformDay(now)) >= servicePerDayToAll) refuse(45028);
  if (sentToAll(core, account.id, platformMonth(now)) >= servicePerMonth) refuse(45028);
};

/** What was sent under this name in the last day: it is not sent again, and its number comes with the refusal. */
const sentBefore = ({ core, account, body }: Call): object | null => {
  const id = textIn(body, "clientmsgid");
  if (id === "") return null;
  if (bytesOf(id) > MASS_LIMITS.clientIdBytes) refuse(45067);
  const now = core.time.nowMs();
  const row = core.database.get<{ atMs: number; msgId: number }>(
    "SELECT atMs, msgId FROM mass_jobs WHERE account = ? AND clientId = ? AND atMs > ? ORDER BY atMs DESC LIMIT 1",
    account.id,
    id,
    now - MASS_LIMITS.clientIdMs,
  );
  if (row === undefined) return null;
  if (now - row.atMs < retryTooFastMs) refuse(45066);
  return { errcode: 45065, errmsg: errorTexts[45065] ?? "", msg_id: row.msgId };
};

interface Receivers {
  readonly openids: readonly string[];
  readonly isToAll: boolean;
}

const byFilter = ({ core, account, body }: Call): Receivers => {
  const filter = partIn(body, "filter");
  if (filter.is_to_all === true)
    return { openids: core.followers.list(account.id, "", everybody) ?? [], isToAll: true };
  const tag = numberIn(filter, "tag_id") ?? numberIn(filter, "group_id") ?? -1;
  if (core.tags.get(account.id, tag) === undefined) return refuse(45159);
  return { openids: core.tags.members(account.id, tag, "", everybody), isToAll: false };
};

const byList = ({ core, account, body }: Call): Receivers => {
  const openids = textsIn(body, "touser");
  if (openids.length < MASS_LIMITS.openidsMin) return refuse(40130);
  if (openids.length > MASS_LIMITS.openidsMax) return refuse(40032);
  const isKnown = openids.every((one) => core.followers.get(account.id, one) !== undefined);
  return isKnown ? { openids, isToAll: false } : refuse(40003);
};

/** Shows it to all who still follow, do not refuse, and have room this month; gives how many saw it. */
const showToAll = ({ core, account }: Call, receivers: Receivers, shown: Shown): number => {
  const month = platformMonth(core.time.nowMs());
  let sent = 0;
  core.database.together(() => {
    for (const openid of receivers.openids) {
      const follower = core.followers.get(account.id, openid);
      const canReceive = follower?.subscribed === 1 && follower.refuses === 0;
      const hasRoom =
        account.kind === "subscription" ||
        receivedThisMonth(core, account.id, openid) < MASS_LIMITS.servicePerMonth;
      if (!canReceive || !hasRoom) continue;
      core.conversation.add({ account: account.id, openid, via: "mass", shown });
      core.database.run(
        "INSERT INTO mass_received (account, openid, month) VALUES (?, ?, ?)",
        account.id,
        openid,
        month,
      );
      sent += 1;
    }
  });
  return sent;
};

const tell = (
  { core, account }: Call,
  msgId: number,
  status: string,
  counts: [number, number],
): void => {
  const [total, sent] = counts;
  core.pusher.later({
    account: account.id,
    from: "管理员",
    message: {
      kind: "MASSSENDJOBFINISH",
      fields: {
        MsgID: msgId,
        Status: status,
        TotalCount: total,
        FilterCount: total,
        SentCount: sent,
        ErrorCount: total - sent,
      },
    },
  });
};

const sendTo =
  (receiversOf: (call: Call) => Receivers) =>
  (call: Call): object => {
    const { core, account, body } = call;
    // Before anything else: the draft it once sent is gone by now.
    const before = sentBefore(call);
    if (before !== null) return before;
    const receivers = receiversOf(call);
    const { type, shown } = shownOf(call);
    checkAllowance(core, account, receivers.isToAll);
    const status = core.verdicts.next(account.id, "mass") ?? "send success";
    const isSent = status === "send success";
    const msgId = 1_000_000_000 + core.ids.next("mass");
    const sent = isSent ? showToAll(call, receivers, shown) : 0;
    core.database.run(
      "INSERT INTO mass_jobs (msgId, account, clientId, atMs, day, status, type) VALUES (?, ?, ?, ?, ?, ?, ?)",
      msgId,
      account.id,
      textIn(body, "clientmsgid"),
      core.time.nowMs(),
      platformDay(core.time.nowMs()),
      isSent ? "SEND_SUCCESS" : "SEND_FAIL",
      type,
    );
    if (receivers.isToAll) core.database.run("INSERT INTO mass_to_all (msgId) VALUES (?)", msgId);
    if (isSent && type === "mpnews")
      dropDraft(core, account.id, textIn(partIn(body, "mpnews"), "media_id"));
    tell(call, msgId, status, [receivers.openids.length, sent]);
    const answer = { errcode: 0, errmsg: "send job submission success", msg_id: msgId };
    return type === "mpnews" ? { ...answer, msg_data_id: 2_000_000_000 + msgId } : answer;
  };

const preview = (call: Call): object => {
  const { core, account, body } = call;
  const name = textIn(body, "touser") || textIn(body, "towxname");
  const openid = core.followers.openidOf(account.id, name);
  if (core.followers.get(account.id, openid) === undefined)
    return refuse(textIn(body, "touser") === "" ? 40132 : 40003);
  const { shown } = shownOf(call);
  core.conversation.add({ account: account.id, openid, via: "preview", shown });
  const msg_id = 1_000_000_000 + core.ids.next("mass");
  return { errcode: 0, errmsg: "preview success", msg_id };
};

const needJob = ({ core, account, body }: Call): { msgId: number; status: string; type: string } =>
  core.database.get<{ msgId: number; status: string; type: string }>(
    "SELECT msgId, status, type FROM mass_jobs WHERE account = ? AND msgId = ?",
    account.id,
    numberIn(body, "msg_id") ?? -1,
  ) ?? refuse(40035);

const remove = (call: Call): object => {
  const { msgId, type } = needJob(call);
  if (type !== "mpnews" && type !== "mpvideo") return refuse(40008);
  call.core.database.run("UPDATE mass_jobs SET status = 'DELETE' WHERE msgId = ?", msgId);
  return ok;
};

/** Ten thousands of messages a minute by speed 0 to 4. */
const speeds = [80, 60, 45, 30, 10];

const setSpeed = ({ core, account, body }: Call): object => {
  const speed = numberIn(body, "speed") ?? -1;
  if (speeds[speed] === undefined) return refuse(45083);
  core.database.run(
    "INSERT OR REPLACE INTO mass_speeds (account, speed) VALUES (?, ?)",
    account.id,
    speed,
  );
  return ok;
};

const readSpeed = ({ core, account }: Call): object => {
  const speed =
    core.database.get<{ speed: number }>(
      "SELECT speed FROM mass_speeds WHERE account = ?",
      account.id,
    )?.speed ?? 0;
  return { speed, realspeed: speeds[speed] };
};

/** Mass sends (contract §4.5) and their result event. */
export const massSendGroup: ApiGroup = {
  name: "mass-send",
  tables: `
CREATE TABLE IF NOT EXISTS mass_jobs (msgId INTEGER PRIMARY KEY, account TEXT NOT NULL, clientId TEXT NOT NULL, atMs INTEGER NOT NULL, day TEXT NOT NULL, status TEXT NOT NULL, type TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS mass_to_all (msgId INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS mass_received (account TEXT NOT NULL, openid TEXT NOT NULL, month TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS mass_received_of ON mass_received (account, openid, month);
CREATE TABLE IF NOT EXISTS mass_speeds (account TEXT PRIMARY KEY, speed INTEGER NOT NULL) WITHOUT ROWID`,
  routes: [
    post("/cgi-bin/message/mass/sendall", right, sendTo(byFilter)),
    post("/cgi-bin/message/mass/send", { ...right, right: "mass-send-openids" }, sendTo(byList)),
    post("/cgi-bin/message/mass/preview", { ...right, quota: "mass-preview" }, preview),
    post("/cgi-bin/message/mass/delete", { ...right, quota: "mass-delete" }, remove),
    post("/cgi-bin/message/mass/get", { right: "mass-send" }, (call) => {
      const { msgId, status } = needJob(call);
      return { msg_id: msgId, msg_status: status };
    }),
    post("/cgi-bin/message/mass/speed/get", { right: "mass-send" }, readSpeed),
    post("/cgi-bin/message/mass/speed/set", { right: "mass-send" }, setSpeed),
  ],
};
