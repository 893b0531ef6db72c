import { Type } from "typebox";
import { defineFact } from "../definitions/definition.ts";
import { nearestPlace } from "./nearest-place.ts";

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
