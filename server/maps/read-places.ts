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

const namesOf = ({ cells }: CsvRow): readonly (string | null)[] =>
  cells.map((cell) => {
    const word = cell.trim().toLowerCase();
    return Object.keys(columns).find((name) => columns[name]?.includes(word)) ?? null;
  });
const cellsOf = (row: CsvRow, names: readonly (string | null)[]): Cells =>
  Object.fromEntries(
    names.flatMap((name, at) => (name === null ? [] : [[name, (row.cells[at] ?? "").trim()]])),
  );

type Datum = "gcj02" | "wgs84" | "bd09";
/** A row as it was written, checked; `""` for what it leaves open. */
export interface PlaceRow {
  readonly line: number;
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly tel: string;
  readonly hours: readonly string[];
  readonly days: readonly string[];
  /** `null`: only the address is known. */
  readonly at: { readonly lat: number; readonly lng: number; readonly datum: Datum | "" } | null;
}

const rowOf = (cells: Cells, line: number): PlaceRow => {
  const { id = "", name = "", address = "", tel = "", hours = "", days = "" } = cells;
  const { lat = "", lng = "", datum = "" } = cells;
  return {
    ...{ line, id, name, address: address.slice(0, 200), tel: tel.slice(0, 40) },
    ...{ hours: partsOf(hours), days: partsOf(days) },
    at: lat === "" ? null : { lat: Number(lat), lng: Number(lng), datum: datum as Datum | "" },
  };
};

/** Reads a sheet of places (CSV with a head) row by row, positions as they were written; every row that is wrong is named with its line. */
export const readRows = (
  text: string,
): { readonly rows: readonly PlaceRow[]; readonly problems: readonly RowProblem[] } => {
  const [head, ...lines] = readCsv(text);
  const names = head === undefined ? [] : namesOf(head);
  if (!names.includes("id") || !names.includes("name"))
    return { rows: [], problems: [{ line: 1, code: "place-row-columns", found: "" }] };
  if (lines.length > MOST_PLACES) {
    const found = String(lines.length);
    return { rows: [], problems: [{ line: 1, code: "place-row-too-many", found }] };
  }
  const rows: PlaceRow[] = [];
  const problems: RowProblem[] = [];
  const ids = new Set<string>();
  for (const one of lines) {
    const cells = cellsOf(one, names);
    const { id = "" } = cells;
    const fault = ids.has(id) ? (["place-row-twice", id] as const) : faultOf(cells);
    ids.add(id);
    if (fault === null) rows.push(rowOf(cells, one.line));
    else problems.push({ line: one.line, code: fault[0], found: fault[1] });
  }
  return { rows, problems };
};

const placeOf = ({ id, name, address, tel, hours, days }: PlaceRow, list: string) => ({
  ...{ id, name, list, address, tel },
  ...(hours.length === 0 ? {} : { hours }),
  ...(days.length === 0 ? {} : { days }),
});

/** Reads a sheet of places as a list, positions in GCJ-02. `datum` is that of rows that name none. */
export const readPlaces = (
  text: string,
  { list, datum }: { readonly list: string; readonly datum: Datum },
): ReadPlaces => {
  const { rows, problems } = readRows(text);
  const places: Place[] = [];
  const unlocated: (UnlocatedPlace & { line: number })[] = [];
  for (const row of rows) {
    const place = placeOf(row, list);
    if (row.at === null) unlocated.push({ ...place, line: row.line });
    else places.push({ ...place, ...toGcj02(row.at, row.at.datum || datum) });
  }
  return { places, unlocated, problems };
};
