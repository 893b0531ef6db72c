import { MAP_LIMITS } from "../../../../engine/limits.ts";
import type { Body } from "../../json.ts";
import { isBody } from "../../json.ts";
import type { MapCall } from "./gate.ts";
import { countIn, mapRoute, pointIn, refuseMap } from "./gate.ts";
import type { Point } from "./gazetteer.ts";
import { districtAt, districts, metresBetween } from "./gazetteer.ts";

export const placeCloudTables =
  "CREATE TABLE IF NOT EXISTS place_cloud (account TEXT NOT NULL, tableId TEXT NOT NULL, id INTEGER NOT NULL, udId TEXT NOT NULL, row TEXT NOT NULL, createdS INTEGER NOT NULL, updatedS INTEGER NOT NULL, PRIMARY KEY (account, tableId, id)) WITHOUT ROWID";

interface Stored {
  readonly id: number;
  readonly udId: string;
  readonly row: string;
  readonly createdS: number;
  readonly updatedS: number;
}
interface Row extends Stored {
  readonly fields: Body & { readonly location: Point };
}
const TABLE = /^[A-Za-z0-9_-]{1,64}$/;

const tableIn = ({ param }: MapCall): string => {
  const table = param("table_id");
  if (table === "") return refuseMap(306);
  return TABLE.test(table) ? table : refuseMap(310);
};
const rowsOf = (call: MapCall): readonly Row[] =>
  call.core.database
    .all<Stored>(
      "SELECT id, udId, row, createdS, updatedS FROM place_cloud WHERE account = ? AND tableId = ? ORDER BY id",
      call.account.id,
      tableIn(call),
    )
    .map((stored) => ({ ...stored, fields: JSON.parse(stored.row) as Row["fields"] }));

const isPoint = (value: unknown): value is Point =>
  isBody(value) &&
  typeof value["lat"] === "number" &&
  typeof value["lng"] === "number" &&
  Math.abs(value["lat"]) <= 90 &&
  Math.abs(value["lng"]) <= 180;
const isSound = (row: unknown): row is Body =>
  isBody(row) &&
  typeof row["title"] === "string" &&
  row["title"] !== "" &&
  isPoint(row["location"]);

const put = (call: MapCall, id: number, row: Body, createdS: number): void => {
  const { core, account } = call;
  const udId = typeof row["ud_id"] === "string" ? row["ud_id"] : "";
  core.database.run(
    "INSERT OR REPLACE INTO place_cloud (account, tableId, id, udId, row, createdS, updatedS) VALUES (?, ?, ?, ?, ?, ?, ?)",
    ...[account.id, tableIn(call), id, udId, JSON.stringify(row), createdS, core.time.nowS()],
  );
};

const udIdOf = (row: unknown): string =>
  isBody(row) && typeof row["ud_id"] === "string" ? row["ud_id"] : "";
/** Why a row is not taken; `null` when it is. */
const faultOf = (row: unknown, taken: ReadonlySet<string>): string | null => {
  if (!isSound(row)) return "数据格式错误";
  return taken.has(udIdOf(row)) ? "ud_id重复" : null;
};
const newRowsIn = ({ body }: MapCall): readonly unknown[] => {
  const data: unknown = body["data"];
  if (!Array.isArray(data) || data.length === 0) return refuseMap(306);
  return data.length > MAP_LIMITS.cloudRowsPerCall ? refuseMap(310) : data;
};
const create = (call: MapCall): object => {
  const data = newRowsIn(call);
  const before = rowsOf(call);
  if (before.length + data.length > MAP_LIMITS.cloudRows) return refuseMap(310, "数据量超出配额");
  const taken = new Set(before.map(({ udId }) => udId).filter((udId) => udId !== ""));
  let next = (before.at(-1)?.id ?? 0) + 1;
  const success: object[] = [];
  const failed: object[] = [];
  for (const [idx, row] of data.entries()) {
    const message = faultOf(row, taken);
    const ud_id = udIdOf(row);
    if (message !== null) {
      failed.push({ idx, ud_id, message });
      continue;
    }
    if (ud_id !== "") taken.add(ud_id);
    put(call, next, row as Body, call.core.time.nowS());
    success.push({ id: String(next), ud_id });
    next += 1;
  }
  return { result: { count: success.length, success, failed } };
};

/** `id in("1","2")` or `ud_id in("s1")`. */
const filtered = (rows: readonly Row[], filter: string): readonly Row[] => {
  const found = /^\s*(id|ud_id)\s+in\s*\(([^()]*)\)\s*$/.exec(filter);
  if (found === null) return refuseMap(310);
  const values = new Set((found[2] ?? "").split(",").map((one) => one.trim().replaceAll('"', "")));
  return rows.filter(({ id, udId }) => values.has(found[1] === "id" ? String(id) : udId));
};
const update = (call: MapCall): object => {
  const { data } = call.body;
  if (!isBody(data)) return refuseMap(306);
  const rows = filtered(rowsOf(call), call.param("filter"));
  if (rows.length === 0) return refuseMap(347);
  for (const row of rows) {
    const changed = { ...row.fields, ...data };
    if (!isSound(changed)) return refuseMap(310);
    put(call, row.id, changed, row.createdS);
  }
  return { result: { count: rows.length } };
};
const remove = (call: MapCall): object => {
  const rows = filtered(rowsOf(call), call.param("filter"));
  for (const { id } of rows)
    call.core.database.run(
      "DELETE FROM place_cloud WHERE account = ? AND tableId = ? AND id = ?",
      ...[call.account.id, tableIn(call), id],
    );
  return { result: { count: rows.length } };
};

