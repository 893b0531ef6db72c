/** A piece of a text message. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string }
  | { readonly kind: "mini-program"; readonly text: string; readonly page: string }
  /** Sends the text back when it is tapped (`weixin://bizmsgmenu`). */
  | {
      readonly kind: "option";
      readonly text: string;
      readonly says: string;
      readonly option: string;
    };

const anchor = /<a\b([^>]*)>(.*?)<\/a\s*>/gis;
const attribute = /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;
const bareUrl = /https?:\/\/[^\s<>"'“”‘’，。；！？、（）【】]+/g;
const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
};

const decode = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => entities[name] ?? whole);

const attributesOf = (tag: string): ReadonlyMap<string, string> =>
  new Map(
    [...tag.matchAll(attribute)].map(([, name = "", ...values]) => [
      name.toLowerCase(),
      decode(values.find((value) => value !== undefined) ?? ""),
    ]),
  );

const optionIn = (href: string, text: string): Piece | null => {
  const match = /^weixin:\/\/bizmsgmenu\?(.*)$/i.exec(href);
  if (match === null) return null;
  const query = new URLSearchParams(match[1]);
  const says = query.get("msgmenucontent") ?? text;
  return { kind: "option", text, says, option: query.get("msgmenuid") ?? "" };
};

/** What an `<a>` is; `null` when it leads nowhere that may be opened. */
const pieceOf = (tag: string, inner: string): Piece | null => {
  const attributes = attributesOf(tag);
  const text = inner.replace(/<[^>]*>/g, "");
  const page = attributes.get("data-miniprogram-path");
  if (page !== undefined) return { kind: "mini-program", text, page };
  const href = (attributes.get("href") ?? "").trim();
  const option = optionIn(href, text);
  if (option !== null) return option;
  return /^https?:\/\/[^/\s]/i.test(href) && URL.canParse(href)
    ? { kind: "link", text, href }
    : null;
};

const plain = (text: string): readonly Piece[] => {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(bareUrl)) {
    const [url] = match;
    if (match.index > at) pieces.push({ kind: "text", text: text.slice(at, match.index) });
    pieces.push({ kind: "link", text: url, href: url });
    at = match.index + url.length;
  }
  if (at < text.length) pieces.push({ kind: "text", text: text.slice(at) });
  return pieces;
};

/** Cuts a text message into pieces, links among them, as WeChat shows it; markup that is no such link stays text. Nothing becomes HTML. */
export const parseText = (text: string): readonly Piece[] => {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(anchor)) {
    const [whole, tag = "", inner = ""] = match;
    const piece = pieceOf(tag, inner);
    if (piece === null) continue;
    pieces.push(...plain(text.slice(at, match.index)), piece);
    at = match.index + whole.length;
  }
  return [...pieces, ...plain(text.slice(at))];
};
