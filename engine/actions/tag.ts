import { Type } from "typebox";
import { defineAction } from "../definitions/definition.ts";
import { filledNames, TagNames } from "./tag-names.ts";

/** `tag: VIP` */
export const tag = defineAction({
  name: "tag",
  title: { "zh-CN": "打标签", en: "Add tag" },
  help: {
    "zh-CN":
      "给粉丝打标签，一个或几个。account.yaml 的 tags 里列出的会同步到微信，其他只在这里用。",
    en: "Gives the follower one or several tags. Those listed under tags in account.yaml are mirrored on WeChat, all others are ours alone.",
  },
  group: "follower",
  params: Type.Object({ names: TagNames }, { additionalProperties: false }),
  short: { schema: TagNames, expand: (names) => ({ names: names as string[] }) },
  sentence: { "zh-CN": "打标签「{params}」", en: 'add tag "{params}"' },
  needs: ["user-tags"],
  example: "tag: VIP",
  run: ({ params }) => {
    const change = { add: filledNames(params.names), remove: [] };
    if (change.add.length === 0) return {};
    return { changes: [{ kind: "tags", ...change }], effects: [{ kind: "tag", ...change }] };
  },
});
