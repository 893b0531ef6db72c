import { Type } from "typebox";
import { defineOperator } from "../definitions/definition.ts";
import { compare } from "./comparable.ts";
import { ComparedValue } from "./shapes.ts";

/** `{ fact: date, operator: between, value: [2026-10-01, 2026-10-07] }` */
export const between = defineOperator({
  name: "between",
  title: { "zh-CN": "介于", en: "is between" },
  help: {
    "zh-CN": "在两个值之间，两端都算。可以比较数字、日期和时间；过午夜的时间段请用「在范围内」。",
    en: "Lies between two values, both ends in. Compares numbers, dates and times; for hours that pass midnight use within.",
  },
  group: "order",
  value: Type.Array(ComparedValue, { minItems: 2, maxItems: 2 }),
  on: ["text", "number", "time"],
  sentence: { "zh-CN": "{fact}介于 {value} 之间", en: "{fact} is between {value}" },
  example: "{ fact: date, operator: between, value: [2026-10-01, 2026-10-07] }",
  holds: (actual, [least = "", most = ""], settings) => {
    const fromLeast = compare(actual, least, settings);
    const fromMost = compare(actual, most, settings);
    return fromLeast !== null && fromMost !== null && fromLeast >= 0 && fromMost <= 0;
  },
});
