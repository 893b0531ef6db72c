import type { MapCall } from "./gate.ts";
import { countIn, mapRoute, pointIn, refuseMap } from "./gate.ts";
import type { Poi, Point } from "./gazetteer.ts";
import { cities, districtOf, districts, metresBetween, pois } from "./gazetteer.ts";

interface Found {
  readonly poi: Poi;
  readonly metres: number | null;
}
const adOf = (adcode: string): object => {
  const home = districtOf(adcode);
  return {
    adcode: Number(adcode),
    province: home?.city.province ?? "",
    city: home?.city.name ?? "",
    district: home?.district.name ?? "",
  };
};
const rowOf = ({ poi, metres }: Found): object => ({
  id: `poi-${pois.indexOf(poi) + 1}`,
  title: poi.name,
  address: districtOf(poi.district)?.district.name ?? "",
  tel: poi.tel,
  category: poi.category,
  type: 0,
  location: { lat: poi.lat, lng: poi.lng },
  ...(metres === null ? {} : { _distance: Math.round(metres * 10) / 10 }),
  ad_info: adOf(poi.district),
});

const around = (at: Point, radiusM: number): readonly Found[] =>
  pois
    .map((poi) => ({ poi, metres: metresBetween(poi, at) }))
    .filter(({ metres }) => metres <= radiusM)
    .sort((a, b) => a.metres - b.metres);
const inRegion = (name: string): readonly Found[] => {
  const codes = new Set(
    districts
      .filter(({ city, district }) =>
        [city.name, district.name].some((one) => one.startsWith(name)),
      )
      .map(({ district }) => district.adcode),
  );
  return pois.filter((poi) => codes.has(poi.district)).map((poi) => ({ poi, metres: null }));
};
const inBox = (a: Point, b: Point): readonly Found[] =>
  pois
    .filter(
      ({ lat, lng }) =>
        lat >= Math.min(a.lat, b.lat) &&
        lat <= Math.max(a.lat, b.lat) &&
        lng >= Math.min(a.lng, b.lng) &&
        lng <= Math.max(a.lng, b.lng),
    )
    .map((poi) => ({ poi, metres: null }));

const within = (boundary: string): readonly Found[] => {
  const found = /^(nearby|region|rectangle)\((.+)\)$/.exec(boundary);
  const parts = (found?.[2] ?? "").split(",").map((part) => part.trim());
  const [a = "", b = "", c = "", d = ""] = parts;
  if (found?.[1] === "nearby") return around(pointIn(`${a},${b}`), countIn(c, 1_000, 1_000_000));
  if (found?.[1] === "rectangle") return inBox(pointIn(`${a},${b}`), pointIn(`${c},${d}`));
  return found?.[1] === "region" && a !== "" ? inRegion(a) : refuseMap(310);
};
const isMeant =
  (keyword: string) =>
  ({ poi }: Found): boolean =>
    poi.name.includes(keyword) || poi.category.includes(keyword);

const page = ({ param }: MapCall, all: readonly Found[]): object => {
  const size = countIn(param("page_size"), 10, 20);
  const from = (countIn(param("page_index"), 1, 100) - 1) * size;
  return { message: "Success", count: all.length, data: all.slice(from, from + size).map(rowOf) };
};
const search = (call: MapCall): object => {
  const keyword = call.param("keyword").trim();
  if (keyword === "" || call.param("boundary") === "") return refuseMap(306);
  return page(call, within(call.param("boundary")).filter(isMeant(keyword)));
};
const explore = (call: MapCall): object => {
  if (call.param("boundary") === "") return refuseMap(306);
  return page(call, within(call.param("boundary")));
};
const suggestion = (call: MapCall): object => {
  const keyword = call.param("keyword").trim();
  if (keyword === "") return refuseMap(306);
  const region = call.param("region");
  const all = region === "" ? pois.map((poi) => ({ poi, metres: null })) : inRegion(region);
  return page(call, all.filter(isMeant(keyword)));
};

const area = (one: { name: string; adcode: string } & Point): object => ({
  id: one.adcode,
  fullname: one.name,
  location: { lat: one.lat, lng: one.lng },
});
const children = ({ param }: MapCall): object => {
  const id = param("id");
  if (id === "") return { result: [cities.map(area)], data_version: "20261101" };
  const own = cities.find(({ adcode }) => adcode === id);
  return own === undefined ? refuseMap(347) : { result: [own.districts.map(area)] };
};
const named = ({ param }: MapCall): object => {
  const keyword = param("keyword");
  if (keyword === "") return refuseMap(306);
  const all = [...cities, ...cities.flatMap((one) => one.districts)];
  return {
    result: [
      all.filter(({ name, adcode }) => name.startsWith(keyword) || adcode === keyword).map(area),
    ],
  };
};
const list = (): object => ({
  result: [cities.map(area), cities.flatMap((one) => one.districts.map(area))],
});

/** Places by keyword, suggestions, districts (contract §7.3). */
export const searchRoutes = [
  mapRoute("GET", "/ws/place/v1/search", "place", search),
  mapRoute("GET", "/ws/place/v1/explore", "place", explore),
  mapRoute("GET", "/ws/place/v1/suggestion", "place", suggestion),
  mapRoute("GET", "/ws/district/v1/list", "district", list),
  mapRoute("GET", "/ws/district/v1/getchildren", "district", children),
  mapRoute("GET", "/ws/district/v1/search", "district", named),
];
