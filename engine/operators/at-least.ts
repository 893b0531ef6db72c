import { defineOperator } from "../definitions/definition.ts";
import { compare } from "./comparable.ts";
import { ComparedValue } from "./shapes.ts";

/** `{ fact: follower.days, operator: at-least, value: 30 }` */
export const atLeast = defineOperator({
  name: "at-least",
  title: { "zh-CN": "不小于", en: "at least" },
  help: {
    "zh-CN": "大于或等于这个值。可以比较数字、日期和时间；写成文本的数字也算数字，其他都不成立。",
    en: "Greater than this value, or equal. Compares numbers, dates and times; text that is a number counts as one, anything else does not hold.",
  },
  group: "order",
  value: ComparedValue,
  on: ["text", "number", "time"],
  sentence: { "zh-CN": "{fact}不小于 {value}", en: "{fact} is at least {value}" },
  example: "{ fact: follower.days, operator: at-least, value: 30 }",
  holds: (actual, expected, settings) => {
    const order = compare(actual, expected, settings);
    return order !== null && order >= 0;
  },
});
