import type { Both } from "./text.ts";

const zhCn = {
  title: "模板",
  help: "选一个模板，填几个空，就得到能用的规则和测试。添加后在草稿里，之后可以随意改。",
  use: "用这个模板",
  fill: (title: string) => `填写：${title}`,
  preview: "预览 YAML",
  add: "添加到草稿",
  added: (count: number) => `已添加 ${count} 条规则`,
  required: "请填写",
  listHelp: "每行一个，或用逗号、顿号分开",
  problems: "有问题，改好后再添加",
  yaml: "将要添加的内容",
};

const en: typeof zhCn = {
  title: "Templates",
  help: "Choose a template and fill in a few blanks: working rules with their tests. They go into the draft and stay yours to change.",
  use: "Use this template",
  fill: (title) => `Fill in: ${title}`,
  preview: "Preview YAML",
  add: "Add to the draft",
  added: (count) => `${count} ${count === 1 ? "rule" : "rules"} added`,
  required: "Please fill this in",
  listHelp: "One a line, or divided by commas",
  problems: "There are mistakes; mend them first",
  yaml: "What will be added",
};

/** Words of the gallery of templates. */
export const templatesWords: Both<typeof zhCn> = { "zh-CN": zhCn, en };
