import type { Both } from "./text.ts";

const zhCn = {
  label: "规则的 YAML",
  loading: "正在打开 YAML 编辑器…",
  failed: "YAML 编辑器没有打开，先用普通文本框编辑。",
  copy: "复制",
  copied: "已复制",
  fold: "全部折叠",
  unfold: "全部展开",
  edited: "改 YAML",
  show: "显示 YAML",
  hide: "隐藏 YAML",
};

const en: typeof zhCn = {
  label: "YAML of the rule",
  loading: "Opening the YAML editor…",
  failed: "The YAML editor did not open; a plain field takes its place.",
  copy: "Copy",
  copied: "Copied",
  fold: "Fold all",
  unfold: "Unfold all",
  edited: "change YAML",
  show: "Show YAML",
  hide: "Hide YAML",
};

/** Words of the YAML pane. */
export const yamlWords: Both<typeof zhCn> = { "zh-CN": zhCn, en };
