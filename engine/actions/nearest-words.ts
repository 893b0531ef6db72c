import { MESSAGE_LIMITS, REPLY_TEXT_BYTES } from "../limits.ts";
import type { NearPlace } from "../places/find-near.ts";
import { inStreet, onMap, wayTo } from "../places/links.ts";
import type { Article } from "../schema/words.ts";
import { utf8Bytes } from "../text/utf8-bytes.ts";
import { cutText } from "./replies/cut-text.ts";

/** A place to be shown. */
export interface Shown extends NearPlace {
  /** `null`: it does not say. */
  readonly isOpen: boolean | null;
}
/** What the map services add, by the id of a place. */
export type Views = Readonly<
  Record<string, { readonly picture?: string | null; readonly pano?: string | null }>
>;
export interface How {
  readonly language: "zh-CN" | "en";
  /** Names us to the pages that links open. */
  readonly referer: string;
  readonly views: Views;
}

const words = {
  "zh-CN": {
    metres: (n: number) => `${n} 米`,
    kilometres: (n: string) => `${n} 公里`,
    open: "营业中",
    closed: "休息中",
    tel: "电话",
    way: "导航",
    map: "地图",
    street: "街景",
  },
  en: {
    metres: (n: number) => `${n} m`,
    kilometres: (n: string) => `${n} km`,
    open: "open",
    closed: "closed",
    tel: "Tel.",
    way: "Directions",
    map: "Map",
    street: "Street view",
  },
} as const;

const distanceText = (metres: number, { language }: How): string =>
  metres < 1_000
    ? words[language].metres(metres)
    : words[language].kilometres((metres / 1_000).toFixed(metres < 10_000 ? 1 : 0));
const openText = ({ isOpen, place: { hours = [] } }: Shown, { language }: How): string => {
  if (isOpen === null) return "";
  const { open, closed } = words[language];
  return [isOpen ? open : closed, hours.join(" ")].filter((one) => one !== "").join(" ");
};
const telText = ({ place: { tel } }: Shown, { language }: How): string =>
  tel === "" ? "" : `${words[language].tel} ${tel}`;

/** What stands in names could begin a link of its own. */
const plain = (text: string): string => text.replaceAll("<", "＜").replaceAll(">", "＞");
const link = (url: string, text: string): string =>
  `<a href="${url.replaceAll("&", "&amp;")}">${text}</a>`;

/** How much is said of a place: everything, without the map, or without links. */
type Detail = "full" | "short" | "bare";
const linksOf = (shown: Shown, { language, referer, views }: How, detail: Detail): string => {
  if (detail === "bare") return "";
  const { place } = shown;
  const pano = views[place.id]?.pano ?? "";
  const { way, map, street } = words[language];
  return [
    link(wayTo(shown, referer), way),
    ...(detail === "full" ? [link(onMap(place, referer), map)] : []),
    ...(detail === "full" && pano !== "" ? [link(inStreet(pano, referer), street)] : []),
  ].join("  ");
};
const entry = (shown: Shown, how: How, { detail, number }: { detail: Detail; number: string }) =>
  [
    `${number}${plain(shown.place.name)} · ${distanceText(shown.metres, how)}`,
    openText(shown, how),
    plain(shown.place.address),
    plain(telText(shown, how)),
    linksOf(shown, how, detail),
  ]
    .filter((line) => line !== "")
    .join("\n");

/** What is said of the first place, and of those after it; the first that fits is taken. */
const details: readonly (readonly [first: Detail, rest: Detail])[] = [
  ["full", "full"],
  ["full", "short"],
  ["full", "bare"],
  ["short", "bare"],
  ["bare", "bare"],
];
const numbered = (
  shown: readonly Shown[],
  how: How,
  { from, first, rest }: { from: number; first: Detail; rest: Detail },
): string =>
  shown
    .map((one, place) =>
      entry(one, how, {
        detail: place === 0 ? first : rest,
        number: shown.length + from === 1 ? "" : `${place + from + 1}. `,
      }),
    )
    .join("\n\n");

/** As much as fits: links go before places, and the furthest place first. */
const fitted = (shown: readonly Shown[], how: How, from = 0): string => {
  for (let count = shown.length; count > 0; count -= 1)
    for (const [first, rest] of details) {
      const text = numbered(shown.slice(0, count), how, { from, first, rest });
      if (utf8Bytes(text) <= REPLY_TEXT_BYTES) return text;
    }
  const all = numbered(shown.slice(0, 1), how, { from, first: "bare", rest: "bare" });
  return cutText(all, REPLY_TEXT_BYTES);
};

/** All of them in one text, within the platform's bytes. */
export const listText = (shown: readonly Shown[], how: How): string => fitted(shown, how);

const limits = MESSAGE_LIMITS.articles;
/** One place as a card; a tap leads there. */
export const cardOf = (shown: Shown, how: How): Article => {
  const { place, metres } = shown;
  const lines = [openText(shown, how), place.address, telText(shown, how)];
  return {
    title: cutText(`${place.name} · ${distanceText(metres, how)}`, limits.titleBytes),
    description: cutText(lines.filter((line) => line !== "").join("\n"), limits.descriptionBytes),
    picture: how.views[place.id]?.picture ?? "",
    url: wayTo(shown, how.referer),
  };
};

/** What the cards leave out: the places after them, and the street before the first; `null` for nothing. */
export const moreText = (shown: readonly Shown[], cards: number, how: How): string | null => {
  const rest = shown.slice(cards);
  const pano = how.views[shown[0]?.place.id ?? ""]?.pano ?? "";
  const street = pano === "" ? [] : [link(inStreet(pano, how.referer), words[how.language].street)];
  const others = rest.length === 0 ? [] : [fitted(rest, how, cards)];
  const all = [...street, ...others].join("\n\n");
  if (all === "") return null;
  return utf8Bytes(all) <= REPLY_TEXT_BYTES ? all : (others[0] ?? null);
};
