import { Type } from "typebox";
import { saidText } from "../../definitions/shapes.ts";
import { MESSAGE_LIMITS } from "../../limits.ts";
import { cutText } from "./cut-text.ts";
import { defineReplyKind, MediaName, mediaOf } from "./reply-kind.ts";

const { titleBytes, descriptionBytes } = MESSAGE_LIMITS.video;

/** `reply: { video: { media: tour.mp4, title: 编钟 } }` */
export const video = defineReplyKind({
  name: "video",
  title: { "zh-CN": "视频", en: "Video" },
  help: {
    "zh-CN": "一段视频：media/ 里的文件名或 id:素材编号，可带标题和说明。",
    en: "A video: a file in media/ or id:MEDIA_ID, perhaps with a title and a description.",
  },
  params: Type.Union([
    MediaName,
    Type.Object(
      {
        media: MediaName,
        title: Type.Optional(saidText(titleBytes)),
        description: Type.Optional(saidText(descriptionBytes)),
      },
      { additionalProperties: false },
    ),
  ]),
  needs: [],
  example: "reply: { video: { media: tour.mp4, title: 编钟, description: 两千四百年前的声音 } }",
  message: (value) => {
    const {
      media,
      title = "",
      description = "",
    } = typeof value === "string" ? { media: value } : value;
    return {
      kind: "video",
      media: mediaOf(media),
      title: cutText(title, titleBytes),
      description: cutText(description, descriptionBytes),
    };
  },
});
