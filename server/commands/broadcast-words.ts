import { printMoment } from "../../engine/index.ts";
import type { BroadcastView } from "../broadcasts/desk.ts";
import type { BroadcastPlan } from "../broadcasts/plan.ts";
import { targetName } from "../broadcasts/target-name.ts";
import { textOfCode } from "../errors.ts";
import type { BroadcastState } from "../storage/broadcasts.ts";
import type { Io } from "./command.ts";

type Lang = Io["lang"];

const STATES: Readonly<Record<BroadcastState, Readonly<Record<Lang, string>>>> = {
  scheduled: { "zh-CN": "等待发送", en: "waiting" },
  collecting: { "zh-CN": "正在准备名单", en: "listing its receivers" },
  sending: { "zh-CN": "正在发送", en: "sending" },
  sent: { "zh-CN": "已提交，等待结果", en: "taken, results to come" },
  done: { "zh-CN": "已完成", en: "done" },
  failed: { "zh-CN": "没有发出", en: "failed" },
  stopped: { "zh-CN": "已停止", en: "stopped" },
  deleted: { "zh-CN": "已删除", en: "deleted" },
};

/** What the commands of broadcasts say. */
export const BROADCAST_WORDS = {
  "zh-CN": {
    plan: ({ receivers, allowance }: BroadcastPlan) =>
      `大约 ${receivers} 人${allowance.today === null ? "" : `；今天还能群发 ${allowance.today} 次`}${allowance.month === null ? "" : `，这个月还能 ${allowance.month} 次`}`,
    added: (id: string) => `已交给群发：${id}（服务运行时发出；yingda broadcast show 看进度）`,
    previewed: (openid: string) => `已发预览给 ${openid}`,
    stopped: "已停止：没开始的部分不再发送",
    tooLate: "已经没有可以停止的部分",
    deleted: "已从收到的人那里删除",
    unknown: (id: string) => `没有编号为 ${id} 的群发`,
    counts: (sent: number, total: number) => `${sent}/${total} 人`,
    unsure: (count: number) => `${count} 部分不知道是否发出`,
  },
  en: {
    plan: ({ receivers, allowance }: BroadcastPlan) =>
      `about ${receivers} followers${allowance.today === null ? "" : `; ${allowance.today} more today`}${allowance.month === null ? "" : `, ${allowance.month} more this month`}`,
    added: (id: string) =>
      `handed over: ${id} (sent while a server runs; yingda broadcast show tells how far it is)`,
    previewed: (openid: string) => `preview sent to ${openid}`,
    stopped: "stopped: what was not begun is not sent",
    tooLate: "nothing is left to stop",
    deleted: "deleted from those who got it",
    unknown: (id: string) => `no broadcast has the id ${id}`,
    counts: (sent: number, total: number) => `${sent}/${total}`,
    unsure: (count: number) => `${count} parts may or may not have been sent`,
  },
} as const;

/** A broadcast in a line: id, when, to whom, state, how many got it, and why it waits or failed. */
export const broadcastLine = (
  { broadcast, progress }: BroadcastView,
  { zone, lang }: { readonly zone: string; readonly lang: Lang },
): string => {
  const words = BROADCAST_WORDS[lang];
  const { id, dueAtMs, target, state, code } = broadcast;
  const { total, sent, unsure } = progress;
  const cells = [id, printMoment(dueAtMs, zone), targetName(target), STATES[state][lang]];
  if (total > 0) cells.push(words.counts(sent, total));
  if (unsure > 0) cells.push(words.unsure(unsure));
  if (code !== "") cells.push(`${code} ${textOfCode(code).means[lang]}`);
  return cells.join("\t");
};
