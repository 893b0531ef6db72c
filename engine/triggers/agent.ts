import { Type } from "typebox";
import { defineTrigger } from "../definitions/definition.ts";
import { filedNames, isNamed, namesOf, sampleName } from "./filed.ts";
import { namesParams, namesShort } from "./shapes.ts";

/** What becomes of a conversation in a person's hands, as rules name it. */
export const AGENT_STATES = ["opened", "closed", "moved"] as const;
const State = Type.Unsafe<string>({ type: "string", enum: [...AGENT_STATES] });

/** A conversation with a person begins, ends or changes hands. */
export const agent = defineTrigger({
  name: "agent",
  title: { "zh-CN": "人工客服", en: "Agent" },
  help: {
    "zh-CN":
      "人工会话的变化：opened 客服接入，closed 会话结束（客服交还，或双方安静超过 quiet），moved 转给另一位客服。客服的名字是 {{ agent.name }}。",
    en: "What becomes of a conversation in a person's hands: opened, closed (given back, or nobody wrote for quiet) or moved to another agent. {{ agent.name }} says who it is.",
  },
  group: "other",
  params: namesParams(State),
  short: namesShort(State),
  sentence: { "zh-CN": "人工客服「{params.names}」", en: 'agent "{params.names}"' },
  needs: ["agents"],
  example: "agent: closed",
  on: ["agent"],
  index: (params) => filedNames("agent", params.names),
  names: (event) => (event.kind === "agent" ? namesOf("agent", event.state) : []),
  match: (params, event) =>
    event.kind === "agent" && isNamed(params.names, event.state) ? {} : null,
  sample: (params) => ({ agent: sampleName(params.names) ?? "closed" }),
});
