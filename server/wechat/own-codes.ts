import type { LocalText } from "../../engine/index.ts";
import type { Retry } from "./error-codes.ts";

interface OwnRow {
  readonly retry: Retry;
  readonly means: LocalText;
  readonly remedy: LocalText;
}
const row = (
  retry: Retry,
  [zh, en]: readonly [zh: string, en: string],
  [zhRemedy, enRemedy]: readonly [zh: string, en: string],
): OwnRow => ({
  retry,
  means: { "zh-CN": zh, en },
  remedy: { "zh-CN": zhRemedy, en: enRemedy },
});

const byItself = ["系统会自动重试。", "It is tried again by itself."] as const;

/** Refusals that are not the platform's: nothing was answered, or nothing was asked. */
export const ownCodes = {
  "wechat-unreachable": row("later", ["连不上微信", "the platform cannot be reached"], byItself),
  "wechat-timeout": row(
    "later",
    ["微信没有按时回答", "the platform did not answer in time"],
    byItself,
  ),
  "wechat-http": row(
    "later",
    ["微信返回了 HTTP 错误", "the platform answered with an HTTP error"],
    byItself,
  ),
  "wechat-unreadable": row(
    "later",
    ["微信的回答读不懂或不完整", "the platform's answer is cut or cannot be read"],
    byItself,
  ),
  "wechat-too-large": row(
    "never",
    ["微信的回答过大", "the platform's answer is too large"],
    ["请减少一次查询的数量。", "Ask for less at a time."],
  ),
  "wechat-token-wait": row(
    "later",
    ["另一个进程正在换取 access_token", "another process is fetching the access_token"],
    byItself,
  ),
  "wechat-quota-kept": row(
    "tomorrow",
    [
      "今天的调用次数只剩 5%，留给人工操作",
      "the last 5 % of the day's calls are kept for what people do by hand",
    ],
    ["北京时间 0 点后自动继续。", "It goes on after 00:00 Beijing time by itself."],
  ),
  "wechat-no-account": row(
    "later",
    ["没有这个公众号，或沙盒没有启动", "there is no such account, or the sandbox does not run"],
    ["请检查 account.yaml 的 id 与 platform。", "Check id and platform in account.yaml."],
  ),
  "wechat-no-secret": row(
    "later",
    ["account.yaml 里没有 appId 或 appSecret", "account.yaml has no appId or no appSecret"],
    ["请在 account.yaml 填写 appId 与 appSecret。", "Write appId and appSecret into account.yaml."],
  ),
  "media-missing": row(
    "never",
    ["media/ 里没有这个文件", "there is no such file in media/"],
    [
      "请把文件放进账号的 media/ 目录，或改正文件名。",
      "Put the file into the account's media/ folder, or correct its name.",
    ],
  ),
  "media-type": row(
    "never",
    ["文件类型微信不支持", "the platform does not take this type of file"],
    [
      "图片用 png/jpg/gif，语音用 amr/mp3，视频用 mp4。",
      "Use png/jpg/gif for pictures, amr/mp3 for voice, mp4 for video.",
    ],
  ),
  "media-size": row(
    "never",
    ["文件太大", "the file is too large"],
    [
      "图片 10 MB、语音 2 MB、视频 10 MB 以内。",
      "Up to 10 MB for pictures, 2 MB for voice, 10 MB for video.",
    ],
  ),
  "follower-remark": row(
    "never",
    ["备注名太长", "the remark is too long"],
    ["微信要求备注名少于 30 个字。", "The platform takes fewer than 30 characters."],
  ),
  "broadcast-nobody": row(
    "never",
    ["没有人可以收到", "there is nobody to receive it"],
    [
      "标签或分群里现在没有粉丝；请换一个对象再发。",
      "Nobody has the tag or is in the segment now; send it to somebody else.",
    ],
  ),
  "broadcast-one": row(
    "never",
    ["名单里只有一个人", "the list holds one follower only"],
    [
      "微信的名单群发至少要两个人；只发一个人请用客服消息或预览。",
      "The platform wants two at least; to one, send a message or a preview.",
    ],
  ),
  "broadcast-needs-tag": row(
    "never",
    [
      "订阅号只能群发给全部粉丝或微信上的标签",
      "a subscription account broadcasts to all or to one of the platform's tags only",
    ],
    [
      "请选全部粉丝，或在 account.yaml 的 tags 里列出这个标签。",
      "Choose everybody, or list the tag under tags in account.yaml.",
    ],
  ),
  "broadcast-no-segment": row(
    "never",
    ["没有这个分群，或它的条件有错", "there is no such segment, or its condition has a mistake"],
    ["请在用户管理里新建或改正分群。", "Make it, or correct it, under followers."],
  ),
  "broadcast-picture": row(
    "never",
    ["图文的封面要用 media/ 里的图片", "an article's picture must be a file in media/"],
    [
      "请把图片放进账号的 media/ 目录，封面写文件名。",
      "Put the picture into the account's media/ folder and write its name.",
    ],
  ),
  "broadcast-not-sent": row(
    "never",
    ["还没有发出，没有可以删除的", "nothing of it was sent, so nothing can be deleted"],
    ["还没发出的群发可以停止。", "One that was not sent can be stopped."],
  ),
  "broadcast-cannot-delete": row(
    "never",
    ["微信只能删除图文和视频", "the platform deletes articles and videos only"],
    ["文字、图片和语音发出后收不回。", "A text, a picture or a voice cannot be taken back."],
  ),
} as const satisfies Readonly<Record<string, OwnRow>>;
export type OwnCode = keyof typeof ownCodes;
