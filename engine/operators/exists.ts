import { Type } from "typebox";
import { defineOperator } from "../definitions/definition.ts";
import type { Json } from "../schema/words.ts";

const isThere = (value: Json): boolean => {
  if (value === null || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
};

/** `{ fact: follower.phone, operator: exists, value: true }` */
export const exists = defineOperator({
  name: "exists",
  title: { "zh-CN": "有值", en: "exists" },
  help: {
    "zh-CN": "true：有这个值；false：没有。空文本和空列表算没有。",
    en: "true: there is a value; false: there is none. An empty text or list counts as none.",
  },
  group: "any",
  value: Type.Boolean(),
  on: ["text", "number", "time", "list", "place"],
  sentence: { "zh-CN": "{fact}有值：{value}", en: "{fact} exists: {value}" },
  example: "{ fact: follower.phone, operator: exists, value: true }",
  holds: (actual, expected) => isThere(actual) === expected,
});
