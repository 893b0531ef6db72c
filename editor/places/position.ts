import { toGcj02 } from "../../engine/index.ts";
import type { Point } from "./map-view.ts";
import type { Datum, PlaceEntry, PlaceFile } from "./place-text.ts";
import { DATUMS } from "./place-text.ts";
import type { Mark } from "./point-map.tsx";

type Written = Pick<PlaceEntry, "lat" | "lng" | "datum">;

/** How a position is counted: as it says itself, or as its file does. */
export const datumOf = ({ datum }: Written, file: Datum): Datum =>
  DATUMS.find((one) => one === datum) ?? file;

const degrees = (text: string, most: number): number | null => {
  const value = /^-?\d{1,3}(?:\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN;
  return Math.abs(value) <= most ? value : null;
};
const numbersOf = ({ lat, lng }: Written): Point | null => {
  const [north, east] = [degrees(lat, 90), degrees(lng, 180)];
  return north === null || east === null ? null : { lat: north, lng: east };
};
/** Where a place is drawn, GCJ-02; `null` without a position. */
export const pointOf = (place: Written, file: Datum): Point | null => {
  const written = numbersOf(place);
  return written === null ? null : toGcj02(written, datumOf(place, file));
};
const text = (degrees: number): string => String(Math.round(degrees * 1e6) / 1e6);
/** The numbers of a place that was moved to a point of the map; its datum stays what it is. */
export const movedTo = (place: Written, to: Point, file: Datum): Pick<Written, "lat" | "lng"> => {
  const written = numbersOf(place);
  const drawn = pointOf(place, file);
  if (written === null || drawn === null) return { lat: text(to.lat), lng: text(to.lng) };
  // The datums lie some hundred metres apart, and as far everywhere in the neighbourhood.
  return {
    lat: text(written.lat + to.lat - drawn.lat),
    lng: text(written.lng + to.lng - drawn.lng),
  };
};
/** Places that have a position, to be drawn. */
export const marksOf = ({ places, datum }: PlaceFile): readonly Mark[] =>
  places.flatMap((place) => {
    const point = pointOf(place, datum);
    return point === null ? [] : [{ ...point, id: place.id, name: place.name }];
  });
