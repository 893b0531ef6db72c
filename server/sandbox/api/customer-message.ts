import { TYPING } from "../../../engine/limits.ts";
import { partIn, textIn } from "../json.ts";
import type { Follower } from "../state/followers.ts";
import { refuse } from "./errors.ts";
import { contentOf } from "./message-content.ts";
import type { ApiGroup, Call } from "./route.ts";
import { ok, post } from "./route.ts";

const needFollower = ({ core, account, body }: Call): Follower => {
  const openid = textIn(body, "touser");
  if (openid === "") return refuse(41009);
  return core.followers.get(account.id, openid) ?? refuse(40003);
};

const agentIn = ({ core, account, body }: Call): string => {
  const name = textIn(partIn(body, "customservice"), "kf_account");
  if (name !== "" && core.desk.agent(account.id, name) === undefined) return refuse(65401);
  return name;
};

/** What is wrong with the body is said before the window is asked, so that a mistake costs no place in it. */
const send = (call: Call): object => {
  const { core, account, body } = call;
  const follower = needFollower(call);
  const shown = contentOf(call, textIn(body, "msgtype"), body);
  const agent = agentIn(call);
  const { openid } = follower;
  if (follower.subscribed === 0) return refuse(45015);
  if (follower.refuses === 1) return refuse(48002);
  const taken = core.windows.take(account.id, openid);
  if (taken === "shut") return refuse(45015);
  if (taken === "used") return refuse(45047);
  core.conversation.add({ account: account.id, openid, via: "customer-message", shown, agent });
  return ok;
};

const typing = (call: Call): object => {
  const { core, account, body } = call;
  const { openid, lastAtMs } = needFollower(call);
  const command = textIn(body, "command");
  if (command !== "Typing" && command !== "CancelTyping") return refuse(45072);
  const nowMs = core.time.nowMs();
  if (nowMs - lastAtMs > TYPING.afterEventMs) return refuse(45080);
  const shownUntil = core.database.get<{ untilMs: number }>(
    "SELECT untilMs FROM typing WHERE account = ? AND openid = ?",
    account.id,
    openid,
  )?.untilMs;
  const isOn = command === "Typing";
  if (isOn && shownUntil !== undefined && shownUntil > nowMs) return refuse(45081);
  core.database.run(
    "INSERT OR REPLACE INTO typing (account, openid, untilMs) VALUES (?, ?, ?)",
    account.id,
    openid,
    isOn ? nowMs + TYPING.lastsMs : 0,
  );
  const shown = { kind: "typing", on: isOn } as const;
  core.conversation.add({ account: account.id, openid, via: "customer-message", shown });
  return ok;
};

/** Customer-service messages (contract §4.3). */
export const customerMessageGroup: ApiGroup = {
  name: "customer-message",
  tables:
    "CREATE TABLE IF NOT EXISTS typing (account TEXT NOT NULL, openid TEXT NOT NULL, untilMs INTEGER NOT NULL, PRIMARY KEY (account, openid)) WITHOUT ROWID",
  routes: [
    post(
      "/cgi-bin/message/custom/send",
      { right: "customer-message", quota: "customer-send" },
      send,
    ),
    post("/cgi-bin/message/custom/typing", { right: "customer-message" }, typing),
  ],
  reads: {
    outbox: (core, account) =>
      core.database
        .all<{ id: number; openid: string; atMs: number; via: string; json: string }>(
          "SELECT id, openid, atMs, via, json FROM conversation WHERE account = ? AND via NOT IN ('follower', 'system') ORDER BY id DESC LIMIT 1000",
          account.id,
        )
        .map(({ json, ...line }) => ({ ...line, shown: JSON.parse(json) as unknown })),
  },
};
