import type { Account, Place } from "../schema/account.ts";
import type { Position } from "../schema/inbound-event.ts";

/** West, south, east, north, in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

const EARTH_M = 6_371_008.8;
const RADIANS = Math.PI / 180;
/** Rounding must not put a point of the area outside its box. */
const SLACK = 1e-9;

/** Great-circle distance of two positions in metres (haversine, mean radius of the earth). */
export const distanceM = (a: Position, b: Position): number => {
  const dLat = Math.sin(((b.lat - a.lat) * RADIANS) / 2);
  const dLng = Math.sin(((b.lng - a.lng) * RADIANS) / 2);
  const h = dLat * dLat + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * dLng * dLng;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)));
};

/** `3km`, `1.5km` or `500m` in metres. */
export const metresOf = (distance: string): number => {
  const value = Number.parseFloat(distance);
  return distance.endsWith("km") ? value * 1_000 : value;
};

/** A box around a circle; over a pole or the date line it reaches around the world. */
export const boxAround = ({ lat, lng }: Position, radiusM: number): Box => {
  const dLat = radiusM / EARTH_M / RADIANS + SLACK;
  const south = lat - dLat;
  const north = lat + dLat;
  if (south <= -90 || north >= 90) return [-180, Math.max(-90, south), 180, Math.min(90, north)];
  const ratio = Math.sin(radiusM / EARTH_M) / Math.cos(lat * RADIANS);
  const dLng = ratio >= 1 ? 180 : Math.asin(ratio) / RADIANS + SLACK;
  const isAcross = lng - dLng < -180 || lng + dLng > 180;
  return isAcross ? [-180, south, 180, north] : [lng - dLng, south, lng + dLng, north];
};

/** `[lat, lng]`, as a rule file has them. */
export type Corner = readonly [lat: number, lng: number];

/** The box of a polygon. */
export const boxOf = (corners: readonly Corner[]): Box => {
  const lats = corners.map(([lat]) => lat);
  const lngs = corners.map(([, lng]) => lng);
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
};

/** Whether a position lies in a polygon, by counting the edges a ray to the east crosses. */
export const isInside = (corners: readonly Corner[], { lat, lng }: Position): boolean => {
  let inside = false;
  let [lastLat, lastLng] = corners.at(-1) ?? [0, 0];
  for (const [cornerLat, cornerLng] of corners) {
    const isCrossed = cornerLat > lat !== lastLat > lat;
    if (
      isCrossed &&
      lng < ((lastLng - cornerLng) * (lat - cornerLat)) / (lastLat - cornerLat) + cornerLng
    )
      inside = !inside;
    lastLat = cornerLat;
    lastLng = cornerLng;
  }
  return inside;
};

/** Every place of the account, in `of`. */
export const ALL_PLACES = "places";

/** What `of` points to: one place, the places of a list, or all of them; a place's id goes before a list's name. */
export const placesOf = (name: string, settings: Account): readonly Place[] => {
  if (name === ALL_PLACES) return settings.places;
  const place = settings.places.find((one) => one.id === name);
  return place === undefined ? settings.places.filter((one) => one.list === name) : [place];
};
