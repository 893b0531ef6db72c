import { Type } from "typebox";
import { defineTrigger } from "../definitions/definition.ts";
import { resource } from "../definitions/shapes.ts";
import type { Account } from "../schema/account.ts";
import type { Filed } from "../schema/compiled-rules.ts";
import type { Position } from "../schema/inbound-event.ts";
import type { Json } from "../schema/words.ts";
import type { Corner } from "./area.ts";
import { boxAround, boxOf, distanceM, isInside, metresOf, placesOf } from "./area.ts";
import { filedAny } from "./filed.ts";
import { anyShort } from "./shapes.ts";

const Latitude = Type.Number({ minimum: -90, maximum: 90 });
const Longitude = Type.Number({ minimum: -180, maximum: 180 });
const Point = Type.Object({ lat: Latitude, lng: Longitude }, { additionalProperties: false });
/** A place, a list of places, `places`, or a point. */
const Of = Type.Array(Type.Union([resource("place"), Point]), { minItems: 1 });
const Params = Type.Object(
  {
    any: Type.Optional(Type.Literal(true)),
    within: Type.Optional(
      Type.String({ pattern: "^[0-9]{1,5}(\\.[0-9]{1,3})?k?m$", "x-shape": "distance" }),
    ),
    of: Type.Optional(Of),
    inside: Type.Optional(
      Type.Array(Type.Unsafe<Corner>(Type.Tuple([Latitude, Longitude])), {
        minItems: 3,
        maxItems: 1_000,
      }),
    ),
    reported: Type.Optional(Type.Boolean()),
  },
  {
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 3,
    dependencies: { within: ["of"], of: ["within"] },
  },
);
type Params = Type.Static<typeof Params>;

const centres = (params: Params, settings: Account): readonly Position[] =>
  (params.of ?? []).flatMap((of): readonly Position[] =>
    typeof of === "string" ? placesOf(of, settings) : [of],
  );
const isAnywhere = (params: Params): boolean =>
  params.within === undefined && params.inside === undefined;
/** The names of sent and reported positions are kept apart. */
const nameOf = (isReported: boolean): string =>
  isReported ? "location:reported" : "location:sent";

const index = (params: Params, settings: Account): readonly Filed[] => {
  if (isAnywhere(params)) return [filedAny(nameOf(params.reported === true))];
  const radiusM = metresOf(params.within ?? "0m");
  const boxes = [
    ...(params.within === undefined
      ? []
      : centres(params, settings).map((centre) => boxAround(centre, radiusM))),
    ...(params.inside === undefined ? [] : [boxOf(params.inside)]),
  ];
  return boxes.map((box) => ({ key: { in: "area", box }, kind: 1, length: 0 }));
};

const holds = (params: Params, position: Position, settings: Account): boolean => {
  if (isAnywhere(params)) return true;
  if (params.inside !== undefined && isInside(params.inside, position)) return true;
  if (params.within === undefined) return false;
  const radiusM = metresOf(params.within);
  return centres(params, settings).some((centre) => distanceM(centre, position) <= radiusM);
};

const samplePoint = (params: Params): Position | null => {
  if (isAnywhere(params)) return { lat: 31.2304, lng: 121.4737 };
  const point = params.of?.find((of) => typeof of !== "string");
  if (point !== undefined) return { lat: point.lat, lng: point.lng };
  const corners = params.inside ?? [];
  const [west, south, east, north] = corners.length === 0 ? [0, 0, 0, 0] : boxOf(corners);
  const middle = { lat: (south + north) / 2, lng: (west + east) / 2 };
  return isInside(corners, middle) ? middle : null;
};

/** Positions that a follower sends, or that the phone reports. */
export const location = defineTrigger({
  name: "location",
  title: { "zh-CN": "收到位置", en: "Position" },
  help: {
    "zh-CN":
      "粉丝发来的位置：任意（any），在某处多少距离以内（within 与 of：地点、地点列表、places 全部地点，或经纬度），或在多边形内（inside）。reported: true 则是手机自动上报的位置，未写 limit 时每小时最多一次。",
    en: "A position that a follower sends: any, within a distance of a place, a list of places, all places or a point, or inside a polygon. With reported: true the phone's own reports instead; without a limit those act once an hour at most.",
  },
  group: "message",
  params: Params,
  short: anyShort,
  sentence: { "zh-CN": "收到位置{params}", en: "position {params}" },
  needs: [],
  example: "location: { within: 3km, of: west }",
  on: ["location"],
  index,
  names: (event) => (event.kind === "location" ? [nameOf(event.how === "reported")] : []),
  match: (params, event, settings) => {
    if (event.kind !== "location") return null;
    if ((event.how === "reported") !== (params.reported === true)) return null;
    return holds(params, event, settings) ? {} : null;
  },
  sample: (params) => {
    const point = samplePoint(params);
    if (point === null) return null;
    const reported: Readonly<Record<string, Json>> =
      params.reported === true ? { reported: true } : {};
    return { location: { lat: point.lat, lng: point.lng, ...reported } };
  },
});
