import { AGENT_LIMITS } from "../../../engine/limits.ts";
import { textIn } from "../json.ts";
import type { Agent } from "../state/desk.ts";
import { pushDeskEvent } from "./desk-push.ts";
import { refuse } from "./errors.ts";
import type { ApiGroup, Call } from "./route.ts";
import { get, ok, post } from "./route.ts";
import { needPerson } from "./user.ts";

const right = { right: "agents" } as const;

const needAgent = ({ core, account }: Call, name: string): Agent =>
  core.desk.agent(account.id, name) ?? refuse(65401);

const create = (call: Call): object => {
  const { core, account, body } = call;
  const { openid } = needPerson(call, textIn(body, "openid"));
  const agent = needAgent(call, textIn(body, "kf_account"));
  if (agent.online === 0) return refuse(65415);
  const current = core.desk.session(account.id, openid)?.agent ?? "";
  if (current !== "" && current !== agent.name) return refuse(65414);
  pushDeskEvent(core, account.id, core.desk.serve(account.id, openid, agent.name, 1002));
  return ok;
};

const close = (call: Call): object => {
  const { core, account, body } = call;
  const { openid } = needPerson(call, textIn(body, "openid"));
  const agent = needAgent(call, textIn(body, "kf_account"));
  const session = core.desk.session(account.id, openid) ?? refuse(65413);
  if (session.agent !== agent.name) return refuse(65414);
  pushDeskEvent(core, account.id, core.desk.close(account.id, openid));
  return ok;
};

const seconds = (ms: number): number => Math.floor(ms / 1000);

const readOne = (call: Call): object => {
  const { openid } = needPerson(call, call.query.get("openid") ?? "");
  const session = call.core.desk.session(call.account.id, openid);
  return {
    createtime: session === undefined ? 0 : seconds(session.createdAtMs),
    kf_account: session?.agent ?? "",
  };
};

const listOf = (call: Call): object => {
  const { name } = needAgent(call, call.query.get("kf_account") ?? "");
  const sessions = call.core.desk.sessionsOf(call.account.id, name);
  return {
    sessionlist: sessions.map(({ createdAtMs, openid }) => ({
      createtime: seconds(createdAtMs),
      openid,
    })),
  };
};

const listWaiting = ({ core, account }: Call): object => {
  const waiting = core.desk.sessionsOf(account.id, "");
  return {
    count: waiting.length,
    waitcaselist: waiting
      .slice(0, AGENT_LIMITS.waitingPerCall)
      .map(({ latestAtMs, openid }) => ({ latest_time: seconds(latestAtMs), openid })),
  };
};

/** Sessions with agents (contract §4.3). */
export const sessionsGroup: ApiGroup = {
  name: "sessions",
  routes: [
    post("/customservice/kfsession/create", right, create),
    post("/customservice/kfsession/close", right, close),
    get("/customservice/kfsession/getsession", right, readOne),
    get("/customservice/kfsession/getsessionlist", right, listOf),
    get("/customservice/kfsession/getwaitcase", right, listWaiting),
  ],
};
