import type { ControlCall, ControlRoute } from "../control/route.ts";
import { ControlRefused, needAccount, needOpenid, needText } from "../control/route.ts";
import { numberIn, textIn } from "../json.ts";
import type { Agent } from "../state/desk.ts";
import { pushDeskEvent } from "./desk-push.ts";

const needAgent = (call: ControlCall): Agent => {
  const { id } = needAccount(call);
  const agent = call.core.desk.agent(id, needText(call, "agent"));
  if (agent === undefined) throw new ControlRefused("no such agent");
  return agent;
};

/** Sets an agent online (1 web, 2 mobile, 3 both) or offline (0), and lets the invited person accept; an unknown agent is added. */
const setAgent = (call: ControlCall): object => {
  const { core, body } = call;
  const { id } = needAccount(call);
  const name = needText(call, "agent");
  const known = core.desk.agent(id, name);
  const usual = { account: id, name, nickname: name.split("@")[0] ?? name };
  const empty = { wechat: "", invited: "", invitedAtMs: 0, online: 0, picture: "" };
  const agent = known ?? { ...usual, ...empty };
  const online = numberIn(body, "online") ?? agent.online;
  const wechat = body.accepts === true ? agent.invited : agent.wechat;
  core.desk.putAgent({ ...agent, online, wechat });
  return core.desk.agent(id, name) ?? {};
};

/** The agent takes a waiting follower on. */
const accept = (call: ControlCall): object => {
  const account = needAccount(call);
  const openid = needOpenid(call, account);
  const event = call.core.desk.serve(account.id, openid, needAgent(call).name);
  pushDeskEvent(call.core, account.id, event);
  return { event };
};

/** The agent writes to a follower it serves. */
const say = (call: ControlCall): object => {
  const { core, body } = call;
  const account = needAccount(call);
  const openid = needOpenid(call, account);
  const session = core.desk.session(account.id, openid);
  if (session === undefined || session.agent === "")
    throw new ControlRefused("no agent serves this follower");
  const text = textIn(body, "text");
  core.desk.record(account.id, { openid, opercode: 2002, text, worker: session.agent });
  const line = { account: account.id, openid, via: "agent", agent: session.agent } as const;
  return core.conversation.add({ ...line, shown: { kind: "text", text } });
};

const close = (call: ControlCall): object => {
  const account = needAccount(call);
  const event = call.core.desk.close(account.id, needOpenid(call, account));
  pushDeskEvent(call.core, account.id, event);
  return { event };
};

/** What agents do in their client. */
export const agentControl: readonly ControlRoute[] = [
  { method: "POST", path: "/agents", answer: setAgent },
  { method: "POST", path: "/agents/accept", answer: accept },
  { method: "POST", path: "/agents/say", answer: say },
  { method: "POST", path: "/agents/close", answer: close },
];
