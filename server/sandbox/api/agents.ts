import { AGENT_LIMITS } from "../../../engine/limits.ts";
import { numberIn, textIn } from "../json.ts";
import type { Agent } from "../state/desk.ts";
import { agentControl } from "./agents-control.ts";
import { refuse } from "./errors.ts";
import type { ApiGroup, Call } from "./route.ts";
import { get, ok, post } from "./route.ts";
import { takeUpload } from "./upload.ts";

const right = { right: "agents" } as const;
const inviteLifetimeMs = 24 * 3_600_000;

const nameIn = ({ body, query }: Call): string =>
  textIn(body, "kf_account") || (query.get("kf_account") ?? "");

const checkNickname = (nickname: string): void => {
  if (nickname === "" || [...nickname].length > AGENT_LIMITS.nicknameCharacters) refuse(65403);
};

const needAgent = (call: Call): Agent =>
  call.core.desk.agent(call.account.id, nameIn(call)) ?? refuse(65401);

const addAgent = (call: Call): object => {
  const { core, account, body } = call;
  const name = textIn(body, "kf_account");
  const [prefix = "", wechat = ""] = name.split("@");
  if (wechat === "" || !/^\w+$/.test(prefix)) return refuse(65404);
  if (prefix.length > AGENT_LIMITS.prefixCharacters) return refuse(61454);
  checkNickname(textIn(body, "nickname"));
  if (core.desk.agent(account.id, name) !== undefined) return refuse(65406);
  if (core.desk.agents(account.id).length >= AGENT_LIMITS.perAccount) return refuse(65405);
  core.desk.putAgent({
    account: account.id,
    name,
    nickname: textIn(body, "nickname"),
    wechat: "",
    invited: "",
    invitedAtMs: 0,
    online: 0,
    picture: "",
  });
  return ok;
};

const updateAgent = (call: Call): object => {
  const agent = needAgent(call);
  const nickname = textIn(call.body, "nickname");
  checkNickname(nickname);
  call.core.desk.putAgent({ ...agent, nickname });
  return ok;
};

const inviteWorker = (call: Call): object => {
  const agent = needAgent(call);
  const invited = textIn(call.body, "invite_wx");
  if (invited === "") return refuse(65409);
  if (agent.wechat !== "") return refuse(65408);
  const nowMs = call.core.time.nowMs();
  if (agent.invited !== "" && nowMs - agent.invitedAtMs < inviteLifetimeMs) return refuse(65411);
  call.core.desk.putAgent({ ...agent, invited, invitedAtMs: nowMs });
  return ok;
};

const uploadPicture = (call: Call): object => {
  const agent = needAgent(call);
  const file = takeUpload(call, { bytes: 5 * 1024 * 1024, types: ["jpg", "png"] }, 40009);
  const { mediaId } = call.core.media.put({
    account: call.account.id,
    type: "agent-picture",
    permanent: true,
    ...file,
  });
  call.core.desk.putAgent({ ...agent, picture: `${call.core.publicUrl()}/mmbiz/${mediaId}/0` });
  return ok;
};

const removeAgent = (call: Call): object => {
  const { name } = needAgent(call);
  call.core.desk.removeAgent(call.account.id, name);
  return ok;
};

const showAgent = ({ core }: Call, agent: Agent): object => {
  const own = {
    kf_account: agent.name,
    kf_nick: agent.nickname,
    kf_id: String(agent.number),
    kf_headimgurl: agent.picture,
  };
  if (agent.wechat !== "") return { ...own, kf_wx: agent.wechat };
  if (agent.invited === "") return own;
  const endsAtMs = agent.invitedAtMs + inviteLifetimeMs;
  return {
    ...own,
    invite_wx: agent.invited,
    invite_expire_time: Math.floor(endsAtMs / 1000),
    invite_status: endsAtMs > core.time.nowMs() ? "waiting" : "expired",
  };
};

const listOnline = ({ core, account }: Call): object => ({
  kf_online_list: core.desk
    .agents(account.id)
    .filter(({ online }) => online > 0)
    .map(({ name, online, number }) => ({
      kf_account: name,
      status: online,
      kf_id: String(number),
      accepted_case: core.desk.sessionsOf(account.id, name).length,
    })),
});

const listRecords = ({ core, account, body }: Call): object => {
  const fromMs = (numberIn(body, "starttime") ?? -1) * 1000;
  const untilMs = (numberIn(body, "endtime") ?? -1) * 1000;
  const after = numberIn(body, "msgid") ?? 1;
  const number = numberIn(body, "number") ?? 0;
  if (fromMs < 0 || untilMs < fromMs) return refuse(65416);
  if (untilMs - fromMs > AGENT_LIMITS.recordsSpanMs) return refuse(65417);
  if (number < 1 || number > AGENT_LIMITS.recordsPerCall) return refuse(65416);
  const records = core.desk.records(account.id, { fromMs, untilMs }, after, number);
  const recordlist = records
    .filter(({ opercode }) => opercode >= 2000)
    .map(({ openid, opercode, text, atMs, worker }) => ({
      openid,
      opercode,
      text,
      time: Math.floor(atMs / 1000),
      worker,
    }));
  return { recordlist, number: records.length, msgid: (records.at(-1)?.id ?? after - 1) + 1 };
};

/** Agents and their records (contract §4.3). Sessions are a group of their own. */
export const agentsGroup: ApiGroup = {
  name: "agents",
  routes: [
    post("/customservice/kfaccount/add", right, addAgent),
    post("/customservice/kfaccount/update", right, updateAgent),
    post("/customservice/kfaccount/inviteworker", right, inviteWorker),
    get("/customservice/kfaccount/del", right, removeAgent),
    post("/customservice/kfaccount/del", right, removeAgent),
    post("/customservice/kfaccount/uploadheadimg", { ...right, takes: "form" }, uploadPicture),
    get("/cgi-bin/customservice/getkflist", right, (call) => ({
      kf_list: call.core.desk.agents(call.account.id).map((agent) => showAgent(call, agent)),
    })),
    get("/cgi-bin/customservice/getonlinekflist", right, listOnline),
    post("/customservice/msgrecord/getmsglist", { ...right, quota: "agent-records" }, listRecords),
  ],
  reads: {
    agents: (core, account) => core.desk.agents(account.id),
    sessions: (core, account) =>
      ["", ...core.desk.agents(account.id).map(({ name }) => name)].flatMap((name) =>
        core.desk.sessionsOf(account.id, name),
      ),
  },
  control: agentControl,
};
