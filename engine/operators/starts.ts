import { defineOperator } from "../definitions/definition.ts";
import { AnyOfValues } from "./shapes.ts";
import { folded, keywords } from "./texts.ts";

/** `{ fact: channel.id, operator: starts, value: machine- }` */
export const starts = defineOperator({
  name: "starts",
  title: { "zh-CN": "开头是", en: "starts with" },
  help: {
    "zh-CN": "文本以这些字开头；列出几个时，有一个就算。不分大小写和全角半角。",
    en: "The text begins with these characters; of several, any one will do. Case and full-width forms do not count.",
  },
  group: "text",
  value: AnyOfValues,
  on: ["text"],
  sentence: { "zh-CN": "{fact}开头是「{value}」", en: '{fact} starts with "{value}"' },
  example: "{ fact: channel.id, operator: starts, value: machine- }",
  holds: (actual, expected, settings) => {
    const text = folded(actual, settings) ?? "";
    return keywords(expected, settings).some((keyword) => text.startsWith(keyword));
  },
});
