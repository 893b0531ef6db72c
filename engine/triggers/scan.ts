import { defineTrigger } from "../definitions/definition.ts";
import { resource } from "../definitions/shapes.ts";
import type { InboundEvent } from "../schema/inbound-event.ts";
import { filedNames, isNamed, namesOf, sampleName } from "./filed.ts";
import { namesParams, namesShort } from "./shapes.ts";

const ChannelName = resource("channel", "warn");

/** The channel whose code was scanned, by a follower or as a first follow. */
const scanned = (event: InboundEvent): string | null =>
  event.kind === "scan" || event.kind === "follow" ? event.channel : null;

/** A channel's code is scanned, by a follower or as a first follow. */
export const scan = defineTrigger({
  name: "scan",
  title: { "zh-CN": "扫渠道二维码", en: "Scan" },
  help: {
    "zh-CN":
      "扫了这个渠道的二维码：已关注的粉丝扫码，或第一次扫码关注都算。末尾可用 *，any 表示任意渠道。",
    en: "The code of this channel is scanned, by a follower or as a first follow. A trailing * may end its name, any stands for every channel.",
  },
  group: "follower",
  params: namesParams(ChannelName),
  short: namesShort(ChannelName),
  sentence: { "zh-CN": "扫码「{params.names}」", en: 'scan "{params.names}"' },
  needs: [],
  example: "scan: poster-01",
  on: ["scan", "follow"],
  index: (params) =>
    filedNames("scan", params.names).map((filed) => ({ ...filed, late: true as const })),
  names: (event) => {
    const channel = scanned(event);
    return channel === null ? [] : namesOf("scan", channel);
  },
  match: (params, event) => {
    const channel = scanned(event);
    return channel !== null && isNamed(params.names, channel) ? {} : null;
  },
  sample: (params) => {
    const channel = sampleName(params.names);
    return channel === null ? null : { scan: channel };
  },
});
