import { Type } from "typebox";
import { defineAction } from "../definitions/definition.ts";

/** `- silent` */
export const silent = defineAction({
  name: "silent",
  title: { "zh-CN": "不回复", en: "Say nothing" },
  help: {
    "zh-CN": "有意不说话：这条规则算回答了，粉丝什么也看不到。",
    en: "Says nothing on purpose: the rule has answered and the follower sees nothing.",
  },
  group: "talk",
  params: Type.Object({}, { additionalProperties: false }),
  short: { schema: Type.Literal("any"), expand: () => ({}) },
  sentence: { "zh-CN": "不回复", en: "say nothing" },
  needs: [],
  example: "silent",
  traits: ["answers", "without-follower"],
  run: () => ({ say: [] }),
});
