import type { Static } from "typebox";
import { Type } from "typebox";
import { defineOperator } from "../definitions/definition.ts";
import { DateRange, TimeWindow } from "../definitions/file-schema-parts.ts";
import { resource } from "../definitions/shapes.ts";
import type { Account } from "../schema/account.ts";
import type { Position } from "../schema/inbound-event.ts";
import type { Json } from "../schema/words.ts";
import { parseMoment, wallTime } from "../time/calendar.ts";
import { isDate, isInRange } from "../time/dates.ts";
import { isInWindow, parseTime, parseWindow } from "../time/windows.ts";
import type { Corner } from "../triggers/area.ts";
import { distanceM, isInside, metresOf, placesOf } from "../triggers/area.ts";
import { asText, listOf } from "./texts.ts";

const Latitude = Type.Number({ minimum: -90, maximum: 90 });
const Longitude = Type.Number({ minimum: -180, maximum: 180 });
const Point = Type.Object({ lat: Latitude, lng: Longitude }, { additionalProperties: false });
/** The same areas as those of the trigger `location`. */
const Area = Type.Object(
  {
    within: Type.Optional(
      Type.String({ pattern: "^[0-9]{1,5}(\\.[0-9]{1,3})?k?m$", "x-shape": "distance" }),
    ),
    of: Type.Optional(Type.Array(Type.Union([resource("place"), Point]), { minItems: 1 })),
    inside: Type.Optional(
      Type.Array(Type.Unsafe<Corner>(Type.Tuple([Latitude, Longitude])), {
        minItems: 3,
        maxItems: 1_000,
      }),
    ),
  },
  {
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 2,
    dependencies: { within: ["of"], of: ["within"] },
  },
);
type Area = Static<typeof Area>;
const Value = Type.Union([
  Type.Array(Type.Union([TimeWindow, DateRange]), { minItems: 1, maxItems: 100 }),
  Area,
]);

const isPosition = (value: Json): value is Json & Position =>
  typeof value === "object" &&
  value !== null &&
  "lat" in value &&
  "lng" in value &&
  typeof value.lat === "number" &&
  typeof value.lng === "number";

const isInArea = (position: Position, area: Area, settings: Account): boolean => {
  if (area.inside !== undefined && isInside(area.inside, position)) return true;
  if (area.within === undefined) return false;
  const radiusM = metresOf(area.within);
  const centres = (area.of ?? []).flatMap((of): readonly Position[] =>
    typeof of === "string" ? placesOf(of, settings) : [of],
  );
  return centres.some((centre) => distanceM(centre, position) <= radiusM);
};

/** What of a value a window or a range can hold: its minute of the day, its day. */
const clockOf = (actual: Json, settings: Account) => {
  const text = asText(actual) ?? "";
  if (isDate(text)) return { minute: null, date: text };
  const atMs = parseMoment(text, settings.timezone);
  return atMs === null
    ? { minute: parseTime(text), date: null }
    : wallTime(atMs, settings.timezone);
};
const isInSpan = (actual: Json, span: string, settings: Account): boolean => {
  const { minute, date } = clockOf(actual, settings);
  const window = parseWindow(span);
  if (window !== null) return minute !== null && isInWindow(minute, window);
  return date !== null && isInRange(date, span);
};

const isArea = (expected: Json | Static<typeof Value>): expected is Area =>
  typeof expected === "object" && expected !== null && !Array.isArray(expected);

/** `{ fact: time, operator: within, value: 09:00-18:00 }` */
export const within = defineOperator({
  name: "within",
  title: { "zh-CN": "在范围内", en: "is within" },
  help: {
    "zh-CN":
      "时间段：09:00-18:00，可写几段，可过午夜，含开始、不含结束。日期段：2026-10-01..2026-10-07，两端都算。位置：在某处多少距离以内（within 与 of），或在多边形内（inside）。",
    en: "Hours: 09:00-18:00, one or several, may pass midnight, start in and end out. Dates: 2026-10-01..2026-10-07, both in. A position: within a distance of places or points, or inside a polygon.",
  },
  group: "order",
  value: Value,
  on: ["time", "place"],
  sentence: { "zh-CN": "{fact}在 {value} 之内", en: "{fact} is within {value}" },
  example: "{ fact: time, operator: within, value: 09:00-18:00 }",
  holds: (actual, expected, settings) => {
    if (isArea(expected)) return isPosition(actual) && isInArea(actual, expected, settings);
    return listOf(expected).some(
      (span) => typeof span === "string" && isInSpan(actual, span, settings),
    );
  },
});
