import type { XmlElement } from "../../wechat/wire/xml.ts";
import type { Fields, ReadFields } from "./push.ts";
import { find, number, position, read } from "./push.ts";

const video = (push: XmlElement, short: boolean): Fields => ({
  kind: "video",
  mediaId: read(push, "MediaId"),
  thumbMediaId: read(push, "ThumbMediaId"),
  short,
});

/** What a follower sends, by `MsgType`. */
export const messages: Readonly<Record<string, ReadFields>> = {
  text: (push) => ({
    kind: "text",
    text: read(push, "Content"),
    menuItem: find(push, "bizmsgmenuid") ?? null,
  }),
  image: (push) => ({ kind: "image", mediaId: read(push, "MediaId"), url: read(push, "PicUrl") }),
  voice: (push) => ({
    kind: "voice",
    mediaId: read(push, "MediaId"),
    format: read(push, "Format"),
    recognised: find(push, "Recognition") ?? null,
  }),
  video: (push) => video(push, false),
  shortvideo: (push) => video(push, true),
  location: (push) => {
    const at = position(read(push, "Location_X"), read(push, "Location_Y"));
    if (at === null) return null;
    return { kind: "location", ...at, how: "sent", label: read(push, "Label"), precisionM: null };
  },
  link: (push) => ({
    kind: "link",
    title: read(push, "Title"),
    description: read(push, "Description"),
    url: read(push, "Url"),
  }),
  file: (push) => ({
    kind: "file",
    title: read(push, "Title"),
    description: read(push, "Description"),
    bytes: number(read(push, "FileTotalLen")) ?? 0,
  }),
};