const shown = ({ id, udId, fields, createdS, updatedS }: Row, at?: Point): object => {
  const home = districtAt(fields.location);
  return {
    id: String(id),
    ud_id: udId,
    ...{ title: fields["title"], address: fields["address"] ?? "", tel: fields["tel"] ?? "" },
    location: fields.location,
    x: fields["x"] ?? {},
    ...{ province: home?.city.province ?? "", city: home?.city.name ?? "" },
    ...{ district: home?.district.name ?? "", adcode: home?.district.adcode ?? "" },
    ...{ create_time: createdS, update_time: updatedS },
    ...(at === undefined
      ? {}
      : { _distance: Math.round(metresBetween(at, fields.location) * 10) / 10 }),
  };
};
const page = (call: MapCall, rows: readonly Row[], at?: Point): object => {
  const keyword = call.param("keyword");
  const meant = rows.filter(({ fields }) => String(fields["title"]).includes(keyword));
  const size = countIn(call.param("page_size"), 10, MAP_LIMITS.cloudPage);
  const from = (countIn(call.param("page_index"), 1, 10_000) - 1) * size;
  const data = meant.slice(from, from + size).map((row) => shown(row, at));
  return { result: { count: meant.length, data } };
};

const list = (call: MapCall): object => {
  const rows = rowsOf(call);
  return page(call, call.param("filter") === "" ? rows : filtered(rows, call.param("filter")));
};
const nearby = (call: MapCall): object => {
  if (call.param("location") === "") return refuseMap(306);
  const at = pointIn(call.param("location"));
  const radius = countIn(call.param("radius"), 5_000, MAP_LIMITS.cloudRadiusM);
  const metres = (row: Row): number => metresBetween(at, row.fields.location);
  const rows = rowsOf(call).filter((row) => metres(row) <= radius);
  return page(
    call,
    [...rows].sort((a, b) => metres(a) - metres(b)),
    at,
  );
};
const region = (call: MapCall): object => {
  const names = call
    .param("region")
    .split(",")
    .filter((name) => name !== "");
  if (names.length === 0) return refuseMap(306);
  const isMeant = (row: Row): boolean => {
    const home = districtAt(row.fields.location);
    return names.every((name) => [home?.city.name, home?.district.name].includes(name));
  };
  const isKnown = names.every((name) =>
    districts.some(({ city, district }) => [city.name, district.name].includes(name)),
  );
  return isKnown ? page(call, rowsOf(call).filter(isMeant)) : refuseMap(347);
};
const rectangle = (call: MapCall): object => {
  const [a, b] = call.param("rectangle").split(";").map(pointIn);
  if (a === undefined || b === undefined) return refuseMap(306);
  const isIn = ({ fields: { location } }: Row): boolean =>
    location.lat >= Math.min(a.lat, b.lat) &&
    location.lat <= Math.max(a.lat, b.lat) &&
    location.lng >= Math.min(a.lng, b.lng) &&
    location.lng <= Math.max(a.lng, b.lng);
  return page(call, rowsOf(call).filter(isIn));
};
const tables = ({ core, account }: MapCall): object => ({
  message: "成功",
  result: {
    tables: core.database
      .all<{ tableId: string; n: number }>(
        "SELECT tableId, COUNT(*) AS n FROM place_cloud WHERE account = ? GROUP BY tableId",
        account.id,
      )
      .map(({ tableId, n }) => ({
        ...{ table_id: tableId, table_name: tableId, data_count: n, unique_ud_id: 1, x: {} },
      })),
  },
});

/** The cloud's place data (contract §7.4): any table id stands for a table that the console made. */
export const placeCloudRoutes = [
  mapRoute("GET", "/place_cloud/table/list", "place-cloud", tables),
  mapRoute("POST", "/place_cloud/data/create", "place-cloud", create),
  mapRoute("POST", "/place_cloud/data/update", "place-cloud", update),
  mapRoute("POST", "/place_cloud/data/delete", "place-cloud", remove),
  mapRoute("GET", "/place_cloud/data/list", "place-cloud", list),
  mapRoute("GET", "/place_cloud/search/nearby", "place-cloud", nearby),
  mapRoute("GET", "/place_cloud/search/region", "place-cloud", region),
  mapRoute("GET", "/place_cloud/search/rectangle", "place-cloud", rectangle),
];
