import { REPLY_TEXT_BYTES } from "../../../engine/limits.ts";
import type { XmlElement } from "../../wechat/wire/xml.ts";
import { childOf, childrenOf, parseXml, textOf, XmlRefused } from "../../wechat/wire/xml.ts";
import type { SeenArticle, Shown } from "../state/conversation.ts";

/** What a developer's answer means to the follower. */
export type Interpreted =
  | { readonly kind: "nothing" }
  | { readonly kind: "shown"; readonly shown: Shown }
  | { readonly kind: "transfer"; readonly agent: string }
  | { readonly kind: "refused"; readonly why: string };

/** What the answer is held against. */
export interface AnswerContext {
  readonly openid: string;
  readonly originalId: string;
  /** Articles that may be shown; the rest is dropped. */
  readonly articles: number;
  /** Whether a media of this type exists and has not expired. */
  readonly hasMedia: (type: string, mediaId: string) => boolean;
  /** Opens a sealed answer; gives why not. */
  readonly open: (envelope: XmlElement) => { readonly text: string } | { readonly why: string };
  readonly mode: "plain" | "compatible" | "safe";
}

class Refused extends Error {}

const need = (element: XmlElement, name: string): string => {
  const text = textOf(element, name);
  if (text === undefined || text === "") throw new Refused(`${name} is missing`);
  return text;
};
const needPart = (element: XmlElement, name: string): XmlElement => {
  const part = childOf(element, name);
  if (part === undefined) throw new Refused(`${name} is missing`);
  return part;
};
const mediaIn = (part: XmlElement, name: string, type: string, context: AnswerContext): string => {
  const mediaId = need(part, name);
  if (!context.hasMedia(type, mediaId)) throw new Refused(`no ${type} with media id ${mediaId}`);
  return mediaId;
};
const optional = (part: XmlElement, name: string): string => textOf(part, name) ?? "";

const articleOf = (item: XmlElement): SeenArticle => ({
  title: optional(item, "Title"),
  description: optional(item, "Description"),
  picture: optional(item, "PicUrl"),
  url: optional(item, "Url"),
});

type Reader = (answer: XmlElement, context: AnswerContext) => Shown | { readonly agent: string };

/** One reader a message type (contract §3). */
const readers: Readonly<Record<string, Reader>> = {
  text: (answer) => {
    const text = need(answer, "Content");
    if (Buffer.byteLength(text) > REPLY_TEXT_BYTES)
      throw new Refused(`Content is longer than ${REPLY_TEXT_BYTES} bytes`);
    return { kind: "text", text };
  },
  image: (answer, context) => ({
    kind: "image",
    mediaId: mediaIn(needPart(answer, "Image"), "MediaId", "image", context),
  }),
  voice: (answer, context) => ({
    kind: "voice",
    mediaId: mediaIn(needPart(answer, "Voice"), "MediaId", "voice", context),
  }),
  video: (answer, context) => {
    const part = needPart(answer, "Video");
    return {
      kind: "video",
      mediaId: mediaIn(part, "MediaId", "video", context),
      title: optional(part, "Title"),
      description: optional(part, "Description"),
    };
  },
  music: (answer, context) => {
    const part = needPart(answer, "Music");
    return {
      kind: "music",
      title: optional(part, "Title"),
      description: optional(part, "Description"),
      url: optional(part, "MusicUrl"),
      hqUrl: optional(part, "HQMusicUrl"),
      thumbMediaId: mediaIn(part, "ThumbMediaId", "thumb", context),
    };
  },
  news: (answer, context) => {
    const items = childrenOf(needPart(answer, "Articles"), "item");
    const count = need(answer, "ArticleCount");
    if (items.length === 0 || Number(count) !== items.length)
      throw new Refused(`ArticleCount is ${count}, but there are ${items.length} items`);
    return { kind: "articles", articles: items.slice(0, context.articles).map(articleOf) };
  },
  transfer_customer_service: (answer) => {
    const part = childOf(answer, "TransInfo");
    return { agent: part === undefined ? "" : optional(part, "KfAccount") };
  },
};

const readAnswer = (answer: XmlElement, context: AnswerContext): Interpreted => {
  const type = need(answer, "MsgType");
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (read === undefined) throw new Refused(`unknown MsgType ${type}`);
  if (need(answer, "ToUserName") !== context.openid)
    throw new Refused("ToUserName is not the follower who wrote");
  if (need(answer, "FromUserName") !== context.originalId)
    throw new Refused("FromUserName is not this account");
  if (!/^\d+$/.test(need(answer, "CreateTime"))) throw new Refused("CreateTime is not a number");
  const made = read(answer, context);
  return "agent" in made ? { kind: "transfer", agent: made.agent } : { kind: "shown", shown: made };
};

const readXml = (body: string): XmlElement => {
  const root = parseXml(body);
  if (root.name !== "xml") throw new Refused(`the root is ${root.name}, not xml`);
  return root;
};

const interpretXml = (body: string, context: AnswerContext): Interpreted => {
  const root = readXml(body);
  const isSealed = childOf(root, "Encrypt") !== undefined;
  if (!isSealed && context.mode === "safe") throw new Refused("a plain answer in safe mode");
  if (!isSealed) return readAnswer(root, context);
  if (context.mode === "plain") throw new Refused("a sealed answer in plain mode");
  const opened = context.open(root);
  if ("why" in opened) throw new Refused(opened.why);
  return opened.text === "" || opened.text === "success"
    ? { kind: "nothing" }
    : readAnswer(readXml(opened.text), context);
};

/** Reads the body of a 200 answer as the platform does; never throws for what a developer wrote. */
export const interpretAnswer = (body: string, context: AnswerContext): Interpreted => {
  if (body === "" || body === "success") return { kind: "nothing" };
  try {
    return interpretXml(body, context);
  } catch (error) {
    if (error instanceof Refused) return { kind: "refused", why: error.message };
    if (error instanceof XmlRefused)
      return { kind: "refused", why: `not the XML that is asked for: ${error.message}` };
    throw error;
  }
};
