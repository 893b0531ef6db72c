import { Type } from "typebox";
import { defineFact } from "../definitions/definition.ts";

export const agentName = defineFact({
  name: "agent.name",
  title: { "zh-CN": "客服", en: "Agent" },
  help: {
    "zh-CN": "接待这位粉丝的客服：微信客服的账号，或收件箱里同事的名字。",
    en: "Who has this follower's conversation: an account of WeChat's agents, or a colleague's name in the inbox.",
  },
  group: "conversation",
  value: Type.String(),
  on: "text",
  read: ({ event, follower }) =>
    (event.kind === "agent" ? event.agent : follower?.agent?.name) || undefined,
});
