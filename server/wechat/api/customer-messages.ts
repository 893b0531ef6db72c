import type { Media, Message, OpenId } from "../../../engine/index.ts";
import { ARTICLES } from "../../../engine/limits.ts";
import type { ApiResult } from "../refusal.ts";
import type { Api } from "../request.ts";
import { Done } from "./done.ts";

type Kind = Message["kind"];
/** `Extract` finds nothing where several kinds share one shape. */
type MessageOf<K extends Kind, M extends Message = Message> = M extends Message
  ? K extends M["kind"]
    ? M
    : never
  : never;
type Write<K extends Kind> = (message: MessageOf<K>) => object;

const idOf = (media: Media): string => {
  if ("mediaId" in media) return media.mediaId;
  const name = "file" in media ? media.file : media.channel;
  throw new Error(`the media "${name}" was not made into an id of the platform`);
};

/** A body of `message/custom/send` by kind of message (contract §4.3). */
const bodies: { readonly [K in Kind]: Write<K> } = {
  text: ({ text }) => ({ msgtype: "text", text: { content: text } }),
  image: ({ media }) => ({ msgtype: "image", image: { media_id: idOf(media) } }),
  voice: ({ media }) => ({ msgtype: "voice", voice: { media_id: idOf(media) } }),
  video: ({ media, title, description }) => ({
    msgtype: "video",
    video: { media_id: idOf(media), title, description },
  }),
  music: ({ thumb, url, title }) => ({
    msgtype: "music",
    music: {
      title,
      description: "",
      musicurl: url,
      hqmusicurl: url,
      thumb_media_id: idOf(thumb),
    },
  }),
  articles: ({ articles }) => ({
    msgtype: "news",
    news: {
      articles: articles
        .slice(0, ARTICLES.customerMessage)
        .map(({ title, description, url, picture }) => ({
          title,
          description,
          url,
          picurl: picture,
        })),
    },
  }),
  options: ({ head, items }) => ({
    msgtype: "msgmenu",
    msgmenu: {
      head_content: head,
      list: items.map(({ id, text }) => ({ id, content: text })),
      tail_content: "",
    },
  }),
  "mini-program": ({ appId, page, thumb, title }) => ({
    msgtype: "miniprogrampage",
    miniprogrampage: {
      title: title ?? "",
      appid: appId,
      pagepath: page,
      thumb_media_id: idOf(thumb),
    },
  }),
};

/** A message with ids where files stood, as the platform wants it; only as many articles as it shows. Throws for a file. */
export const customerBody = (message: Message): object =>
  (bodies[message.kind] as Write<Kind>)(message as never);

const sent = { quota: "customer-send", answer: Done } as const;

/** Sends a customer-service message; `agent` (`kf2001@gh_demo`) lends it a name and picture. */
export const sendCustomerMessage = (
  api: Api,
  to: OpenId,
  message: Message,
  agent?: string,
): Promise<ApiResult<object>> =>
  api.call({
    ...sent,
    method: "POST",
    path: "/cgi-bin/message/custom/send",
    json: {
      touser: to,
      ...customerBody(message),
      ...(agent === undefined ? {} : { customservice: { kf_account: agent } }),
    },
  });

/** Shows or hides “typing …”; only within 30 s of what the follower did (45080). */
export const setTyping = (api: Api, to: OpenId, isTyping: boolean): Promise<ApiResult<object>> =>
  api.call({
    method: "POST",
    path: "/cgi-bin/message/custom/typing",
    json: { touser: to, command: isTyping ? "Typing" : "CancelTyping" },
    answer: Done,
  });
