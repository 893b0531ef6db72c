import type { Language } from "./language.ts";
import { say } from "./language.ts";
import { layout, result } from "./layout.ts";

/** Why a page is not shown. */
export type Trouble =
  | "unknown"
  | "no-right"
  | "bad-return"
  | "not-agreed"
  | "not-yours"
  | "snapshot"
  | "platform"
  | "bad-form"
  | "too-often"
  | "broken";

type Row = readonly [status: number, zhTitle: string, zh: string, enTitle: string, en: string];
const TROUBLES: Readonly<Record<Trouble, Row>> = {
  unknown: [
    404,
    "没有这个页面",
    "链接可能写错了，请回到公众号重新打开。",
    "No such page",
    "The link may be mistyped. Please open it again from the account.",
  ],
  "no-right": [
    403,
    "暂时不能打开",
    "这个公众号没有网页授权的权限，需要已认证的服务号。",
    "Not available",
    "This account has no right to sign people in on pages; a verified service account has.",
  ],
  "bad-return": [
    403,
    "登录已失效",
    "请回到公众号，重新点一次链接。",
    "This sign-in is no longer valid",
    "Please go back to the account and open the link again.",
  ],
  "not-agreed": [
    403,
    "没有得到授权",
    "没有你的同意，这里什么也不会保存。想继续时请重新点链接。",
    "You did not agree",
    "Without your consent nothing is stored here. Open the link again to go on.",
  ],
  "not-yours": [
    403,
    "这个链接是发给别人的",
    "请关注公众号，在对话里拿到你自己的链接。",
    "This link was sent to somebody else",
    "Please ask the account in your own conversation for a link of your own.",
  ],
  snapshot: [
    403,
    "请使用完整服务",
    "这是快照页。请点右下角「使用完整服务」后再试。",
    "Please use the full service",
    'This is a snapshot. Tap "Use full service" in the corner and try again.',
  ],
  platform: [
    502,
    "微信没有回应",
    "请稍后重新打开这个链接。",
    "WeChat did not answer",
    "Please open the link again in a while.",
  ],
  "bad-form": [
    403,
    "页面已过期",
    "请回到公众号，重新点一次链接。",
    "This page has expired",
    "Please go back to the account and open the link again.",
  ],
  "too-often": [429, "太频繁了", "请一小时后再试。", "Too often", "Please try again in an hour."],
  broken: [500, "系统繁忙", "请稍后再试。", "Something went wrong", "Please try again in a while."],
};

/** A trouble as a page, with its status. */
export const troublePage = (
  trouble: Trouble,
  language: Language,
): { readonly status: number; readonly text: string } => {
  const [status, zhTitle, zh, enTitle, en] = TROUBLES[trouble];
  const title = say(language, zhTitle, enTitle);
  const body = result({ title, text: say(language, zh, en), isGood: false });
  return { status, text: layout({ language, title, body }) };
};
