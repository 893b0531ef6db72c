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
const rewrite = ["请修改内容后重新群发。", "Change it and send it anew."] as const;
const reviewed = (zh: string, en: string): CodeText =>
  row([`平台审核没有通过：${zh}`, `the platform's review refused it: ${en}`], rewrite);

/** Why broadcasts wait, fail or are not known to have ended; `mass-NUMBER` is the number in `err(NUMBER)` (contract §2.4). */
export const broadcastCodes = {
  "broadcast-day": row(
    ["今天的群发次数已用完", "the broadcasts of the day are used up"],
    [
      "北京时间 0 点后自动发出；不想等可以停止，改按标签发送（服务号）。",
      "It goes out after 00:00 Beijing time by itself; or stop it and send to a tag (service accounts).",
    ],
  ),
  "broadcast-month": row(
    ["这个月发给全部粉丝的次数已用完", "the month's broadcasts to everybody are used up"],
    [
      "下个月 1 日自动发出；也可以停止，改按标签或分群发送。",
      "It goes out on the 1st by itself; or stop it and send to a tag or a segment.",
    ],
  ),
  "broadcast-unsure": row(
    [
      "中断超过一天，无法确认这一部分是否已经发出",
      "it was cut off for more than a day: nobody knows whether this part was sent",
    ],
    [
      "为了不重复打扰粉丝没有再发；请到公众平台后台的已群发消息里核对。",
      "It was not sent again, so that nobody gets it twice; look it up in the platform's console.",
    ],
  ),
  "broadcast-unheard": row(
    ["微信一直没有告知结果", "the platform never told how it ended"],
    ["请到公众平台后台的已群发消息里查看。", "Look it up in the platform's console."],
  ),
  "broadcast-no-figures": row(
    ["已发出，但没有收到人数", "it was sent, but its figures never came"],
    [
      "请确认服务器配置已启用，微信才会推送结果；人数可在公众平台后台查看。",
      "See that the server configuration is switched on, or results are not pushed; the console shows the figures.",
    ],
  ),
  "broadcast-stumbled": row(
    ["程序处理这次群发时出错", "something went wrong here while it was carried out"],
    ["系统会自动重试；详情见日志。", "It is tried again by itself; see the log."],
  ),
  "mass-failed": row(
    ["微信发送失败", "the platform failed to send it"],
    ["可以再群发一次。", "Send it once more."],
  ),
  "mass-10001": reviewed("涉嫌广告", "advertising"),
  "mass-20001": reviewed("涉嫌政治", "politics"),
  "mass-20004": reviewed("涉嫌社会", "society"),
  "mass-20002": reviewed("涉嫌色情", "pornography"),
  "mass-20006": reviewed("涉嫌违法犯罪", "crime"),
  "mass-20008": reviewed("涉嫌欺诈", "fraud"),
  "mass-20013": reviewed("涉嫌版权", "copyright"),
  "mass-22000": reviewed("涉嫌互推", "mutual promotion"),
  "mass-21000": reviewed("涉嫌其他", "other reasons"),
  "mass-30001": row(
    ["原创校验出现系统错误", "the check of originality failed"],
    ["请稍后再群发一次。", "Send it again later."],
  ),
  "mass-30002": reviewed(
    "原创校验判定不能群发",
    "the check of originality does not let it through",
  ),
  "mass-30003": reviewed("原创校验判定为转载", "the check of originality calls it a reprint"),
  "mass-40001": row(
    ["管理员拒绝了群发", "the administrator refused it"],
    [
      "账号开着群发保护；请管理员在微信里确认。",
      "The account's protection is on: the administrator must confirm in WeChat.",
    ],
  ),
  "mass-40002": row(
    ["管理员 30 分钟内没有确认", "the administrator did not confirm within 30 minutes"],
    [
      "账号开着群发保护；重新群发，并请管理员及时确认。",
      "The account's protection is on: send it anew, and have the administrator confirm in time.",
    ],
  ),
} as const satisfies Readonly<Record<string, CodeText>>;
export type BroadcastCode = keyof typeof broadcastCodes;
