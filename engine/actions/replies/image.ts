import { defineReplyKind, MediaName, mediaOf } from "./reply-kind.ts";

/** `reply: { image: latte.jpg }` */
export const image = defineReplyKind({
  name: "image",
  title: { "zh-CN": "图片", en: "Picture" },
  help: {
    "zh-CN": "一张图片：media/ 里的文件名，或 id:素材编号。",
    en: "A picture: a file in media/, or id:MEDIA_ID.",
  },
  params: MediaName,
  needs: [],
  example: "reply: { image: latte.jpg }",
  message: (name) => ({ kind: "image", media: mediaOf(name) }),
});
