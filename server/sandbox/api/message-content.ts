import { ARTICLES, CUSTOMER_TEXT_BYTES, MESSAGE_LIMITS } from "../../../engine/limits.ts";
import type { Body } from "../json.ts";
import { bytesOf, partIn, partsIn, textIn } from "../json.ts";
import type { SeenArticle, Shown } from "../state/conversation.ts";
import { refuse } from "./errors.ts";
import type { Call } from "./route.ts";

/** The id of a media of this account and of one of these types. */
export const needMedia = (
  call: Call,
  part: Body,
  name: string,
  types: readonly string[],
): string => {
  const mediaId = textIn(part, name);
  const media = call.core.media.record(call.account.id, mediaId);
  return media === undefined || !types.includes(media.type) ? refuse(40007) : mediaId;
};

const pictures = ["image", "thumb"];

const articleOf = (part: Body): SeenArticle => {
  const { titleBytes, descriptionBytes, urlBytes, pictureBytes } = MESSAGE_LIMITS.articles;
  const article = {
    title: textIn(part, "title"),
    description: textIn(part, "description"),
    picture: textIn(part, "picurl"),
    url: textIn(part, "url"),
  };
  if (bytesOf(article.title) > titleBytes) refuse(45003);
  if (bytesOf(article.description) > descriptionBytes) refuse(45004);
  if (bytesOf(article.url) > urlBytes) refuse(45005);
  if (bytesOf(article.picture) > pictureBytes) refuse(45006);
  return article;
};

type Reader = (call: Call, part: Body) => Shown;

/** Articles of a published article or a draft, as one card. */
const cardOf = (call: Call, mediaId: string): Shown => {
  const row = call.core.database.get<{ articles: string }>(
    "SELECT articles FROM drafts WHERE account = ? AND mediaId = ? UNION ALL SELECT articles FROM published WHERE account = ? AND articleId = ?",
    call.account.id,
    mediaId,
    call.account.id,
    mediaId,
  );
  if (row === undefined) return refuse(40007);
  const articles = (JSON.parse(row.articles) as Body[]).map((one) => ({
    title: textIn(one, "title"),
    description: textIn(one, "digest"),
    picture: textIn(one, "thumb_url"),
    url: textIn(one, "url"),
  }));
  return { kind: "articles", articles };
};

const text: Reader = (_, part) => {
  const content = textIn(part, "content");
  if (content === "") return refuse(44004);
  if (bytesOf(content) > CUSTOMER_TEXT_BYTES) return refuse(45002);
  return { kind: "text", text: content };
};

const news: Reader = (_, part) => {
  const articles = partsIn(part, "articles");
  if (articles.length === 0) return refuse(44003);
  if (articles.length > ARTICLES.customerMessage) return refuse(45008);
  return { kind: "articles", articles: articles.map(articleOf) };
};

const options: Reader = (_, part) => {
  const items = partsIn(part, "list").map((one) => ({
    id: textIn(one, "id"),
    text: textIn(one, "content"),
  }));
  if (items.length === 0) return refuse(40035);
  return {
    kind: "options",
    head: textIn(part, "head_content"),
    items,
    tail: textIn(part, "tail_content"),
  };
};

/** One reader a message type of `message/custom/send` (contract §4.3). */
const readers: Readonly<Record<string, Reader>> = {
  text,
  image: (call, part) => ({ kind: "image", mediaId: needMedia(call, part, "media_id", pictures) }),
  voice: (call, part) => ({ kind: "voice", mediaId: needMedia(call, part, "media_id", ["voice"]) }),
  video: (call, part) => ({
    kind: "video",
    mediaId: needMedia(call, part, "media_id", ["video"]),
    title: textIn(part, "title"),
    description: textIn(part, "description"),
  }),
  music: (call, part) => ({
    kind: "music",
    title: textIn(part, "title"),
    description: textIn(part, "description"),
    url: textIn(part, "musicurl"),
    hqUrl: textIn(part, "hqmusicurl"),
    thumbMediaId: needMedia(call, part, "thumb_media_id", pictures),
  }),
  news,
  mpnews: (call, part) => cardOf(call, textIn(part, "media_id")),
  mpnewsarticle: (call, part) => cardOf(call, textIn(part, "article_id")),
  msgmenu: options,
  wxcard: (_, part) => ({ kind: "card", cardId: textIn(part, "card_id") || refuse(40035) }),
  miniprogrampage: (call, part) => {
    if (textIn(part, "pagepath") === "") return refuse(40165);
    return {
      kind: "mini-program",
      title: textIn(part, "title"),
      appId: textIn(part, "appid") || refuse(40013),
      page: textIn(part, "pagepath"),
      thumbMediaId: needMedia(call, part, "thumb_media_id", pictures),
    };
  },
  link: (_, part) => ({
    kind: "articles",
    articles: [articleOf({ ...part, picurl: part.thumb_url })],
  }),
};

/** What a body of the given type shows; answers 40008 for a type the platform does not know. */
export const contentOf = (call: Call, type: string, body: Body): Shown => {
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
  return read === undefined ? refuse(40008) : read(call, partIn(body, type));
};
