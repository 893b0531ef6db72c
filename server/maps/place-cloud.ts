import type { Static } from "typebox";
import { Type } from "typebox";
import type { AccountId, Position } from "../../engine/index.ts";
import { MAP_LIMITS } from "../../engine/limits.ts";
import type { MapRequest } from "./ask-maps.ts";
import type { MapClient } from "./map-client.ts";
import type { MapResult } from "./map-result.ts";
import { found, mapRefusal } from "./map-result.ts";

/** One of our places, as the cloud keeps it. */
export interface CloudPlace extends Position {
  /** Ours; unique in the table. */
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly tel: string;
}
/** What a push came to. */
export interface Pushed {
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
  /** Ids of ours that the cloud would not take. */
  readonly refused: readonly string[];
}
/** A place of ours that the cloud found. */
export type CloudFound = CloudPlace & { readonly metres: number | null };

const BASE = "/place_cloud";
const Row = Type.Object({
  ud_id: Type.Optional(Type.String()),
  title: Type.String(),
  address: Type.Optional(Type.String()),
  tel: Type.Optional(Type.String()),
  location: Type.Object({ lat: Type.Number(), lng: Type.Number() }),
  _distance: Type.Optional(Type.Number()),
});
const Page = Type.Object({
  result: Type.Object({ count: Type.Integer({ minimum: 0 }), data: Type.Array(Row) }),
});
const Done = Type.Object({
  result: Type.Optional(
    Type.Object({
      failed: Type.Optional(Type.Array(Type.Object({ ud_id: Type.Optional(Type.String()) }))),
    }),
  ),
});
type Row = Static<typeof Row>;

const rowOf = ({ id, name, address, tel, lat, lng }: CloudPlace) => ({
  ud_id: id,
  title: name,
  ...{ address, tel },
  location: { lat, lng },
});
const placeOf = (row: Row): CloudPlace => ({
  id: row.ud_id ?? "",
  name: row.title,
  address: row.address ?? "",
  tel: row.tel ?? "",
  lat: row.location.lat,
  lng: row.location.lng,
});
const isSame = (a: CloudPlace, b: CloudPlace): boolean =>
  JSON.stringify(rowOf(a)) === JSON.stringify(rowOf(b));

const parts = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  );
/** Ids are letters, digits, `-` and `_`: nothing in them ends the quotes. */
const filterOf = (ids: readonly string[]): string =>
  `ud_id in(${ids.map((id) => `"${id}"`).join(",")})`;

class Cloud {
  readonly #maps: MapClient;
  readonly #account: AccountId;
  readonly #table: string;
  constructor(maps: MapClient, account: AccountId, table: string) {
    this.#maps = maps;
    this.#account = account;
    this.#table = table;
  }

  #get(path: string, params: MapRequest["params"]) {
    const request = { path: BASE + path, quota: "place-cloud" } as const;
    const all = { ...params, table_id: this.#table };
    return this.#maps.ask(this.#account, { ...request, params: all }, Page);
  }
  #post(path: string, json: Readonly<Record<string, unknown>>) {
    const request = { path: BASE + path, quota: "place-cloud", params: { table_id: this.#table } };
    return this.#maps.ask(this.#account, { ...request, quota: "place-cloud", json }, Done);
  }

  /** Every row of ours, a page at a time. */
  async list(): Promise<MapResult<readonly CloudPlace[]>> {
    const rows: CloudPlace[] = [];
    for (let page = 1; ; page += 1) {
      const got = await this.#get("/data/list", {
        page_index: String(page),
        page_size: String(MAP_LIMITS.cloudPage),
      });
      if (!got.ok) return got;
      const { count, data } = got.data.result;
      rows.push(...data.map(placeOf));
      if (data.length === 0 || rows.length >= count) return found(rows);
    }
  }

  async nearby(at: Position, radiusM: number, count: number) {
    return this.#get("/search/nearby", {
      location: `${at.lat},${at.lng}`,
      radius: String(Math.min(radiusM, MAP_LIMITS.cloudRadiusM)),
      page_size: String(Math.min(count, MAP_LIMITS.cloudPage)),
      orderby: `distance(${at.lat},${at.lng})`,
    });
  }

  /** Gives the ids that were not taken. */
  async create(places: readonly CloudPlace[]): Promise<MapResult<readonly string[]>> {
    const refused: string[] = [];
    for (const part of parts(places, MAP_LIMITS.cloudRowsPerCall)) {
      const got = await this.#post("/data/create", { data: part.map(rowOf) });
      if (!got.ok) return got;
      refused.push(...(got.data.result?.failed ?? []).map(({ ud_id = "" }) => ud_id));
    }
    return found(refused);
  }

  async update(places: readonly CloudPlace[]): Promise<MapResult<number>> {
    for (const place of places) {
      const { ud_id: _, ...data } = rowOf(place);
      const got = await this.#post("/data/update", { filter: filterOf([place.id]), data });
      if (!got.ok) return got;
    }
    return found(places.length);
  }

  async delete(ids: readonly string[]): Promise<MapResult<number>> {
    for (const part of parts(ids, MAP_LIMITS.cloudRowsPerCall)) {
      const got = await this.#post("/data/delete", { filter: filterOf(part) });
      if (!got.ok) return got;
    }
    return found(ids.length);
  }
}

const open = async (maps: MapClient, account: AccountId): Promise<MapResult<Cloud>> => {
  const known = await maps.account(account);
  if (!known.ok) return known;
  const { table } = known.data;
  return table === "" ? mapRefusal("map-no-table") : found(new Cloud(maps, account, table));
};

/** Makes the cloud's table hold exactly these places: what is missing is created, what differs updated, what is too many deleted. */
export const pushPlaces = async (
  maps: MapClient,
  account: AccountId,
  places: readonly CloudPlace[],
): Promise<MapResult<Pushed>> => {
  const cloud = await open(maps, account);
  if (!cloud.ok) return cloud;
  if (places.length > MAP_LIMITS.cloudRows)
    return mapRefusal("map-310", `more than ${MAP_LIMITS.cloudRows} places`);
  const held = await cloud.data.list();
  if (!held.ok) return held;
  const before = new Map(held.data.map((place) => [place.id, place]));
  const wanted = new Set(places.map(({ id }) => id));
  // First what frees rows: a table that is full takes no new ones.
  const gone = [...before.keys()].filter((id) => id !== "" && !wanted.has(id));
  const deleted = await cloud.data.delete(gone);
  if (!deleted.ok) return deleted;
  const fresh = places.filter(({ id }) => !before.has(id));
  const refused = await cloud.data.create(fresh);
  if (!refused.ok) return refused;
  const changed = places.filter((place) => {
    const old = before.get(place.id);
    return old !== undefined && !isSame(old, place);
  });
  const updated = await cloud.data.update(changed);
  if (!updated.ok) return updated;
  return found({
    created: fresh.length - refused.data.length,
    updated: updated.data,
    deleted: deleted.data,
    refused: refused.data,
  });
};

/** Places of ours around a position, the nearest first, as the cloud finds them. */
export const searchCloud = async (
  maps: MapClient,
  account: AccountId,
  {
    at,
    radiusM,
    count,
  }: { readonly at: Position; readonly radiusM: number; readonly count: number },
): Promise<MapResult<readonly CloudFound[]>> => {
  const cloud = await open(maps, account);
  if (!cloud.ok) return cloud;
  const got = await cloud.data.nearby(at, radiusM, count);
  if (!got.ok) return got;
  return found(
    got.data.result.data.map((row) => ({
      ...placeOf(row),
      metres: row._distance === undefined ? null : Math.round(row._distance),
    })),
  );
};
