import { Type } from "typebox";
import { saidText } from "../../definitions/shapes.ts";
import { MESSAGE_LIMITS } from "../../limits.ts";
import { cutText } from "./cut-text.ts";
import { address, defineReplyKind, MediaName, mediaOf } from "./reply-kind.ts";

const { titleBytes, urlBytes } = MESSAGE_LIMITS.music;

/** `reply: { music: { thumb: cover.jpg, url: "https://…/30.mp3", title: 古琴 } }` */
export const music = defineReplyKind({
  name: "music",
  title: { "zh-CN": "音乐", en: "Music" },
  help: {
    "zh-CN": "一首音乐：网址、封面图（media/ 里的文件名或 id:素材编号）和标题。",
    en: "A piece of music: its address, a cover (a file in media/ or id:MEDIA_ID) and a title.",
  },
  params: Type.Object(
    { thumb: MediaName, url: address(urlBytes), title: Type.Optional(saidText(titleBytes)) },
    { additionalProperties: false },
  ),
  needs: [],
  example:
    'reply: { music: { thumb: cover.jpg, url: "https://museum.example/30.mp3", title: 古琴 } }',
  message: ({ thumb, url, title = "" }) => ({
    kind: "music",
    thumb: mediaOf(thumb),
    url,
    title: cutText(title, titleBytes),
  }),
});
