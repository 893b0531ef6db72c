import { defineTrigger } from "../definitions/definition.ts";
import { filedAny } from "./filed.ts";
import { AnyParams, anyShort } from "./shapes.ts";

/** A picture that a follower sends. */
export const image = defineTrigger({
  name: "image",
  title: { "zh-CN": "收到图片", en: "Image" },
  help: {
    "zh-CN": "粉丝发来的图片。",
    en: "A picture that a follower sends.",
  },
  group: "message",
  params: AnyParams,
  short: anyShort,
  sentence: { "zh-CN": "收到图片", en: "image" },
  needs: [],
  example: "image: any",
  on: ["image"],
  index: () => [filedAny("image")],
  names: () => ["image"],
  match: (_, event) => (event.kind === "image" ? {} : null),
  sample: () => ({ image: "any" }),
});
