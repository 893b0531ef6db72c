import { Type } from "typebox";
import { defineFact } from "../definitions/definition.ts";
import { stableHash } from "./stable-hash.ts";

const group = "conversation";
const Count = Type.Integer({ minimum: 0 });

export const dialog = defineFact({
  name: "dialog",
  title: { "zh-CN": "正在对话中", en: "In a dialog" },
  help: {
    "zh-CN": "有提问（ask）正等着这位粉丝回答时为 true，否则 false。",
    en: "true while an ask waits for this follower's answer, otherwise false.",
  },
  group,
  value: Type.Boolean(),
  on: "text",
  read: ({ follower, nowMs }) => (follower?.dialog?.untilMs ?? 0) > nowMs,
});

export const visits = defineFact({
  name: "visits",
  title: { "zh-CN": "执行过几次", en: "Times answered" },
  help: {
    "zh-CN": "这条规则的「那么」为这位粉丝执行过几次；在「那么」里，这一次也算。",
    en: "How often this rule's then ran for this follower; inside then this time counts too.",
  },
  group,
  value: Count,
  on: "number",
  read: ({ follower, rule }) => {
    const fired = follower?.fired ?? {};
    return Object.hasOwn(fired, rule) ? fired[rule]?.count : 0;
  },
});

export const misses = defineFact({
  name: "misses",
  title: { "zh-CN": "连续没答上几次", en: "Misses in a row" },
  help: {
    "zh-CN": "连续几条消息没有规则回答，这一条也算；用在 nothing-matched 规则里。",
    en: "Messages in a row that nothing answered, this one included; for nothing-matched rules.",
  },
  group,
  value: Count,
  on: "number",
  read: ({ follower }) => follower?.misses ?? 0,
});

export const window = defineFact({
  name: "window",
  title: { "zh-CN": "还能发几条客服消息", en: "Customer-service messages left" },
  help: {
    "zh-CN": "现在还可以主动发几条客服消息；窗口已关则为 0。",
    en: "How many customer-service messages may still be sent; 0 when the window is shut.",
  },
  group,
  value: Count,
  on: "number",
  read: ({ follower, nowMs }) => {
    const open = follower?.window ?? null;
    return open === null || open.untilMs <= nowMs ? 0 : Math.max(0, open.left);
  },
});

export const bucket = defineFact({
  name: "bucket",
  title: { "zh-CN": "分组号", en: "Bucket" },
  help: {
    "zh-CN": "0 到 99 的数，同一位粉丝在同一条规则里永远不变，用来做 A/B 测试。",
    en: "A number from 0 to 99 that never changes for a follower and a rule: for A/B tests.",
  },
  group,
  value: Type.Integer({ minimum: 0, maximum: 99 }),
  on: "number",
  read: ({ event, rule }) => stableHash(`${event.follower ?? ""}\n${rule}`) % 100,
});
