import { defineOperator } from "../definitions/definition.ts";
import { AnyOfValues } from "./shapes.ts";
import { folded, keywords } from "./texts.ts";

/** `{ fact: text, operator: has, value: [退款, 退货] }` */
export const has = defineOperator({
  name: "has",
  title: { "zh-CN": "包含", en: "contains" },
  help: {
    "zh-CN": "文本里有这些字；列出几个时，有一个就算。不分大小写和全角半角。",
    en: "The text holds these characters; of several, any one will do. Case and full-width forms do not count.",
  },
  group: "text",
  value: AnyOfValues,
  on: ["text"],
  sentence: { "zh-CN": "{fact}包含「{value}」", en: '{fact} contains "{value}"' },
  example: "{ fact: text, operator: has, value: [退款, 退货] }",
  holds: (actual, expected, settings) => {
    const text = folded(actual, settings) ?? "";
    return keywords(expected, settings).some((keyword) => text.includes(keyword));
  },
});
