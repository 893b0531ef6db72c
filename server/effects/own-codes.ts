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
  "speech-no-recording": row(
    ["取不到语音的录音", "the recording of the voice cannot be had"],
    [
      "录音只保存三天；请粉丝再说一次。",
      "It is kept for three days; let the follower say it again.",
    ],
  ),
  "speech-not-mp3": row(
    [
      "录音不是 mp3，微信的语音接口没有接受",
      "the recording is no mp3, and the platform's speech interface would not take it",
    ],
    [
      "请在公众平台后台打开“接收语音识别结果”，语音会带着文字一起来；本程序不转换录音格式。",
      "Switch on recognition in the platform's console, so that voices bring their words; recordings are not converted here.",
    ],
  ),
  "speech-too-long": row(
    [
      "录音超过 1 MB，语音接口不收",
      "the recording is larger than 1 MB, which the speech interface does not take",
    ],
    ["请粉丝说短一些（六十秒以内）。", "Let the follower say less (sixty seconds at most)."],
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
  "no-agent-there": row(
    ["没有在线的微信客服", "none of WeChat's agents is there"],
    [
      "请让客服上线；系统会自动重试。没人值班时可用 if 看 time，改成留言。",
      "Let an agent sign in; it is tried again by itself. When nobody is on duty, an if on time can take a message instead.",
    ],
  ),
  "hook-unknown": row(
    ["account.yaml 的 hooks 里没有这个名字", "account.yaml has no hook of this name"],
    ["请在 hooks 里补上，再重试。", "Add it under hooks, then try again."],
  ),
  "hook-no-secret": row(
    ["hook 的 secret 是 env:… ，但没有设置", "the hook's secret is an env:… that is not set"],
    ["请设置这个环境变量；系统会自动重试。", "Set the variable; it is tried again by itself."],
  ),
  "hook-gone": row(
    ["对方回答 410：不再接收", "the other side answers 410: it wants no more"],
    [
      "请向对方要新的地址，改好 hooks 后重试。",
      "Ask for the new address, change hooks, then try again.",
    ],
  ),
  "hook-inside": row(
    ["hook 的地址指向内网", "the hook's address leads into a private network"],
    [
      "请用公网地址；本机或内网要写明 IP 和端口。",
      "Use a public address; one inside must be written as an IP address with its port.",
    ],
  ),
  "performer-threw": row(
    ["执行时出错", "it failed while it was performed"],
    ["系统会自动重试；详情见日志。", "It is tried again by itself; see the log."],
  ),
  "notice-no-template": row(
    ["account.yaml 的 templates 里没有这个名称", "account.yaml has no template of that name"],
    [
      "请在 templates 里补上，值是模板编号。",
      "Add it under templates; its value is the template's id.",
    ],
  ),
  "notice-field-missing": row(
    ["通知缺少模板要求的字段", "the notice lacks a field of its template"],
    [
      "请在 data 里补上，字段见 yingda notices。",
      "Add it under data; yingda notices lists the fields.",
    ],
  ),
  "notice-field-unknown": row(
    ["通知里有模板没有的字段", "the notice has a field that its template has not"],
    [
      "请改正 data 里的字段名，字段见 yingda notices。",
      "Correct its name under data; yingda notices lists the fields.",
    ],
  ),
  "notice-field-value": row(
    ["通知的某个字段不符合它的类型", "a field of the notice breaks the rule of its type"],
    [
      "金额、时间、号码等字段要按平台的格式填写，不能为空。",
      "Amounts, times, numbers and the like must be written as the platform wants them, and none may be empty.",
    ],
  ),
  "notice-failed": row(
    ["平台没能送达通知", "the platform could not deliver the notice"],
    ["可以稍后再发一次。", "Send it again later."],
  ),
  refused: row(
    ["粉丝拒收这类通知", "the follower does not take such notices"],
    [
      "30 天内不再发；粉丝重新订阅后会恢复。",
      "Nothing is sent for 30 days, or until the follower allows it again.",
    ],
  ),
} as const satisfies Readonly<Record<string, CodeText>>;
