import { defineOperator } from "../definitions/definition.ts";
import { OneValue } from "./shapes.ts";
import { isSame } from "./texts.ts";

/** `{ fact: follower.city, operator: not-equals, value: 上海 }` */
export const notEquals = defineOperator({
  name: "not-equals",
  title: { "zh-CN": "不等于", en: "does not equal" },
  help: {
    "zh-CN": "与「等于」正好相反：两边不一样，或者没有值。",
    en: "Exactly the contrary of equals: the sides differ, or there is no value.",
  },
  group: "text",
  value: OneValue,
  on: ["text", "number", "time"],
  sentence: { "zh-CN": "{fact}不等于「{value}」", en: '{fact} does not equal "{value}"' },
  example: "{ fact: follower.city, operator: not-equals, value: 上海 }",
  holds: (actual, expected, settings) => !isSame(actual, expected, settings),
});
