import type { Spot } from "../lines.ts";

/** A part of the world, drawn without a projection: true enough for a city. */
export interface MapView {
  readonly lat: number;
  readonly lng: number;
  /** Degrees of latitude from top to bottom. */
  readonly span: number;
}
/** A point of the drawing. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
type Position = Pick<Spot, "lat" | "lng">;

/** Size of the drawing. */
export const mapWidth = 320;
export const mapHeight = 200;

/** Where a map without places begins: Tian'anmen, as the platform's own examples do. */
const start: MapView = { lat: 39.90882, lng: 116.39747, span: 0.05 };
const narrowest = 0.002;
const widest = 40;

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
const clamp = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, value));

/** Degrees of longitude from left to right: meridians come closer towards the poles. */
const width = ({ lat, span }: MapView): number =>
  (span * mapWidth) / mapHeight / Math.cos((lat * Math.PI) / 180);

/** A view that shows all places with some air around them. */
export const viewOf = (places: readonly Position[]): MapView => {
  if (places.length === 0) return start;
  const lats = places.map(({ lat }) => lat);
  const lngs = places.map(({ lng }) => lng);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const [west, east] = [Math.min(...lngs), Math.max(...lngs)];
  const lat = (south + north) / 2;
  const shrink = Math.cos((lat * Math.PI) / 180) * (mapHeight / mapWidth);
  const span = clamp(Math.max(north - south, (east - west) * shrink) * 1.6, 0.02, widest);
  return { lat: round(lat), lng: round((west + east) / 2), span };
};

/** Closer (0.5) or farther (2). */
export const zoom = (view: MapView, by: number): MapView => ({
  ...view,
  span: clamp(view.span * by, narrowest, widest),
});

/** Where a position stands in the drawing. */
export const pointOf = (view: MapView, { lat, lng }: Position): Point => ({
  x: mapWidth / 2 + ((lng - view.lng) / width(view)) * mapWidth,
  y: mapHeight / 2 - ((lat - view.lat) / view.span) * mapHeight,
});

/** The position of a point of the drawing. */
export const positionOf = (view: MapView, { x, y }: Point): Position => ({
  lat: round(clamp(view.lat - ((y - mapHeight / 2) / mapHeight) * view.span, -85, 85)),
  lng: round(view.lng + ((x - mapWidth / 2) / mapWidth) * width(view)),
});

/** The nearest place within a few points of a point, `null` when none is. */
export const nearestPlace = (
  view: MapView,
  places: readonly Spot[],
  position: Position,
): Spot | null => {
  const at = pointOf(view, position);
  const near = places
    .map((place) => ({ place, point: pointOf(view, place) }))
    .map(({ place, point }) => ({ place, far: Math.hypot(point.x - at.x, point.y - at.y) }))
    .filter(({ far }) => far < 10)
    .sort((a, b) => a.far - b.far);
  return near[0]?.place ?? null;
};
