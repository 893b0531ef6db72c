import type { Place, UnlocatedPlace } from "../../engine/index.ts";
import { toGcj02 } from "../../engine/index.ts";
import type { CsvRow } from "./read-csv.ts";
import { readCsv } from "./read-csv.ts";

/** What is wrong with a row. */
export interface RowProblem {
  readonly line: number;
  readonly code: RowCode;
  /** The cell, or the id. */
  readonly found: string;
}
export type RowCode =
  | "place-row-columns"
  | "place-row-id"
  | "place-row-twice"
  | "place-row-name"
  | "place-row-position"
  | "place-row-datum"
  | "place-row-hours"
  | "place-row-days"
  | "place-row-nowhere"
  | "place-row-too-many";
export interface ReadPlaces {
  readonly places: readonly Place[];
  /** Only their address is known; `line` is theirs. */
  readonly unlocated: readonly (UnlocatedPlace & { readonly line: number })[];
  readonly problems: readonly RowProblem[];
}

/** Places of one list. */
export const MOST_PLACES = 100_000;
/** Columns as they may be called. */
const columns: Readonly<Record<string, readonly string[]>> = {
  id: ["id", "编号"],
  name: ["name", "名称", "门店"],
  address: ["address", "地址"],
  lat: ["lat", "latitude", "纬度"],
  lng: ["lng", "lon", "longitude", "经度"],
  datum: ["datum", "坐标系"],
  tel: ["tel", "phone", "电话"],
  hours: ["hours", "营业时间"],
  days: ["days", "营业日"],
};
type Cells = Readonly<Record<string, string>>;

const WINDOW = /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const DAYS = /^(workday|restday|(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?)$/;
const DATUM = /^(gcj02|wgs84|bd09)$/;
const NUMBER = /^-?\d{1,3}(\.\d+)?$/;

const partsOf = (text: string): readonly string[] =>
  text.split(/[\s;；、，]+/).filter((part) => part !== "");
const degrees = (text: string, most: number): number | null => {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Math.abs(value) <= most ? value : null;
};

const faultOf = (cells: Cells): readonly [code: RowCode, found: string] | null => {
  const { id = "", name = "", address = "", lat = "", lng = "", datum = "" } = cells;
  const { hours = "", days = "" } = cells;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) return ["place-row-id", id];
  if (name === "" || name.length > 100) return ["place-row-name", name];
  if (datum !== "" && !DATUM.test(datum)) return ["place-row-datum", datum];
  const isAnywhere = lat !== "" || lng !== "";
  if (isAnywhere && (degrees(lat, 90) === null || degrees(lng, 180) === null))
    return ["place-row-position", `${lat},${lng}`];
  if (!isAnywhere && address === "") return ["place-row-nowhere", id];
  if (!partsOf(hours).every((one) => WINDOW.test(one))) return ["place-row-hours", hours];
  return partsOf(days).every((one) => DAYS.test(one)) ? null : ["place-row-days", days];
};

const placeOf = (cells: Cells, list: string): UnlocatedPlace => {
  const { id = "", name = "", address = "", tel = "", hours = "", days = "" } = cells;
  return {
    ...{ id, name, list },
    address: address.slice(0, 200),
    tel: tel.slice(0, 40),
    ...(hours === "" ? {} : { hours: partsOf(hours) }),
    ...(days === "" ? {} : { days: partsOf(days) }),
  };
};

const namesOf = ({ cells }: CsvRow): readonly (string | null)[] =>
  cells.map((cell) => {
    const word = cell.trim().toLowerCase();
    return Object.keys(columns).find((name) => columns[name]?.includes(word)) ?? null;
  });
const cellsOf = (row: CsvRow, names: readonly (string | null)[]): Cells =>
  Object.fromEntries(
    names.flatMap((name, at) => (name === null ? [] : [[name, (row.cells[at] ?? "").trim()]])),
  );

/** Reads a sheet of places (CSV with a head); every row that is wrong is named with its line. `datum` is that of rows that name none. */
export const readPlaces = (
  text: string,
  { list, datum }: { readonly list: string; readonly datum: "gcj02" | "wgs84" | "bd09" },
): ReadPlaces => {
  const [head, ...rows] = readCsv(text);
  const names = head === undefined ? [] : namesOf(head);
  const nothing = { places: [], unlocated: [] };
  if (!names.includes("id") || !names.includes("name"))
    return { ...nothing, problems: [{ line: 1, code: "place-row-columns", found: "" }] };
  if (rows.length > MOST_PLACES)
    return {
      ...nothing,
      problems: [{ line: 1, code: "place-row-too-many", found: String(rows.length) }],
    };
  const places: Place[] = [];
  const unlocated: (UnlocatedPlace & { line: number })[] = [];
  const problems: RowProblem[] = [];
  const ids = new Set<string>();
  for (const row of rows) {
    const cells = cellsOf(row, names);
    const { id = "", lat = "", lng = "" } = cells;
    const fault = ids.has(id) ? (["place-row-twice", id] as const) : faultOf(cells);
    ids.add(id);
    if (fault !== null) problems.push({ line: row.line, code: fault[0], found: fault[1] });
    else if (lat === "") unlocated.push({ ...placeOf(cells, list), line: row.line });
    else {
      const from = (cells["datum"] || datum) as typeof datum;
      const at = toGcj02({ lat: Number(lat), lng: Number(lng) }, from);
      places.push({ ...placeOf(cells, list), ...at });
    }
  }
  return { places, unlocated, problems };
};
