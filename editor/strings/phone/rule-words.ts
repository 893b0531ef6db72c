import type { Lang } from "../words.ts";

/** Titles by name. A test holds them to the definitions, which are too large to load for a few words. */
export type Titles = Readonly<Record<string, Readonly<Record<Lang, string>>>>;

/** Titles of the built-in actions. */
export const actionTitles: Titles = {
  reply: { "zh-CN": "回复", en: "Reply" },
  silent: { "zh-CN": "不回复", en: "Say nothing" },
  tag: { "zh-CN": "打标签", en: "Add tag" },
  untag: { "zh-CN": "去标签", en: "Remove tag" },
  set: { "zh-CN": "记住资料", en: "Remember" },
  ask: { "zh-CN": "提问", en: "Ask" },
  choose: { "zh-CN": "分情况", en: "Choose" },
  nearest: { "zh-CN": "发最近的地点", en: "Send the nearest places" },
  suggest: { "zh-CN": "猜你想问", en: "Suggest" },
  channel: { "zh-CN": "发渠道二维码", en: "Send a channel's code" },
  goto: { "zh-CN": "转到规则", en: "Go to a rule" },
  handover: { "zh-CN": "转人工", en: "Hand over to a person" },
  http: { "zh-CN": "调用接口", en: "Call an interface" },
  remind: { "zh-CN": "到时提醒", en: "Remind" },
  forget: { "zh-CN": "取消提醒", en: "Forget a reminder" },
  link: { "zh-CN": "发网页链接", en: "Send a page" },
  notice: { "zh-CN": "发通知", en: "Send a notice" },
  broadcast: { "zh-CN": "群发", en: "Broadcast" },
  forward: { "zh-CN": "转发到自己的系统", en: "Forward to an own system" },
  record: { "zh-CN": "记一笔", en: "Record" },
  pay: { "zh-CN": "收款", en: "Ask for payment" },
  refund: { "zh-CN": "退款", en: "Refund" },
};

/** Titles of the built-in operators. */
export const operatorTitles: Titles = {
  equals: { "zh-CN": "等于", en: "equals" },
  "not-equals": { "zh-CN": "不等于", en: "does not equal" },
  "one-of": { "zh-CN": "是其中之一", en: "is one of" },
  has: { "zh-CN": "包含", en: "contains" },
  starts: { "zh-CN": "开头是", en: "starts with" },
  ends: { "zh-CN": "结尾是", en: "ends with" },
  includes: { "zh-CN": "有", en: "includes" },
  greater: { "zh-CN": "大于", en: "greater than" },
  "at-least": { "zh-CN": "不小于", en: "at least" },
  less: { "zh-CN": "小于", en: "less than" },
  "at-most": { "zh-CN": "不大于", en: "at most" },
  between: { "zh-CN": "介于", en: "is between" },
  matches: { "zh-CN": "匹配正则", en: "matches" },
  within: { "zh-CN": "在范围内", en: "is within" },
  exists: { "zh-CN": "有值", en: "exists" },
};
