import { defineOperator } from "../definitions/definition.ts";
import { OneValue } from "./shapes.ts";
import { isSame } from "./texts.ts";

/** `{ fact: follower.city, operator: equals, value: 上海 }` */
export const equals = defineOperator({
  name: "equals",
  title: { "zh-CN": "等于", en: "equals" },
  help: {
    "zh-CN": "两边完全一样。不分大小写、全角半角和首尾空格；没有值等于空文本。",
    en: "Both sides are the same. Case, full-width forms and spaces at the ends do not count; a missing value equals an empty text.",
  },
  group: "text",
  value: OneValue,
  on: ["text", "number", "time"],
  sentence: { "zh-CN": "{fact}等于「{value}」", en: '{fact} equals "{value}"' },
  example: "{ fact: follower.city, operator: equals, value: 上海 }",
  holds: (actual, expected, settings) => isSame(actual, expected, settings),
});
