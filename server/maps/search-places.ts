import type { Static } from "typebox";
import { Type } from "typebox";
import type { AccountId, Position } from "../../engine/index.ts";
import { MAP_LIMITS } from "../../engine/limits.ts";
import type { MapClient } from "./map-client.ts";
import type { MapResult } from "./map-result.ts";
import { found, mapRefusal } from "./map-result.ts";

const PATH = "/ws/place/v1/search";
const KEEP_MS = 86_400_000;

const Row = Type.Object({
  id: Type.Optional(Type.String()),
  title: Type.String(),
  address: Type.Optional(Type.String()),
  tel: Type.Optional(Type.String()),
  location: Type.Object({ lat: Type.Number(), lng: Type.Number() }),
  _distance: Type.Optional(Type.Number()),
});
const Answer = Type.Object({ data: Type.Array(Row) });

/** A place that the services know; GCJ-02. */
export type KnownPlace = Position & {
  readonly id: string;
  readonly title: string;
  readonly address: string;
  readonly tel: string;
  /** Whole metres from where the search began; `null` in a region. */
  readonly metres: number | null;
};
/** Around a position, or in a region such as `上海`. */
export type SearchArea =
  | { readonly around: Position; readonly radiusM: number }
  | { readonly region: string };

const placeOf = (row: Static<typeof Row>): KnownPlace => ({
  id: row.id ?? "",
  title: row.title,
  address: row.address ?? "",
  tel: row.tel ?? "",
  lat: row.location.lat,
  lng: row.location.lng,
  metres: row._distance === undefined ? null : Math.round(row._distance),
});
const boundaryOf = (area: SearchArea): string =>
  "region" in area
    ? `region(${area.region},0)`
    : `nearby(${area.around.lat},${area.around.lng},${area.radiusM})`;

/** The services' own places by keyword, the nearest first ("地点搜索", contract §7.3); kept for a day. */
export const searchPlaces = (
  maps: MapClient,
  account: AccountId,
  {
    keyword,
    area,
    count,
  }: { readonly keyword: string; readonly area: SearchArea; readonly count: number },
): Promise<MapResult<readonly KnownPlace[]>> => {
  const word = keyword.trim();
  if (word === "" || word.length > MAP_LIMITS.keywordCharacters)
    return Promise.resolve(mapRefusal("map-310"));
  const params = {
    keyword: word,
    boundary: boundaryOf(area),
    page_size: String(Math.min(count, MAP_LIMITS.searchPage)),
    ...("around" in area ? { orderby: "_distance" } : {}),
  };
  const keep = { kind: "search", asked: JSON.stringify(params), forMs: KEEP_MS };
  return maps.remember(account, keep, async () => {
    const got = await maps.ask(account, { path: PATH, quota: "place", params }, Answer);
    return got.ok ? found(got.data.data.map(placeOf)) : got;
  });
};
