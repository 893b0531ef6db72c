import { defineOperator } from "../definitions/definition.ts";
import { AnyOfValues } from "./shapes.ts";
import { folded, keywords } from "./texts.ts";

/** `{ fact: text, operator: ends, value: 吗 }` */
export const ends = defineOperator({
  name: "ends",
  title: { "zh-CN": "结尾是", en: "ends with" },
  help: {
    "zh-CN": "文本以这些字结尾；列出几个时，有一个就算。不分大小写和全角半角。",
    en: "The text ends with these characters; of several, any one will do. Case and full-width forms do not count.",
  },
  group: "text",
  value: AnyOfValues,
  on: ["text"],
  sentence: { "zh-CN": "{fact}结尾是「{value}」", en: '{fact} ends with "{value}"' },
  example: "{ fact: text, operator: ends, value: 吗 }",
  holds: (actual, expected, settings) => {
    const text = folded(actual, settings) ?? "";
    return keywords(expected, settings).some((keyword) => text.endsWith(keyword));
  },
});
