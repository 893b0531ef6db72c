import type { LocalText } from "../../engine/index.ts";
import type { CodeText } from "../errors.ts";
import { remedies } from "../wechat/remedies.ts";

const says = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });
/** Why the planner left out what was to be said, in its own words (`engine/run/plan.ts`). */
const PLANNED: Readonly<Record<string, CodeText>> = {
  "the customer-service window is shut or used up": {
    means: says(
      "客服消息的时间已过或条数用完",
      "The window of customer-service messages is shut or used up",
    ),
    remedy: remedies.window,
  },
  "no right to send customer-service messages": {
    means: says(
      "这种账号不能发客服消息",
      "This kind of account may not send customer-service messages",
    ),
    remedy: remedies.right,
  },
  "this event cannot be answered without customer-service messages": {
    means: says(
      "这种账号不能发客服消息",
      "This kind of account may not send customer-service messages",
    ),
    remedy: remedies.right,
  },
  "a person has the conversation": {
    means: says("会话已转给人工", "A person has the conversation"),
    remedy: remedies.none,
  },
};

/** What became of a message that was not sent: by the planner's words, or a code of the table. */
export const textOf = (reason: string, textOfCode: (code: string) => CodeText): CodeText =>
  PLANNED[reason] ?? textOfCode(reason);
