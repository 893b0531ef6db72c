import { defineOperator } from "../definitions/definition.ts";
import { PatternText } from "../definitions/shapes.ts";
import { plainText } from "../text/fold.ts";
import { searchPattern } from "../text/pattern.ts";
import { asText } from "./texts.ts";

/** `{ fact: text, operator: matches, value: '^[A-Z]{2}\d{3,4}$' }` */
export const matches = defineOperator({
  name: "matches",
  title: { "zh-CN": "匹配正则", en: "matches" },
  help: {
    "zh-CN":
      "文本里有一处符合这个正则表达式（RE2 语法）。全角先变半角；区分大小写，除非以 (?i) 开头。",
    en: "Some part of the text fits this pattern (RE2). Full-width forms are made narrow first; case counts unless it begins with (?i).",
  },
  group: "text",
  value: PatternText,
  on: ["text"],
  sentence: { "zh-CN": "{fact}匹配 {value}", en: "{fact} matches {value}" },
  example: "{ fact: text, operator: matches, value: '^[A-Z]{2}\\d{3,4}$' }",
  holds: (actual, expected) => {
    const text = asText(actual);
    return text !== null && searchPattern(expected, plainText(text)) !== null;
  },
});
