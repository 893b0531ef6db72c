import { Type } from "typebox";
import type { FactContext } from "../definitions/definition.ts";
import { defineFact } from "../definitions/definition.ts";
import { spokenText } from "../text/spoken-text.ts";

const group = "message";
const value = Type.String();

export const text = defineFact({
  name: "text",
  title: { "zh-CN": "消息文字", en: "Text of the message" },
  help: {
    "zh-CN": "粉丝发来的原文；语音则是识别出的文字。",
    en: "What the follower wrote, as sent; of a voice message what was recognised.",
  },
  group,
  value,
  on: "text",
  read: ({ event }) => spokenText(event) ?? undefined,
});

export const rest = defineFact({
  name: "rest",
  title: { "zh-CN": "关键词后面的文字", en: "Text after the keyword" },
  help: {
    "zh-CN": "触发条件「开头是」命中时，关键词后面剩下的文字；可能为空。",
    en: "What stood behind the keyword that a message starts with; may be empty.",
  },
  group,
  value,
  on: "text",
  // Captured by the trigger; the look-up finds it there before it comes here.
  read: ({ captured }) => captured.rest,
});

export const messageType = defineFact({
  name: "message.type",
  title: { "zh-CN": "消息类型", en: "Kind of message" },
  help: {
    "zh-CN":
      "text 文字、voice 语音、image 图片、video 视频、link 链接、file 文件、location 位置；事件则是 follow、unfollow、scan、menu、event。",
    en: "text, voice, image, video, link, file or location; of events follow, unfollow, scan, menu or event.",
  },
  group,
  value,
  on: "text",
  read: ({ event }) => (event.kind === "due" || event.kind === "other" ? undefined : event.kind),
});

export const messageTitle = defineFact({
  name: "message.title",
  title: { "zh-CN": "消息标题", en: "Title of the message" },
  help: {
    "zh-CN": "链接的标题，或文件名。",
    en: "The title of a link, or the name of a file.",
  },
  group,
  value,
  on: "text",
  read: ({ event }) => (event.kind === "link" || event.kind === "file" ? event.title : undefined),
});

export const messageUrl = defineFact({
  name: "message.url",
  title: { "zh-CN": "消息网址", en: "Address in the message" },
  help: {
    "zh-CN": "链接的网址，或图片的网址。",
    en: "The address of a link, or of a picture.",
  },
  group,
  value,
  on: "text",
  read: ({ event }) => (event.kind === "link" || event.kind === "image" ? event.url : undefined),
});

export const messageDescription = defineFact({
  name: "message.description",
  title: { "zh-CN": "消息说明", en: "Description in the message" },
  help: {
    "zh-CN": "链接或文件的说明文字。",
    en: "What a link or a file says of itself.",
  },
  group,
  value,
  on: "text",
  read: ({ event }) =>
    event.kind === "link" || event.kind === "file" ? event.description : undefined,
});

export const messageLabel = defineFact({
  name: "message.label",
  title: { "zh-CN": "位置名称", en: "Name of the position" },
  help: {
    "zh-CN": "发来的位置所写的地名或地址。",
    en: "The place or address written under the position that was sent.",
  },
  group,
  value,
  on: "text",
  read: ({ event }) => {
    if (event.kind === "location") return event.label;
    return event.kind === "menu" ? event.position?.label : undefined;
  },
});

export const messageFormat = defineFact({
  name: "message.format",
  title: { "zh-CN": "语音格式", en: "Voice format" },
  help: { "zh-CN": "语音的格式，例如 amr。", en: "The format of a voice message, such as amr." },
  group,
  value,
  on: "text",
  read: ({ event }) => (event.kind === "voice" ? event.format : undefined),
});

export const messageRecognised = defineFact({
  name: "message.recognised",
  title: { "zh-CN": "语音已识别", en: "Voice recognised" },
  help: {
    "zh-CN": "语音是否识别出了文字：true 或 false；不是语音就没有值。",
    en: "Whether words were recognised in a voice message: true or false; no value for anything else.",
  },
  group,
  value: Type.Boolean(),
  on: "text",
  read: ({ event }) => (event.kind === "voice" ? spokenText(event) !== null : undefined),
});

/** A picture or position that a menu tap asked for arrives within this time. */
const TAP_FOLLOWS_MS = 60_000;
const tappedBefore = ({ event, follower, nowMs, tap: found }: FactContext): string | undefined => {
  const isWanted = event.kind === "image" || (event.kind === "location" && event.how === "sent");
  const tap = found ?? follower?.tap ?? null;
  if (!isWanted || tap === null || nowMs - tap.atMs > TAP_FOLLOWS_MS) return undefined;
  return tap.key;
};
export const messageMenu = defineFact({
  name: "message.menu",
  title: { "zh-CN": "来自哪个菜单", en: "Menu button it came from" },
  help: {
    "zh-CN": "点击的菜单按钮的 key；拍照、选图或选位置的菜单之后发来的图片和位置也带着它。",
    en: "The key of the tapped menu button; pictures and positions that a button asked for carry it too.",
  },
  group,
  value,
  on: "text",
  read: (context) => (context.event.kind === "menu" ? context.event.button : tappedBefore(context)),
});
