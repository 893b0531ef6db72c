import { defineTrigger } from "../definitions/definition.ts";
import { resource } from "../definitions/shapes.ts";
import { filedNames, isNamed, namesOf, sampleName } from "./filed.ts";
import { namesParams, namesShort } from "./shapes.ts";

const ChannelName = resource("channel", "warn");

/** Somebody follows, perhaps through a channel's code. */
export const follow = defineTrigger({
  name: "follow",
  title: { "zh-CN": "关注", en: "Follow" },
  help: {
    "zh-CN":
      "新粉丝关注。any 表示不论来源；写渠道则只在扫该渠道二维码关注时；末尾可用 *。同一次关注，follow 先于同名的 scan。",
    en: "Somebody follows: any, or through the code of a channel; a trailing * may end its name. For one event follow goes before scan of the same name.",
  },
  group: "follower",
  params: namesParams(ChannelName),
  short: namesShort(ChannelName),
  sentence: { "zh-CN": "关注「{params.names}」", en: 'follow "{params.names}"' },
  needs: [],
  example: "follow: any",
  on: ["follow"],
  index: (params) => filedNames("follow", params.names),
  names: (event) => (event.kind === "follow" ? namesOf("follow", event.channel) : []),
  match: (params, event) =>
    event.kind === "follow" && isNamed(params.names, event.channel) ? {} : null,
  sample: (params) => ({ follow: sampleName(params.names) ?? "any" }),
});
