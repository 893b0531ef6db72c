import type { XmlElement } from "../wechat/wire/xml.ts";
import { childOf, childrenOf, parseXml, textOf } from "../wechat/wire/xml.ts";

/** The response to a push as it went out: what kind it was, its words, and the id of its file. */
export interface SentAnswer {
  readonly kind: string;
  readonly text: string;
  readonly mediaId: string | null;
}

const within = (xml: XmlElement, part: string, name: string): string => {
  const found = childOf(xml, part);
  return (found === undefined ? undefined : textOf(found, name)) ?? "";
};
const articleTitles = (xml: XmlElement): string => {
  const articles = childOf(xml, "Articles");
  const items = articles === undefined ? [] : childrenOf(articles, "item");
  return items.map((item) => textOf(item, "Title") ?? "").join("\n");
};

type Read = (xml: XmlElement) => Omit<SentAnswer, "kind">;
const fileIn =
  (part: string): Read =>
  (xml) => ({
    text: within(xml, part, "Title"),
    mediaId: within(xml, part, "MediaId") || null,
  });
const READERS: Readonly<Record<string, readonly [kind: string, read: Read]>> = {
  text: ["text", (xml) => ({ text: textOf(xml, "Content") ?? "", mediaId: null })],
  image: ["image", fileIn("Image")],
  voice: ["voice", fileIn("Voice")],
  video: ["video", fileIn("Video")],
  music: ["music", (xml) => ({ text: within(xml, "Music", "Title"), mediaId: null })],
  news: ["articles", (xml) => ({ text: articleTitles(xml), mediaId: null })],
};

/** Reads a stored response; `null` for a hand-over, and for what is none of ours. */
export const readAnswer = (xml: string): SentAnswer | null => {
  try {
    const root = parseXml(xml);
    const found = READERS[textOf(root, "MsgType") ?? ""];
    return found === undefined ? null : { kind: found[0], ...found[1](root) };
  } catch {
    return null;
  }
};
