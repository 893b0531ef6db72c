import { defineTrigger } from "../definitions/definition.ts";
import { filedAny } from "./filed.ts";
import { AnyParams, anyShort } from "./shapes.ts";

/** Somebody stopped following. */
export const unfollow = defineTrigger({
  name: "unfollow",
  title: { "zh-CN": "取消关注", en: "Unfollow" },
  help: {
    "zh-CN": "粉丝取消了关注。此后不能再给他发任何消息，所以这里不能写回复。",
    en: "Somebody stopped following. Nothing can be said to them any more, so no reply may stand here.",
  },
  group: "follower",
  params: AnyParams,
  short: anyShort,
  sentence: { "zh-CN": "取消关注", en: "unfollow" },
  needs: [],
  example: "unfollow: any",
  on: ["unfollow"],
  index: () => [filedAny("unfollow")],
  names: () => ["unfollow"],
  match: (_, event) => (event.kind === "unfollow" ? {} : null),
  sample: () => ({ unfollow: "any" }),
});
