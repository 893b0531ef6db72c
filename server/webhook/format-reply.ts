import type { Media, Reply } from "../../engine/index.ts";
import type { XmlField } from "../wechat/wire/xml.ts";
import { writeXml } from "../wechat/wire/xml.ts";

/** Who answers whom, and how many articles the platform shows there: 1 after a message, 8 after an event. */
export interface ReplyHead {
  readonly to: string;
  readonly from: string;
  readonly nowMs: number;
  readonly articles: number;
}

const mediaId = (media: Media): string => {
  if ("mediaId" in media) return media.mediaId;
  const name = "file" in media ? media.file : media.channel;
  throw new Error(`the media "${name}" was not made into an id of the platform`);
};
/** Optional elements are left out rather than empty. */
const unlessEmpty = (name: string, text: string): XmlField[] => (text === "" ? [] : [[name, text]]);

type Kind = Reply["kind"];
/** `Extract` finds nothing where several kinds share one shape. */
type ReplyOf<K extends Kind, R extends Reply = Reply> = R extends Reply
  ? K extends R["kind"]
    ? R
    : never
  : never;
type Write<K extends Kind> = (reply: ReplyOf<K>, head: ReplyHead) => readonly XmlField[];

const writers: { readonly [K in Kind]: Write<K> } = {
  text: (reply) => [
    ["MsgType", "text"],
    ["Content", reply.text],
  ],
  image: (reply) => [
    ["MsgType", "image"],
    ["Image", [["MediaId", mediaId(reply.media)]]],
  ],
  voice: (reply) => [
    ["MsgType", "voice"],
    ["Voice", [["MediaId", mediaId(reply.media)]]],
  ],
  video: (reply) => [
    ["MsgType", "video"],
    [
      "Video",
      [
        ["MediaId", mediaId(reply.media)],
        ...unlessEmpty("Title", reply.title),
        ...unlessEmpty("Description", reply.description),
      ],
    ],
  ],
  music: (reply) => [
    ["MsgType", "music"],
    [
      "Music",
      [
        ...unlessEmpty("Title", reply.title),
        ...unlessEmpty("MusicUrl", reply.url),
        ...unlessEmpty("HQMusicUrl", reply.url),
        ["ThumbMediaId", mediaId(reply.thumb)],
      ],
    ],
  ],
  articles: (reply, head) => {
    const articles = reply.articles.slice(0, head.articles);
    return [
      ["MsgType", "news"],
      ["ArticleCount", articles.length],
      [
        "Articles",
        articles.map(
          (article): XmlField => [
            "item",
            [
              ["Title", article.title],
              ["Description", article.description],
              ["PicUrl", article.picture],
              ["Url", article.url],
            ],
          ],
        ),
      ],
    ];
  },
  transfer: (reply) => [
    ["MsgType", "transfer_customer_service"],
    ...(reply.agent === null
      ? []
      : [["TransInfo", [["KfAccount", reply.agent]]] satisfies XmlField]),
  ],
};

/** A reply as the platform takes it in the HTTP response, before sealing. Throws when a media file has not become an id before. */
export const formatReply = (reply: Reply, head: ReplyHead): string => {
  const write = writers[reply.kind] as Write<Kind>;
  return writeXml([
    ["ToUserName", head.to],
    ["FromUserName", head.from],
    // In seconds: some libraries send milliseconds, which clients show as a date far away.
    ["CreateTime", Math.floor(head.nowMs / 1000)],
    ...write(reply as never, head),
  ]);
};
