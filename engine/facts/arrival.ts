import { Type } from "typebox";
import type { FactContext } from "../definitions/definition.ts";
import { defineFact } from "../definitions/definition.ts";
import { findChannel } from "./find-channel.ts";
import { valueAt } from "./own.ts";

const value = Type.String();
const channelIn = ({ event }: FactContext): string | undefined =>
  event.kind === "scan" || event.kind === "follow" ? (event.channel ?? undefined) : undefined;

export const channelId = defineFact({
  name: "channel.id",
  title: { "zh-CN": "渠道", en: "Channel" },
  help: {
    "zh-CN": "这次扫码或关注所用的渠道二维码。",
    en: "The channel whose code was scanned, or brought this follow.",
  },
  group: "channel",
  value,
  on: "text",
  read: channelIn,
});

export const channelName = defineFact({
  name: "channel.name",
  title: { "zh-CN": "渠道名称", en: "Name of the channel" },
  help: {
    "zh-CN": "这次所用渠道在 channels.yaml 里的名称。",
    en: "The name in channels.yaml of the channel that was used.",
  },
  group: "channel",
  value,
  on: "text",
  read: (context) => {
    const id = channelIn(context);
    if (id === undefined) return undefined;
    return findChannel(context.settings, id)?.name;
  },
});

export const scanType = defineFact({
  name: "scan.type",
  title: { "zh-CN": "扫码类型", en: "Kind of code" },
  help: {
    "zh-CN": "菜单「扫一扫」扫到的是什么码，例如 qrcode、barcode。",
    en: "What a scan button of the menu read, such as qrcode or barcode.",
  },
  group: "scan",
  value,
  on: "text",
  read: ({ event }) => (event.kind === "menu" ? event.scan?.type : undefined),
});

export const scanResult = defineFact({
  name: "scan.result",
  title: { "zh-CN": "扫码结果", en: "Content of the code" },
  help: {
    "zh-CN": "菜单「扫一扫」扫到的内容。",
    en: "What stood in the code that a scan button of the menu read.",
  },
  group: "scan",
  value,
  on: "text",
  read: ({ event }) => (event.kind === "menu" ? event.scan?.result : undefined),
});

export const eventName = defineFact({
  name: "event.name",
  title: { "zh-CN": "事件名", en: "Name of the event" },
  help: {
    "zh-CN": "页面、插件或接口报来的事件的名字，例如 bound。",
    en: "The name of what a page, a plugin or the API reported, such as bound.",
  },
  group: "event",
  value,
  on: "text",
  read: ({ event }) => (event.kind === "event" ? event.name : undefined),
});

export const eventField = defineFact({
  name: "event.*",
  title: { "zh-CN": "事件的内容", en: "Field of the event" },
  help: {
    "zh-CN": "事件带来的任何内容，例如 event.order。",
    en: "Anything the event carries, such as event.order.",
  },
  group: "event",
  value: Type.Unknown(),
  on: "text",
  read: ({ event }, name) =>
    event.kind === "event" ? valueAt(event.fields, name.slice("event.".length)) : undefined,
});
