import { Type } from "typebox";
import { defineAction } from "../definitions/definition.ts";
import { ReminderId } from "./remind.ts";

/** `forget: voucher` */
export const forget = defineAction({
  name: "forget",
  title: { "zh-CN": "取消提醒", en: "Forget a reminder" },
  help: {
    "zh-CN": "取消这位粉丝的一个提醒（remind 的 id）；没有这个提醒不算错。",
    en: "Takes back one reminder of this follower, by the id of remind; one that is not there is no mistake.",
  },
  group: "flow",
  params: Type.Object({ id: ReminderId }, { additionalProperties: false }),
  short: { schema: ReminderId, expand: (id) => ({ id: id as string }) },
  sentence: { "zh-CN": "取消提醒「{params}」", en: 'forget the reminder "{params}"' },
  needs: [],
  example: "forget: voucher",
  run: ({ params }) => ({
    changes: [{ kind: "stop-waiting", what: "reminder", id: params.id }],
  }),
});
