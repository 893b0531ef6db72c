import { Type } from "typebox";
import { defineAction } from "../definitions/definition.ts";
import { resource } from "../definitions/shapes.ts";

/** `goto: hours` */
export const goto = defineAction({
  name: "goto",
  title: { "zh-CN": "转到规则", en: "Go to a rule" },
  help: {
    "zh-CN":
      "结束这个列表，改做另一条规则的 if、then、else；不看它的 when、active 和 limit，取得的值一起带去。",
    en: "Ends this list and runs another rule's if, then, else; its when, active and limit are not asked, and captured names travel along.",
  },
  group: "flow",
  params: Type.Object({ rule: resource("rule") }, { additionalProperties: false }),
  short: { schema: resource("rule"), expand: (rule) => ({ rule: rule as string }) },
  sentence: { "zh-CN": "转到规则「{params.rule}」", en: 'go to rule "{params.rule}"' },
  needs: [],
  example: "goto: hours",
  traits: ["takes-over", "without-follower"],
  run: ({ params }) => ({ next: { goto: params.rule } }),
});
