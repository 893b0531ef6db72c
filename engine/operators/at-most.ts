import { defineOperator } from "../definitions/definition.ts";
import { compare } from "./comparable.ts";
import { ComparedValue } from "./shapes.ts";

/** `{ fact: misses, operator: at-most, value: 2 }` */
export const atMost = defineOperator({
  name: "at-most",
  title: { "zh-CN": "不大于", en: "at most" },
  help: {
    "zh-CN": "小于或等于这个值。可以比较数字、日期和时间；写成文本的数字也算数字，其他都不成立。",
    en: "Less than this value, or equal. Compares numbers, dates and times; text that is a number counts as one, anything else does not hold.",
  },
  group: "order",
  value: ComparedValue,
  on: ["text", "number", "time"],
  sentence: { "zh-CN": "{fact}不大于 {value}", en: "{fact} is at most {value}" },
  example: "{ fact: misses, operator: at-most, value: 2 }",
  holds: (actual, expected, settings) => {
    const order = compare(actual, expected, settings);
    return order !== null && order <= 0;
  },
});
