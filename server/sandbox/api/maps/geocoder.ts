import type { MapCall } from "./gate.ts";
import { countIn, mapRoute, pointIn, refuseMap } from "./gate.ts";
import type { City, District, Point, Road } from "./gazetteer.ts";
import {
  between,
  cities,
  districtAt,
  districtOf,
  footOn,
  metresBetween,
  nearestOf,
  pois,
  roads,
} from "./gazetteer.ts";

/** `上海市` is also written `上海`. */
const bare = (name: string): string => name.replace(/[市区]$|新区$/u, "");
const mentions = (text: string, name: string): boolean => text.includes(bare(name));

interface Parsed {
  readonly city: City;
  readonly district: District | null;
  readonly road: Road | null;
  readonly house: number | null;
}
const parse = (text: string, region: string): Parsed | null => {
  const city =
    cities.find(({ name }) => mentions(text, name)) ??
    cities.find(({ name }) => region !== "" && mentions(region, name)) ??
    cities.find((one) => one.districts.some(({ name }) => text.includes(name)));
  if (city === undefined) return null;
  const own = city.districts.find(({ name }) => text.includes(name)) ?? null;
  const inside = (one: Road): boolean =>
    own === null
      ? city.districts.some(({ adcode }) => adcode === one.district)
      : own.adcode === one.district;
  const road = roads.find((one) => inside(one) && text.includes(one.name)) ?? null;
  const number = road === null ? null : /^\D{0,6}(\d{1,5})/.exec(text.split(road.name)[1] ?? "");
  const house = number?.[1] === undefined ? null : Number(number[1]);
  const district = own ?? districtOf(road?.district ?? "")?.district ?? null;
  return { city, district, road, house };
};

/** The more of an address is known, the surer and the more exact it is. */
const precision = ({ district, road, house }: Parsed) => {
  if (road !== null && house !== null)
    return { similarity: 0.99, deviation: 100, reliability: 8, level: 9 };
  if (road !== null) return { similarity: 0.9, deviation: 1_000, reliability: 7, level: 7 };
  if (district !== null) return { similarity: 0.6, deviation: 5_000, reliability: 5, level: 2 };
  return { similarity: 0.3, deviation: 20_000, reliability: 3, level: 1 };
};
const positionOf = ({ city, district, road, house }: Parsed): Point => {
  if (road === null) return { lat: (district ?? city).lat, lng: (district ?? city).lng };
  return between(road.from, road.to, house === null ? 0.5 : house / road.houses);
};

const namedPlace = (text: string) => {
  const one = pois.find(({ name }) => text.endsWith(name));
  const home = one === undefined ? undefined : districtOf(one.district);
  if (one === undefined || home === undefined) return null;
  // A name alone could stand in any city.
  return mentions(text, home.city.name) ? { one, home } : null;
};

const forward = (address: string, region: string): object => {
  if (address.length > 200) return refuseMap(310);
  const named = namedPlace(address);
  const parsed = parse(address, region);
  if (parsed === null) return refuseMap(347);
  const { city, district, road, house } = parsed;
  const at = named === null ? positionOf(parsed) : { lat: named.one.lat, lng: named.one.lng };
  const how =
    named === null
      ? precision(parsed)
      : { similarity: 1, deviation: 50, reliability: 9, level: 11 };
  return {
    result: {
      title: named?.one.name ?? `${road?.name ?? ""}${house === null ? "" : `${house}号`}`,
      location: { lng: at.lng, lat: at.lat },
      ad_info: { adcode: district?.adcode ?? city.adcode },
      address_components: {
        province: city.province,
        city: city.name,
        district: district?.name ?? "",
        street: road?.name ?? "",
        street_number: house === null ? "" : String(house),
      },
      ...how,
    },
  };
};

const ROAD_M = 2_000;
const roadAt = (at: Point) => {
  const found = nearestOf(roads, (road) => footOn(road, at).metres);
  return found === null || found.metres > ROAD_M ? null : found.one;
};
const near = (at: Point, radiusM: number) =>
  pois
    .map((poi) => ({ poi, metres: metresBetween(poi, at) }))
    .filter(({ metres }) => metres <= radiusM)
    .sort((a, b) => a.metres - b.metres);

const nowhere = (at: Point): object => ({
  result: {
    location: at,
    address: "",
    formatted_addresses: { recommend: "", rough: "" },
    address_component: {
      nation: "",
      province: "",
      city: "",
      district: "",
      street: "",
      street_number: "",
    },
    ad_info: { nation_code: "", adcode: "", name: "", location: at },
    poi_count: 0,
  },
});

const optionsIn = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(";").flatMap((pair) => {
      const [name, value] = pair.split("=");
      return name === undefined || value === undefined
        ? []
        : [[name.trim(), value.trim()] as const];
    }),
  );
const poisAt = (at: Point, { param }: MapCall): object => {
  if (param("get_poi") !== "1") return {};
  const options = optionsIn(param("poi_options"));
  const radiusM = countIn(options.get("radius") ?? "", 1_000, 5_000);
  const found = near(at, radiusM).slice(0, countIn(options.get("page_size") ?? "", 10, 20));
  return {
    poi_count: found.length,
    pois: found.map(({ poi, metres }) => ({
      id: `poi-${pois.indexOf(poi) + 1}`,
      title: poi.name,
      address: "",
      category: poi.category,
      location: { lat: poi.lat, lng: poi.lng },
      _distance: Math.round(metres * 10) / 10,
      _dir_desc: "",
    })),
  };
};

const reverse = (call: MapCall): object => {
  const at = pointIn(call.param("location"));
  const home = districtAt(at);
  if (home === null) return nowhere(at);
  const { city, district } = home;
  const road = roadAt(at);
  const house =
    road === null ? "" : `${Math.max(1, Math.round(footOn(road, at).part * road.houses))}号`;
  const [landmark] = near(at, 1_000);
  const street = road?.name ?? "";
  return {
    result: {
      location: at,
      address: `${city.name}${district.name}${street}${house}`,
      formatted_addresses: {
        recommend: `${district.name}${landmark?.poi.name ?? street}`,
        rough: `${district.name}${street}`,
      },
      address_component: {
        ...{ nation: "中国", province: city.province, city: city.name, district: district.name },
        ...{ street, street_number: house },
      },
      ad_info: {
        ...{ nation_code: "156", adcode: district.adcode, city_code: `156${city.adcode}` },
        name: `中国,${city.province},${city.name},${district.name}`,
        location: { lat: district.lat, lng: district.lng },
        ...{ nation: "中国", province: city.province, city: city.name, district: district.name },
      },
      ...poisAt(at, call),
    },
  };
};

/** Addresses to positions and back (contract §7.2). */
export const geocoderRoutes = [
  mapRoute("GET", "/ws/geocoder/v1", "geocoder", (call) => {
    const address = call.param("address").trim();
    if (call.param("location") !== "") return reverse(call);
    return address === "" ? refuseMap(306) : forward(address, call.param("region"));
  }),
];
