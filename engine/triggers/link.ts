import { defineTrigger } from "../definitions/definition.ts";
import { filedAny } from "./filed.ts";
import { AnyParams, anyShort } from "./shapes.ts";

/** A link that a follower sends. */
export const link = defineTrigger({
  name: "link",
  title: { "zh-CN": "收到链接", en: "Link" },
  help: {
    "zh-CN":
      "粉丝发来的链接。标题、说明、网址是 {{ message.title }} {{ message.description }} {{ message.url }}。",
    en: "A link that a follower sends; its parts are {{ message.title }}, {{ message.description }} and {{ message.url }}.",
  },
  group: "message",
  params: AnyParams,
  short: anyShort,
  sentence: { "zh-CN": "收到链接", en: "link" },
  needs: [],
  example: "link: any",
  on: ["link"],
  index: () => [filedAny("link")],
  names: () => ["link"],
  match: (_, event) => (event.kind === "link" ? {} : null),
  sample: () => ({ link: { title: "链接", url: "https://example.com/" } }),
});
