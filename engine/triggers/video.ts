import { defineTrigger } from "../definitions/definition.ts";
import { filedAny } from "./filed.ts";
import { AnyParams, anyShort } from "./shapes.ts";

/** A video, short or not. */
export const video = defineTrigger({
  name: "video",
  title: { "zh-CN": "收到视频", en: "Video" },
  help: {
    "zh-CN": "粉丝发来的视频或小视频。",
    en: "A video or a short video that a follower sends.",
  },
  group: "message",
  params: AnyParams,
  short: anyShort,
  sentence: { "zh-CN": "收到视频", en: "video" },
  needs: [],
  example: "video: any",
  on: ["video"],
  index: () => [filedAny("video")],
  names: () => ["video"],
  match: (_, event) => (event.kind === "video" ? {} : null),
  sample: () => ({ video: "any" }),
});
