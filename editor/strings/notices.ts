import type { Both } from "./text.ts";

const zhCn = {
  title: "模板消息与订阅通知",
  help: "模板在公众平台申请；account.yaml 的 templates 给它起名，规则用 notice 发送，用触发器 notice 得知结果。",
  sync: "从微信同步",
  synced: (count: number) => `已同步 ${count} 个模板`,
  templates: "模板",
  none: "公众平台上还没有模板。",
  sorts: { template: "模板消息", subscription: "订阅通知" },
  columns: { title: "标题", names: "名字", fields: "字段", rules: "使用它的规则", id: "编号" },
  unnamed: "（account.yaml 里还没有名字）",
  unused: "没有规则使用",
  missing: (name: string, id: string) => `account.yaml 的 ${name}: ${id} 在公众平台上不存在。`,
  results: "最近的发送结果",
  days: "时间",
  lastDays: (days: number) => `最近 ${days} 天`,
  noResults: "这段时间没有通知的结果。",
  resultColumns: {
    day: "日期（北京时间）",
    template: "模板",
    result: "结果",
    count: "条数",
    why: "原因和办法",
  },
  result: { sent: "已送达", refused: "粉丝拒收", failed: "失败" },
};

const en: typeof zhCn = {
  title: "Notices",
  help: "Templates are applied for in the platform's console; templates in account.yaml names them, rules send them with notice, and the trigger notice tells how they ended.",
  sync: "Read from WeChat",
  synced: (count) => `${count} templates read`,
  templates: "Templates",
  none: "The platform holds no template yet.",
  sorts: { template: "Template message", subscription: "Subscription notice" },
  columns: {
    title: "Title",
    names: "Name",
    fields: "Fields",
    rules: "Rules that use it",
    id: "Id",
  },
  unnamed: "(no name in account.yaml yet)",
  unused: "No rule uses it",
  missing: (name, id) => `${name}: ${id} of account.yaml is not on the platform.`,
  results: "How the last ones ended",
  days: "Time",
  lastDays: (days) => `Last ${days} days`,
  noResults: "No results in this time.",
  resultColumns: {
    day: "Day (Beijing)",
    template: "Template",
    result: "Result",
    count: "Count",
    why: "Why, and what helps",
  },
  result: { sent: "Arrived", refused: "Refused by the follower", failed: "Failed" },
};

/** Words of the page of notices. */
export const noticeWords: Both<typeof zhCn> = { "zh-CN": zhCn, en };
