import type { DiagnosticTable } from "./schema/diagnostic.ts";

/** Where a value and its schema disagree; made from the problems of either checker. */
export const shapeErrors = {
  "unknown-key": {
    severity: "error",
    says: { "zh-CN": "不认识的键“{key}”。", en: 'unknown key "{key}".' },
  },
  "missing-key": {
    severity: "error",
    says: { "zh-CN": "缺少“{key}”。", en: '"{key}" is missing.' },
  },
  "value-missing": {
    severity: "error",
    says: { "zh-CN": "“{key}”后面没有内容。", en: 'nothing stands after "{key}".' },
    mend: {
      "zh-CN": '请补上，或删掉这一行；空的文字写成 ""。',
      en: 'Write it, or delete the line; an empty text is written "".',
    },
  },
  "wrong-type": {
    severity: "error",
    says: {
      "zh-CN": "这里要写{wanted}，而不是“{found}”。",
      en: '{wanted} is wanted here, not "{found}".',
    },
  },
  "not-one-of": {
    severity: "error",
    says: { "zh-CN": "这里不能写“{found}”。", en: '"{found}" cannot stand here.' },
  },
  "too-small": {
    severity: "error",
    says: {
      "zh-CN": "{found} 太小，至少是 {limit}。",
      en: "{found} is too small, at least {limit}.",
    },
  },
  "too-big": {
    severity: "error",
    says: { "zh-CN": "{found} 太大，最多是 {limit}。", en: "{found} is too big, at most {limit}." },
  },
  "not-a-multiple": {
    severity: "error",
    says: {
      "zh-CN": "{found} 应是 {limit} 的倍数。",
      en: "{found} must be a multiple of {limit}.",
    },
  },
  "text-empty": {
    severity: "error",
    says: { "zh-CN": "这里不能为空。", en: "this must not be empty." },
  },
  "text-too-short": {
    severity: "error",
    says: {
      "zh-CN": "文字太短，至少 {limit} 个字。",
      en: "the text is too short, at least {limit} characters.",
    },
  },
  "text-too-long": {
    severity: "error",
    says: {
      "zh-CN": "文字太长，最多 {limit} 个字。",
      en: "the text is too long, at most {limit} characters.",
    },
  },
  "list-empty": {
    severity: "error",
    says: { "zh-CN": "列表不能为空。", en: "the list must not be empty." },
  },
  "list-too-short": {
    severity: "error",
    says: { "zh-CN": "列表至少要有 {limit} 项。", en: "the list needs at least {limit} entries." },
  },
  "list-too-long": {
    severity: "error",
    says: { "zh-CN": "列表最多 {limit} 项。", en: "the list has at most {limit} entries." },
  },
  "list-repeats": {
    severity: "error",
    says: { "zh-CN": "列表里有重复的项。", en: "the list holds an entry twice." },
  },
  "map-empty": {
    severity: "error",
    says: { "zh-CN": "这里至少要写一个键。", en: "at least one key is needed here." },
  },
  "one-key-only": {
    severity: "error",
    says: {
      "zh-CN": "“{first}”和“{second}”只能写一个。",
      en: '"{first}" and "{second}": only one of them can stand here.',
    },
  },
  "keys-too-few": {
    severity: "error",
    says: { "zh-CN": "这里至少要写 {limit} 个键。", en: "at least {limit} keys are needed here." },
  },
  "keys-too-many": {
    severity: "error",
    says: { "zh-CN": "这里最多写 {limit} 个键。", en: "at most {limit} keys may stand here." },
  },
  "wrong-form": {
    severity: "error",
    says: {
      "zh-CN": "“{found}”的写法不对{hint}。",
      en: '"{found}" is not written in the right form{hint}.',
    },
  },
  "wrong-shape": {
    severity: "error",
    says: { "zh-CN": "这里的写法不对。", en: "this is not one of the forms that can stand here." },
  },
} as const satisfies DiagnosticTable;
