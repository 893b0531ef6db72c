import type { MapCall } from "./gate.ts";
import { mapRoute, pointIn, refuseMap } from "./gate.ts";
import type { Point } from "./gazetteer.ts";
import { cities, metresBetween } from "./gazetteer.ts";

/** Metres a minute, and how much longer a way is than the line. */
const modes = {
  driving: { speed: 400, detour: 1.4 },
  walking: { speed: 70, detour: 1.2 },
  bicycling: { speed: 220, detour: 1.25 },
  transit: { speed: 300, detour: 1.5 },
} as const;
type Mode = keyof typeof modes;

const wayOf = (mode: Mode, from: Point, to: Point) => {
  const { speed, detour } = modes[mode];
  const metres = Math.round(metresBetween(from, to) * detour);
  return { metres, minutes: Math.max(1, Math.round(metres / speed)) };
};
const MICRO = 1e6;
/** First a pair, then differences in millionths. */
const packed = (line: readonly Point[]): readonly number[] =>
  line.flatMap(({ lat, lng }, at) => {
    const last = line[at - 1];
    if (last === undefined) return [lat, lng];
    return [Math.round((lat - last.lat) * MICRO), Math.round((lng - last.lng) * MICRO)];
  });

const direction =
  (mode: Mode) =>
  ({ param }: MapCall): object => {
    if (param("from") === "" || param("to") === "") return refuseMap(306);
    const [from, to] = [pointIn(param("from")), pointIn(param("to"))];
    const corner = { lat: to.lat, lng: from.lng };
    const { metres, minutes } = wayOf(mode, from, to);
    const first = Math.round(metresBetween(from, corner));
    const step = (instruction: string, distance: number, at: readonly [number, number]) => ({
      ...{ instruction, polyline_idx: at, road_name: "", dir_desc: "" },
      ...{ distance, act_desc: "" },
    });
    const route = {
      mode: mode.toUpperCase(),
      ...{ distance: metres, duration: minutes },
      polyline: packed([from, corner, to]),
      steps: [
        step(`直行${first}米`, first, [0, 3]),
        step(`转弯后直行${Math.max(0, metres - first)}米到达`, Math.max(0, metres - first), [2, 5]),
      ],
    };
    return { result: { routes: [route] } };
  };

const matrix = ({ param }: MapCall): object => {
  const mode = (param("mode") || "driving") as Mode;
  if (!Object.hasOwn(modes, mode)) return refuseMap(310);
  if (param("from") === "" || param("to") === "") return refuseMap(306);
  const [from, to] = [param("from"), param("to")].map((list) => list.split(";").map(pointIn));
  const rows = (from ?? []).map((a) => ({
    elements: (to ?? []).map((b) => {
      const { metres, minutes } = wayOf(mode, a, b);
      return { distance: metres, duration: minutes * 60 };
    }),
  }));
  return { result: { rows } };
};

/** WGS-84 to GCJ-02 by the community formula of contract §7.7. */
const shifted = ({ lat, lng }: Point): Point => {
  const isCovered = lng > 72.004 && lng < 137.8347 && lat > 0.8293 && lat < 55.8271;
  if (!isCovered) return { lat, lng };
  const [x, y] = [lng - 105, lat - 35];
  const pi = Math.PI;
  const waves = ((20 * Math.sin(6 * x * pi) + 20 * Math.sin(2 * x * pi)) * 2) / 3;
  const south = ((20 * Math.sin(y * pi) + 40 * Math.sin((y / 3) * pi)) * 2) / 3;
  const far = ((160 * Math.sin((y / 12) * pi) + 320 * Math.sin((y * pi) / 30)) * 2) / 3;
  const root = Math.sqrt(Math.abs(x));
  const dLat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves + south + far;
  const east = ((20 * Math.sin(x * pi) + 40 * Math.sin((x / 3) * pi)) * 2) / 3;
  const wide = ((150 * Math.sin((x / 12) * pi) + 300 * Math.sin((x / 30) * pi)) * 2) / 3;
  const dLng = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves + east + wide;
  const [a, ee] = [6_378_245, 0.006693421622965943];
  const rad = (lat / 180) * pi;
  const m = 1 - ee * Math.sin(rad) ** 2;
  return {
    lat: lat + (dLat * 180) / (((a * (1 - ee)) / (m * Math.sqrt(m))) * pi),
    lng: lng + (dLng * 180) / ((a / Math.sqrt(m)) * Math.cos(rad) * pi),
  };
};
/** BD-09 to GCJ-02. */
const unshifted = ({ lat, lng }: Point): Point => {
  const [x, y] = [lng - 0.0065, lat - 0.006];
  const turn = (Math.PI * 3000) / 180;
  const z = Math.sqrt(x * x + y * y) - 0.00002 * Math.sin(y * turn);
  const theta = Math.atan2(y, x) - 0.000003 * Math.cos(x * turn);
  return { lat: z * Math.sin(theta), lng: z * Math.cos(theta) };
};
const translate = ({ param }: MapCall): object => {
  if (param("locations") === "") return refuseMap(306);
  const points = param("locations").split(";").map(pointIn);
  const type = param("type");
  const turn = { "1": shifted, "3": unshifted, "5": (at: Point) => at }[type] ?? refuseMap(310);
  return { locations: points.map(turn).map(({ lat, lng }) => ({ lat, lng })) };
};

const ip = ({ param }: MapCall): object => {
  const [own] = cities;
  if (own === undefined) return refuseMap(347);
  return {
    result: {
      ip: param("ip") || "127.0.0.1",
      location: { lat: own.lat, lng: own.lng },
      ad_info: {
        ...{ nation: "中国", province: own.province, city: own.name, district: "" },
        adcode: Number(own.adcode),
      },
    },
  };
};

/** Ways, distances, conversions (contract §7.3). */
export const wayRoutes = [
  ...(Object.keys(modes) as Mode[]).flatMap((mode) => [
    mapRoute("GET", `/ws/direction/v1/${mode}`, "direction", direction(mode)),
    mapRoute("GET", `/ws/direction/v1/${mode}/`, "direction", direction(mode)),
  ]),
  mapRoute("GET", "/ws/distance/v1/matrix", "direction", matrix),
  mapRoute("GET", "/ws/coord/v1/translate", "coord", translate),
  mapRoute("GET", "/ws/location/v1/ip", "ip", ip),
];
