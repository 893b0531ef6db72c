import type { Sent } from "../../schema/test-case.ts";
import type { Json } from "../../schema/words.ts";
import { isMap } from "./marks.ts";

type JsonMap = Readonly<Record<string, Json>>;
const map = (value: Json): JsonMap => (isMap(value) ? value : {});
const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
const number = (value: Json | undefined): number => (typeof value === "number" ? value : 0);

/** How each key of `send:` reads, once its shape has been checked. */
const readers: Readonly<Record<string, (value: Json) => Sent>> = {
  menu: (value) => ({ kind: "menu", key: text(value) }),
  follow: (value) => ({ kind: "follow", channel: value === "any" ? null : text(value) }),
  unfollow: () => ({ kind: "unfollow" }),
  scan: (value) => ({ kind: "scan", channel: text(value) }),
  image: (value) => ({ kind: "image", picture: text(value) }),
  voice: (value) => ({ kind: "voice", text: text(value) }),
  video: () => ({ kind: "video" }),
  file: () => ({ kind: "file" }),
  link: (value) => ({
    kind: "link",
    title: text(map(value).title),
    url: text(map(value).url),
  }),
  location: (value) => {
    const { lat, lng, reported } = map(value);
    return { kind: "location", lat: number(lat), lng: number(lng), reported: reported === true };
  },
  payment: (value) => {
    const { state, product, amount, channel } = map(value);
    const yuan = typeof amount === "number" ? amount : null;
    const of = { product: text(product), amount: yuan, channel: text(channel) };
    return { kind: "payment", state: text(state), ...of };
  },
  agent: (value) => ({ kind: "agent", state: text(value) }),
  notice: (value) => {
    const { state, template, reason } = map(value);
    return { kind: "notice", state: text(state), template: text(template), reason: text(reason) };
  },
  event: (value) => {
    const { name, ...fields } = map(value);
    return { kind: "event", name: text(name), fields };
  },
  scanned: (value) => {
    const { key, result } = map(value);
    return { kind: "scanned", key: text(key), result: text(result) };
  },
};

/** What a step sends, in normal form; a bare text is a message. */
export const sentOf = (value: Json): Sent => {
  const [[key, inner] = ["", ""]] = Object.entries(map(value));
  return readers[key]?.(inner) ?? { kind: "text", text: text(value) };
};
