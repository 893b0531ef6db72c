import type { DiagnosticTable } from "./schema/diagnostic.ts";

/** Why a plugin cannot be used; found when its process loads it. */
export const pluginErrors = {
  "plugin-not-loaded": {
    severity: "error",
    says: {
      "zh-CN": "插件“{name}”无法加载：{reason}",
      en: 'plugin "{name}" cannot be loaded: {reason}',
    },
  },
  "plugin-empty": {
    severity: "error",
    says: {
      "zh-CN": "插件“{name}”没有定义动作或名称。",
      en: 'plugin "{name}" defines no action and no fact.',
    },
    mend: {
      "zh-CN": "请导出 defineAction 或 defineFact 的结果；共用的代码放进子文件夹。",
      en: "Export what defineAction or defineFact gives; shared code goes into a folder below.",
    },
  },
  "plugin-definition": {
    severity: "error",
    says: {
      "zh-CN": "插件里“{name}”的定义不正确：{reason}",
      en: 'the definition of "{name}" in the plugin is wrong: {reason}',
    },
  },
  "plugin-short": {
    severity: "error",
    says: {
      "zh-CN": "插件里“{name}”的 short.expand 只能把值放进一个参数。",
      en: 'short.expand of "{name}" may only put the value into one parameter.',
    },
    mend: {
      "zh-CN": "写成 (value) => ({ names: value })。",
      en: "Write (value) => ({ names: value }).",
    },
  },
  "plugin-name-taken": {
    severity: "error",
    says: {
      "zh-CN": "“{name}”这个名字已经被{owner}使用。",
      en: 'the name "{name}" is already used by {owner}.',
    },
  },
} as const satisfies DiagnosticTable;
