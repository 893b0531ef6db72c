import type { Json } from "../../engine/index.ts";
import { applyEdit } from "../document/edit.ts";
import { findAt, rootOf } from "../document/find.ts";
import type { Model } from "../document/model.ts";
import { modelOf } from "../document/model.ts";

export const DATUMS = ["gcj02", "wgs84", "bd09"] as const;
export type Datum = (typeof DATUMS)[number];
/** A place as its author wrote it, every value as text; `""` for what is not there. */
export interface PlaceEntry {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly lat: string;
  readonly lng: string;
  /** How its position is counted; `""`: as the file says. */
  readonly datum: string;
  readonly tel: string;
  readonly list: string;
  /** Apart by commas. */
  readonly hours: string;
  readonly days: string;
}
export const NO_PLACE: PlaceEntry = {
  ...{ id: "", name: "", address: "", lat: "", lng: "", datum: "" },
  ...{ tel: "", list: "", hours: "", days: "" },
};
/** What a file of places says. */
export interface PlaceFile {
  readonly places: readonly PlaceEntry[];
  /** Of positions that name none. */
  readonly datum: Datum;
}

const KEYS = Object.keys(NO_PLACE) as readonly (keyof PlaceEntry)[];
const COMMA = ", ";

const said = (model: Model | undefined): string => {
  if (typeof model === "string") return model;
  return Array.isArray(model) ? model.map((one: Model) => said(one)).join(COMMA) : "";
};
const under = (model: Model | undefined, key: string): Model | undefined =>
  model instanceof Map ? model.get(key) : undefined;
const entryOf = (model: Model): PlaceEntry =>
  Object.fromEntries(KEYS.map((key) => [key, said(under(model, key))])) as unknown as PlaceEntry;

const datumOf = (text: string): Datum => DATUMS.find((one) => one === text) ?? "gcj02";

/** Reads a file of places; `null` where it is no YAML that can be edited a place at a time. */
export const readPlaceFile = (text: string): PlaceFile | null => {
  try {
    const root = modelOf(rootOf(text).node);
    const places = under(root, "places");
    const list = Array.isArray(places) ? (places as readonly Model[]) : [];
    return { places: list.map(entryOf), datum: datumOf(said(under(root, "datum"))) };
  } catch {
    return null;
  }
};

const NUMBER = /^-?\d{1,3}(?:\.\d+)?$/;
/** Numbers as numbers, several parts as a list; what is wrong goes as it is, for the compiler to say. */
const writtenAs = (key: keyof PlaceEntry, text: string): Json => {
  if ((key === "lat" || key === "lng") && NUMBER.test(text)) return Number(text);
  if (key !== "hours" && key !== "days") return text;
  const parts = text.split(/[\s,，;；、]+/).filter((part) => part !== "");
  return parts.length === 1 ? (parts[0] ?? "") : parts;
};
const valuesOf = (place: PlaceEntry): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    KEYS.filter((key) => place[key].trim() !== "").map((key) => [
      key,
      writtenAs(key, place[key].trim()),
    ]),
  );
const started = (text: string): string => (text.trim() === "" ? "places:\n" : text);

/** Puts a place behind the others. Throws `EditRefused` or `UneditableText`, as all that follow. */
export const addPlace = (text: string, place: PlaceEntry): string => {
  const at = readPlaceFile(text)?.places.length ?? 0;
  const item = { value: valuesOf(place) };
  return applyEdit(started(text), { kind: "insert", at: ["places"], place: at, item, order: KEYS });
};
/** Changes what differs in a place, and no other byte. */
export const changePlace = (text: string, at: number, place: PlaceEntry): string => {
  const before = readPlaceFile(text)?.places[at] ?? NO_PLACE;
  return KEYS.reduce((said, key) => {
    const wanted = place[key].trim();
    if (wanted === before[key]) return said;
    const where = ["places", at, key];
    if (wanted === "") return applyEdit(said, { kind: "remove", at: where });
    return applyEdit(said, { kind: "set", at: where, value: writtenAs(key, wanted), order: KEYS });
  }, text);
};
export const removePlace = (text: string, at: number): string =>
  applyEdit(text, { kind: "remove", at: ["places", at] });

/** Many at once: each on lines of its own behind the list, where it has lines; printing them one by one takes too long. */
const addMany = (text: string, places: readonly PlaceEntry[]): string => {
  const list = findAt(text, ["places"]);
  const dash = list?.node.kind === "list" ? (list.node.items[0]?.dash ?? null) : null;
  if (list === null || dash === null) return places.reduce(addPlace, text);
  const column = dash - (text.lastIndexOf("\n", dash) + 1);
  const values = places.map(valuesOf) as Json;
  const printed = applyEdit("places:\n", { kind: "set", at: ["places"], value: values });
  const lines = printed.split("\n").slice(1, -1);
  const own = lines.map((line) => " ".repeat(column) + line.slice(2)).join("\n");
  const lineEnd = text.indexOf("\n", list.node.end);
  const end = lineEnd < 0 ? text.length : lineEnd;
  return `${text.slice(0, end)}\n${own}${text.slice(end)}`;
};
/** Brings places in: those of a known id are changed, the others follow behind. */
export const mergePlaces = (text: string, places: readonly PlaceEntry[]): string => {
  const known = new Map(readPlaceFile(text)?.places.map(({ id }, at) => [id, at]));
  const changed = places.reduce((said, place) => {
    const at = known.get(place.id);
    return at === undefined ? said : changePlace(said, at, place);
  }, text);
  const fresh = places.filter(({ id }) => !known.has(id));
  const [first, ...rest] = fresh;
  if (first === undefined) return changed;
  // The first one makes the list a list.
  return rest.length === 0 ? addPlace(changed, first) : addMany(addPlace(changed, first), rest);
};
