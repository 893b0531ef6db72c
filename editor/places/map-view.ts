/** Degrees. */
export interface Point {
  readonly lat: number;
  readonly lng: number;
}
/** A part of the earth on a small drawing; the scale is that of web maps, so that their pictures fit. */
export interface MapView {
  readonly centre: Point;
  /** 2 a continent … 19 a house. */
  readonly zoom: number;
}
/** Of the drawing, in its own units. */
export const SIZE = { width: 360, height: 240 } as const;
export const ZOOM = { min: 2, max: 19 } as const;

const RADIANS = Math.PI / 180;
const EQUATOR_M = 156_543.033_92;
const DEGREE_M = 111_195.08;
const cosOf = (lat: number): number => Math.max(0.01, Math.cos(lat * RADIANS));

/** Metres that one unit of the drawing stands for. */
export const metresPerUnit = ({ centre, zoom }: MapView): number =>
  (EQUATOR_M * cosOf(centre.lat)) / 2 ** zoom;
/** Where a point is drawn. */
export const placeOn = (view: MapView, { lat, lng }: Point): readonly [x: number, y: number] => {
  const { centre } = view;
  const unit = metresPerUnit(view);
  const x = ((lng - centre.lng) * DEGREE_M * cosOf(centre.lat)) / unit;
  const y = ((centre.lat - lat) * DEGREE_M) / unit;
  return [SIZE.width / 2 + x, SIZE.height / 2 + y];
};
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
const within = (value: number, most: number): number => Math.min(most, Math.max(-most, value));
/** A point moved by units of the drawing, to the right and down; to ten centimetres. */
export const moved = (view: MapView, { lat, lng }: Point, dx: number, dy: number): Point => {
  const metres = metresPerUnit(view);
  return {
    lat: round(within(lat - (dy * metres) / DEGREE_M, 90)),
    lng: round(within(lng + (dx * metres) / (DEGREE_M * cosOf(view.centre.lat)), 180)),
  };
};
/** The point of the earth at a place of the drawing. */
export const pointAt = (view: MapView, x: number, y: number): Point =>
  moved(view, view.centre, x - SIZE.width / 2, y - SIZE.height / 2);

const zoomFor = (metres: number, lat: number): number => {
  const unit = Math.max(metres, 1) / (SIZE.height * 0.8);
  const zoom = Math.floor(Math.log2((EQUATOR_M * cosOf(lat)) / unit));
  return Math.min(17, Math.max(ZOOM.min, zoom));
};
/** A view that holds all points, and a circle of this radius around the first. */
export const viewOf = (points: readonly Point[], radiusM: number): MapView => {
  const [first] = points;
  if (first === undefined) return { centre: { lat: 35, lng: 105 }, zoom: ZOOM.min + 1 };
  const lats = points.map(({ lat }) => lat);
  const lngs = points.map(({ lng }) => lng);
  const centre = {
    lat: (Math.min(...lats) + Math.max(...lats)) / 2,
    lng: (Math.min(...lngs) + Math.max(...lngs)) / 2,
  };
  const high = (Math.max(...lats) - Math.min(...lats)) * DEGREE_M;
  const wide = (Math.max(...lngs) - Math.min(...lngs)) * DEGREE_M * cosOf(centre.lat);
  const metres = Math.max(high * 1.2, wide * 0.8) + radiusM * 2;
  return { centre, zoom: zoomFor(metres, centre.lat) };
};
const MARGIN = 20;
/** The same view, around a point that would lie outside. */
export const holding = (view: MapView, point: Point | null): MapView => {
  if (point === null) return view;
  const [x, y] = placeOn(view, point);
  const isSeen = x > MARGIN && x < SIZE.width - MARGIN && y > MARGIN && y < SIZE.height - MARGIN;
  return isSeen ? view : { ...view, centre: point };
};

const LONGEST = 100;
/** A round length in metres of at most a hundred units of the drawing. */
export const scaleOf = (view: MapView): { readonly metres: number; readonly units: number } => {
  const unit = metresPerUnit(view);
  const most = unit * LONGEST;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = power * ([5, 2].find((factor) => factor * power <= most) ?? 1);
  return { metres, units: metres / unit };
};
/** `500 m`, `1.5 km`. */
export const lengthText = (metres: number): string =>
  metres >= 1_000 ? `${Math.round(metres / 100) / 10} km` : `${Math.round(metres)} m`;
