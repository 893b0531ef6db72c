import { defineOperator } from "../definitions/definition.ts";
import { AnyOfValues } from "./shapes.ts";
import { isSame, listOf } from "./texts.ts";

/** `{ fact: tags, operator: includes, value: VIP }` */
export const includes = defineOperator({
  name: "includes",
  title: { "zh-CN": "有", en: "includes" },
  help: {
    "zh-CN": "列表里有这个值；列出几个时，有一个就算。例如标签里有「VIP」。",
    en: "The list holds this value; of several, any one will do. For example: the tags include VIP.",
  },
  group: "list",
  value: AnyOfValues,
  on: ["list"],
  sentence: { "zh-CN": "{fact}里有「{value}」", en: '{fact} includes "{value}"' },
  example: "{ fact: tags, operator: includes, value: VIP }",
  holds: (actual, expected, settings) =>
    Array.isArray(actual) &&
    listOf(expected).some((one) => listOf(actual).some((item) => isSame(item, one, settings))),
});
