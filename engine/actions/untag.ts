import { Type } from "typebox";
import { defineAction } from "../definitions/definition.ts";
import { filledNames, TagNames } from "./tag-names.ts";

/** `untag: VIP` */
export const untag = defineAction({
  name: "untag",
  title: { "zh-CN": "去标签", en: "Remove tag" },
  help: {
    "zh-CN": "去掉粉丝的标签，一个或几个；没有的不算错。",
    en: "Takes one or several tags away; one that is not there is no mistake.",
  },
  group: "follower",
  params: Type.Object({ names: TagNames }, { additionalProperties: false }),
  short: { schema: TagNames, expand: (names) => ({ names: names as string[] }) },
  sentence: { "zh-CN": "去标签「{params}」", en: 'remove tag "{params}"' },
  needs: ["user-tags"],
  example: "untag: 会员",
  run: ({ params }) => {
    const change = { add: [], remove: filledNames(params.names) };
    if (change.remove.length === 0) return {};
    return { changes: [{ kind: "tags", ...change }], effects: [{ kind: "tag", ...change }] };
  },
});
