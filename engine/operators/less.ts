import { defineOperator } from "../definitions/definition.ts";
import { compare } from "./comparable.ts";
import { ComparedValue } from "./shapes.ts";

/** `{ fact: distance, operator: less, value: 3000 }` */
export const less = defineOperator({
  name: "less",
  title: { "zh-CN": "小于", en: "less than" },
  help: {
    "zh-CN": "小于这个值。可以比较数字、日期和时间；写成文本的数字也算数字，其他都不成立。",
    en: "Less than this value. Compares numbers, dates and times; text that is a number counts as one, anything else does not hold.",
  },
  group: "order",
  value: ComparedValue,
  on: ["text", "number", "time"],
  sentence: { "zh-CN": "{fact}小于 {value}", en: "{fact} is less than {value}" },
  example: "{ fact: distance, operator: less, value: 3000 }",
  holds: (actual, expected, settings) => {
    const order = compare(actual, expected, settings);
    return order !== null && order < 0;
  },
});
