import { Type } from "typebox";
import { defineFact } from "../definitions/definition.ts";
import { isOpen } from "../places/opening.ts";
import { lastPosition, nearestPlace } from "./nearest-place.ts";

const group = "place";
const value = Type.String();

export const distance = defineFact({
  name: "distance",
  title: { "zh-CN": "离最近地点的距离", en: "Distance to the nearest place" },
  help: {
    "zh-CN": "粉丝最近的位置离最近的地点有多少米，整数。",
    en: "Whole metres from the last known position to the nearest of the account's places.",
  },
  group,
  value: Type.Integer({ minimum: 0 }),
  on: "number",
  read: (context) => nearestPlace(context)?.metres,
});

export const placeId = defineFact({
  name: "place.id",
  title: { "zh-CN": "最近地点的编号", en: "Id of the nearest place" },
  help: {
    "zh-CN": "离粉丝最近的地点在 places.yaml 里的 id。",
    en: "The id in places.yaml of the place nearest to the last known position.",
  },
  group,
  value,
  on: "text",
  read: (context) => nearestPlace(context)?.place.id,
});

export const placeName = defineFact({
  name: "place.name",
  title: { "zh-CN": "最近地点的名称", en: "Name of the nearest place" },
  help: {
    "zh-CN": "离粉丝最近的地点的名称。",
    en: "The name of the place nearest to the last known position.",
  },
  group,
  value,
  on: "text",
  read: (context) => nearestPlace(context)?.place.name,
});

export const placeAddress = defineFact({
  name: "place.address",
  title: { "zh-CN": "最近地点的地址", en: "Address of the nearest place" },
  help: {
    "zh-CN": "离粉丝最近的地点的地址。",
    en: "The address of the place nearest to the last known position.",
  },
  group,
  value,
  on: "text",
  read: (context) => nearestPlace(context)?.place.address,
});

export const placeTel = defineFact({
  name: "place.tel",
  title: { "zh-CN": "最近地点的电话", en: "Telephone of the nearest place" },
  help: {
    "zh-CN": "离粉丝最近的地点的电话。",
    en: "The telephone number of the place nearest to the last known position.",
  },
  group,
  value,
  on: "text",
  read: (context) => nearestPlace(context)?.place.tel,
});

export const placeHours = defineFact({
  name: "place.hours",
  title: { "zh-CN": "最近地点的营业时间", en: "Opening hours of the nearest place" },
  help: {
    "zh-CN": "离粉丝最近的地点的营业时间，按 places.yaml 的写法。",
    en: "The opening hours of the place nearest to the last known position, as places.yaml has them.",
  },
  group,
  value: Type.Array(Type.String()),
  on: "list",
  read: (context) => nearestPlace(context)?.place.hours,
});

export const placeOpen = defineFact({
  name: "place.open",
  title: { "zh-CN": "最近地点正在营业", en: "The nearest place is open" },
  help: {
    "zh-CN": "离粉丝最近的地点此刻是否营业：true 或 false；没写营业时间就没有值。",
    en: "Whether the place nearest to the last known position is open now: true or false; no value where it does not say when.",
  },
  group,
  value: Type.Boolean(),
  on: "text",
  read: (context) => {
    const nearest = nearestPlace(context);
    if (nearest === null) return undefined;
    return isOpen(nearest.place, context.nowMs, context.settings) ?? undefined;
  },
});

const DISTRICT_MS = 2_500;
/** A hundred metres: the district is the same, and where exactly somebody stood goes nowhere. */
const rounded = (degrees: number): number => Math.round(degrees * 1_000) / 1_000;
export const district = defineFact({
  name: "district",
  title: { "zh-CN": "所在区县", en: "District" },
  help: {
    "zh-CN":
      "粉丝最近的位置在哪个区县（黄浦区），向地图服务查询，只有用到它的规则才会去查；需要 account.yaml 的 map。海上或查不到就没有值。",
    en: "The district of the last known position, asked of the map services by the rules that use it only; needs map in account.yaml. No value at sea, or where they gave none.",
  },
  group,
  value,
  on: "text",
  read: (context) => {
    const at = lastPosition(context);
    if (at === null || context.settings.map !== true || context.answer === undefined)
      return undefined;
    const args = { lat: rounded(at.lat), lng: rounded(at.lng) };
    const got = context.answer({ kind: "district", args, deadlineMs: DISTRICT_MS });
    return got.ok && typeof got.value === "string" && got.value !== "" ? got.value : undefined;
  },
});
