import { Type } from "typebox";
import { defineFact } from "../definitions/definition.ts";

const value = Type.String();

export const noticeTemplate = defineFact({
  name: "notice.template",
  title: { "zh-CN": "通知的模板", en: "Template of the notice" },
  help: {
    "zh-CN": "这条通知所用模板在 account.yaml 的 templates 里的名称。",
    en: "The template this result is about, by its name under templates in account.yaml.",
  },
  group: "notice",
  value,
  on: "text",
  read: ({ event }) => (event.kind === "notice" ? event.template : undefined),
});

export const noticeReason = defineFact({
  name: "notice.reason",
  title: { "zh-CN": "通知没有送达的原因", en: "Why the notice did not arrive" },
  help: {
    "zh-CN": "refused 表示粉丝拒收；其余是错误码，例如 wechat-43004；送达时没有值。",
    en: "refused when the follower does not take it, otherwise a code such as wechat-43004; nothing when it arrived.",
  },
  group: "notice",
  value,
  on: "text",
  read: ({ event }) => (event.kind === "notice" && event.reason !== "" ? event.reason : undefined),
});
