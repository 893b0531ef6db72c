import type { LocalText } from "../../engine/index.ts";

interface CodeText {
  readonly means: LocalText;
  readonly remedy: LocalText;
}
const row = (
  [zh, en]: readonly [zh: string, en: string],
  [zhRemedy, enRemedy]: readonly [zh: string, en: string],
): CodeText => ({
  means: { "zh-CN": zh, en },
  remedy: { "zh-CN": zhRemedy, en: enRemedy },
});

/** What performers and the outbox say themselves. */
export const effectCodes = {
  "no-follower": row(
    ["这个动作没有对象：事件不来自某个粉丝", "the event comes from no follower"],
    [
      "定时规则不能给粉丝发消息或打标签。",
      "A schedule can neither send to a follower nor tag one.",
    ],
  ),
  "no-account": row(
    ["没有这个公众号", "there is no such account"],
    ["请检查账号是否还在。", "Check whether the account is still there."],
  ),
  "no-performer": row(
    ["没有能执行这种动作的程序", "nothing here performs this kind of effect"],
    [
      "多半是新版本写入的数据；请升级本程序。",
      "Most likely a newer version wrote it; upgrade this program.",
    ],
  ),
  "performer-threw": row(
    ["执行时出错", "it failed while it was performed"],
    ["系统会自动重试；详情见日志。", "It is tried again by itself; see the log."],
  ),
} as const satisfies Readonly<Record<string, CodeText>>;
