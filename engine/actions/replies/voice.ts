import { defineReplyKind, MediaName, mediaOf } from "./reply-kind.ts";

/** `reply: { voice: welcome.mp3 }` */
export const voice = defineReplyKind({
  name: "voice",
  title: { "zh-CN": "语音", en: "Voice" },
  help: {
    "zh-CN": "一段语音：media/ 里的文件名，或 id:素材编号。",
    en: "A voice message: a file in media/, or id:MEDIA_ID.",
  },
  params: MediaName,
  needs: [],
  example: "reply: { voice: welcome.mp3 }",
  message: (name) => ({ kind: "voice", media: mediaOf(name) }),
});
