import { defineOperator } from "../definitions/definition.ts";
import { AnyOfValues } from "./shapes.ts";
import { isSame, listOf } from "./texts.ts";

/** `{ fact: weekday, operator: one-of, value: [sat, sun] }` */
export const oneOf = defineOperator({
  name: "one-of",
  title: { "zh-CN": "是其中之一", en: "is one of" },
  help: {
    "zh-CN": "等于列出的任何一个值。",
    en: "Equals any of the listed values.",
  },
  group: "text",
  value: AnyOfValues,
  on: ["text", "number", "time"],
  sentence: { "zh-CN": "{fact}是「{value}」之一", en: '{fact} is one of "{value}"' },
  example: "{ fact: weekday, operator: one-of, value: [sat, sun] }",
  holds: (actual, expected, settings) =>
    listOf(expected).some((one) => isSame(actual, one, settings)),
});
