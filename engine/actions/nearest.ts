import type { Static } from "typebox";
import { Type } from "typebox";
import type { ActionResult, Step } from "../definitions/definition.ts";
import { defineAction } from "../definitions/definition.ts";
import { Actions, resource } from "../definitions/shapes.ts";
import { lastPosition } from "../facts/nearest-place.ts";
import { articlesAllowed, hasRight } from "../limits.ts";
import { findNear } from "../places/find-near.ts";
import { isOpen } from "../places/opening.ts";
import type { Place } from "../schema/account.ts";
import type { Message } from "../schema/reply.ts";
import { ALL_PLACES, metresOf } from "../triggers/area.ts";
import type { Shown, Views } from "./nearest-words.ts";
import { cardOf, listText, moreText } from "./nearest-words.ts";

const MOST = 8;
const COUNT = 3;
/** Pictures and street views are asked for so long; without them the answer goes out all the same. */
const VIEWS_MS = 2_500;

const Written = Type.Object(
  {
    places: Type.Optional(
      Type.Array(resource("place"), { minItems: 1, maxItems: 20, default: [ALL_PLACES] }),
    ),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST, default: COUNT })),
    within: Type.Optional(
      Type.String({ pattern: "^[0-9]{1,5}(\\.[0-9]{1,3})?k?m$", "x-shape": "distance" }),
    ),
    open: Type.Optional(Type.Boolean()),
    else: Type.Optional(Actions),
  },
  { additionalProperties: false },
);
/** The normal form: what has a default is filled in. */
type Params = Static<typeof Written> & {
  readonly places: readonly string[];
  readonly count: number;
};
const Params = Type.Unsafe<Params>(Written);
type Asked = Step<Params>;

const meantBy = ({ params, settings, nowMs }: Asked): ((place: Place) => boolean) | null => {
  const names = new Set(params.places);
  const isAll = names.has(ALL_PLACES);
  const mustBeOpen = params.open === true;
  if (isAll && !mustBeOpen) return null;
  return (place) =>
    (isAll || names.has(place.id) || (place.list !== "" && names.has(place.list))) &&
    (!mustBeOpen || isOpen(place, nowMs, settings) !== false);
};

/** Nothing to show, and why: `else`, or nothing, visibly. */
const nothing = ({ params }: Asked, failed: string): ActionResult =>
  params.else === undefined ? { failed } : { failed, next: { list: "else", instead: true } };

const viewsOf = ({ settings, answer }: Asked, shown: readonly Shown[]): Views => {
  if (settings.map !== true) return {};
  const args = shown.map(({ place: { id, lat, lng } }) => ({ id, lat, lng }));
  const got = answer({ kind: "place-views", args, deadlineMs: VIEWS_MS });
  return got.ok ? ((got.value ?? {}) as Views) : {};
};

/** A card shows one place to who wrote a message: the others need a second message, which not everybody may send. */
const mayUseCards = ({ event, settings }: Asked, count: number): boolean =>
  settings.map === true &&
  (count <= articlesAllowed(event.kind) || hasRight(settings, "customer-message"));

const languageOf = ({ follower, settings }: Asked): "zh-CN" | "en" => {
  const own = follower?.values["language"];
  const language = typeof own === "string" && own !== "" ? own : settings.language;
  return language.startsWith("zh") ? "zh-CN" : "en";
};

const messages = (step: Asked, shown: readonly Shown[]): readonly Message[] => {
  const views = viewsOf(step, shown);
  const how = { language: languageOf(step), referer: step.settings.id, views };
  if (!mayUseCards(step, shown.length)) return [{ kind: "text", text: listText(shown, how) }];
  const cards = shown.slice(0, articlesAllowed(step.event.kind));
  const articles = cards.map((one) => cardOf(one, how));
  const more = moreText(shown, cards.length, how);
  return [
    { kind: "articles", articles },
    ...(more === null ? [] : [{ kind: "text", text: more } as const]),
  ];
};

/** The places nearest to the follower, as cards or as a list. */
export const nearest = defineAction({
  name: "nearest",
  title: { "zh-CN": "发最近的地点", en: "Send the nearest places" },
  help: {
    "zh-CN":
      "按粉丝最近的位置回复最近的几个地点：距离、是否营业、地址、电话、导航和地图链接；账号有地图 key（account.yaml 的 map）时是带地图的卡片，附近有街景的附上街景。places 写地点或列表（默认全部），count 最多几个，within 最远多少，open: true 只要正在营业的。没有位置或没有地点时做 else。",
    en: "Answers with the places nearest to the last known position: distance, whether it is open, address, telephone, links for the way and the map; with a key for the map services (map in account.yaml) as cards with a picture of the map, and with the street view where there is one. places names places or lists (all by default), count says how many at most, within how far, open: true only those open now. Without a position or a place, else runs.",
  },
  group: "talk",
  params: Params,
  short: {
    schema: Type.Array(resource("place"), { minItems: 1, maxItems: 20 }),
    expand: (places) => ({ places: places as string[], count: COUNT }),
  },
  sentence: {
    "zh-CN": "发最近的 {params.count} 个地点",
    en: "send the nearest {params.count} places",
  },
  needs: ["reply"],
  example: "nearest: { places: places, count: 3, within: 20km }",
  traits: ["speaks", "answers"],
  lists: ({ else: instead }): Readonly<Record<string, NonNullable<Params["else"]>>> =>
    instead === undefined ? {} : { else: instead },
  run: (step): ActionResult => {
    const { params, event, follower, settings, nowMs } = step;
    const at = lastPosition({ event, follower });
    if (at === null) return nothing(step, "no position is known");
    const withinM = params.within === undefined ? null : metresOf(params.within);
    const near = { count: params.count, withinM, isMeant: meantBy(step) };
    const found = findNear(settings.places, at, near);
    if (found.length === 0) return nothing(step, "no place is near enough");
    const shown = found.map((one) => ({
      ...one,
      isOpen: isOpen(one.place, nowMs, settings),
    }));
    return { say: messages(step, shown) };
  },
});
