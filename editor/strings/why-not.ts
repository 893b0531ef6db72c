import type { Both } from "./text.ts";

const zhCn = {
  title: (rule: string) => `「${rule}」为什么没触发？`,
  help: "写上粉丝发来的话，看看这条规则为什么没有回答。",
  message: "粉丝发来的话",
  of: "看哪一份规则",
  ofs: { draft: "草稿", published: "线上" },
  time: "什么时候（空 = 现在）",
  tags: "粉丝的标签",
  ask: "查看原因",
  fires: "会触发：这条规则会回答这句话。",
  firesElse: "会触发：条件不满足，走「否则」。",
  doesNot: "不会触发，原因从上到下先改第一条：",
  expected: "要求",
  actual: "实际",
  change: "最小的改动",
  winner: (rule: string) => `这句话由「${rule}」回答`,
  ladder: "完整的决策过程",
};

const en: typeof zhCn = {
  title: (rule) => `Why did “${rule}” not answer?`,
  help: "Type what the follower wrote, and see why this rule did not answer.",
  message: "What the follower wrote",
  of: "Which rules",
  ofs: { draft: "Draft", published: "Published" },
  time: "When (empty = now)",
  tags: "The follower's tags",
  ask: "Show why",
  fires: "It does: this rule answers this message.",
  firesElse: "It does: its condition does not hold and it takes “else”.",
  doesNot: "It does not. Mend the first reason first:",
  expected: "expected",
  actual: "actual",
  change: "The smallest change",
  winner: (rule) => `“${rule}” answers this message`,
  ladder: "The whole decision",
};

/** Words of the dialog that explains why a rule did not answer. */
export const whyNotWords: Both<typeof zhCn> = { "zh-CN": zhCn, en };
