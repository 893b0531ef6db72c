import type { ActionDefinition } from "../definitions/definition.ts";
import { ask } from "./ask.ts";
import { broadcast } from "./broadcast.ts";
import { channel } from "./channel.ts";
import { choose } from "./choose.ts";
import { forget } from "./forget.ts";
import { forward } from "./forward.ts";
import { goto } from "./goto.ts";
import { handover } from "./handover.ts";
import { http } from "./http.ts";
import { link } from "./link.ts";
import { nearest } from "./nearest.ts";
import { notice } from "./notice.ts";
import { pay } from "./pay.ts";
import { record } from "./record.ts";
import { refund } from "./refund.ts";
import { remind } from "./remind.ts";
import { reply } from "./reply.ts";
import { set } from "./set.ts";
import { silent } from "./silent.ts";
import { suggest } from "./suggest.ts";
import { tag } from "./tag.ts";
import { untag } from "./untag.ts";

/** Our own actions, in the order the editor offers them. */
export const actions: readonly ActionDefinition[] = [
  reply,
  channel,
  silent,
  tag,
  untag,
  set,
  ask,
  choose,
  suggest,
  goto,
  handover,
  http,
  nearest,
  remind,
  forget,
  notice,
  broadcast,
  forward,
  record,
  link,
  pay,
  refund,
];
