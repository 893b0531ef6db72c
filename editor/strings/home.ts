import type { Both } from "./text.ts";

const zhCn = {
  title: "首页",
  hello: (name: string) => `${name}，你好`,
  begin: "新建关键词回复",
  beginHelp: "写一个关键词和一段回复，马上就能在手机里试。",
  template: "从模板开始",
  templateHelp: "欢迎语、营业时间、最近门店……填几个空就好。",
  tryPhone: "在手机里试一句话",
  tryPhoneHelp: "右边的手机用的就是同一个引擎，不会打扰真实粉丝。",
  todo: "待办",
  nothing: "没有要处理的事",
  today: "今天",
  figures: {
    deliveriesToday: "收到消息",
    answeredToday: "自动回复",
    unmatchedToday: "未匹配",
    failedToday: "出错",
    rules: "规则",
  },
  changes: (count: number) => `草稿有 ${count} 处未发布`,
  conflicts: (count: number) => `${count} 处与别人的改动冲突`,
  errors: (count: number) => `${count} 处错误`,
  warnings: (count: number) => `${count} 处提醒`,
  rulesOff: (count: number) => `${count} 条规则已紧急停用`,
  failed: (count: number) => `今天有 ${count} 条消息出错`,
  noPush: "还没有收到过微信的消息",
  connect: "查看接入设置",
};

const en: typeof zhCn = {
  title: "Home",
  hello: (name) => `Hello ${name}`,
  begin: "New keyword reply",
  beginHelp: "A keyword and a reply; then try it on the phone at once.",
  template: "Start from a template",
  templateHelp: "Welcome, opening hours, nearest shop: fill in a few blanks.",
  tryPhone: "Try a message on the phone",
  tryPhoneHelp: "The phone at the right runs the same engine and bothers no real follower.",
  todo: "To do",
  nothing: "Nothing to do",
  today: "Today",
  figures: {
    deliveriesToday: "Received",
    answeredToday: "Answered",
    unmatchedToday: "Unmatched",
    failedToday: "Failed",
    rules: "Rules",
  },
  changes: (count) => `${count} unpublished ${count === 1 ? "change" : "changes"}`,
  conflicts: (count) => `${count} in conflict with somebody's change`,
  errors: (count) => `${count} ${count === 1 ? "mistake" : "mistakes"}`,
  warnings: (count) => `${count} ${count === 1 ? "warning" : "warnings"}`,
  rulesOff: (count) => `${count} rules are switched off in an emergency`,
  failed: (count) => `${count} messages failed today`,
  noPush: "WeChat has not sent anything yet",
  connect: "How to connect",
};

/** Words of the first page. */
export const homeWords: Both<typeof zhCn> = { "zh-CN": zhCn, en };
