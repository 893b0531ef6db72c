import { defineOperator } from "../definitions/definition.ts";
import { compare } from "./comparable.ts";
import { ComparedValue } from "./shapes.ts";

/** `{ fact: visits, operator: greater, value: 3 }` */
export const greater = defineOperator({
  name: "greater",
  title: { "zh-CN": "大于", en: "greater than" },
  help: {
    "zh-CN": "大于这个值。可以比较数字、日期和时间；写成文本的数字也算数字，其他都不成立。",
    en: "Greater than this value. Compares numbers, dates and times; text that is a number counts as one, anything else does not hold.",
  },
  group: "order",
  value: ComparedValue,
  on: ["text", "number", "time"],
  sentence: { "zh-CN": "{fact}大于 {value}", en: "{fact} is greater than {value}" },
  example: "{ fact: visits, operator: greater, value: 3 }",
  holds: (actual, expected, settings) => {
    const order = compare(actual, expected, settings);
    return order !== null && order > 0;
  },
});
