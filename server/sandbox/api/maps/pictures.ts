import { MAP_LIMITS } from "../../../../engine/limits.ts";
import { RawAnswer } from "../route.ts";
import { drawMap } from "./draw-map.ts";
import type { MapCall } from "./gate.ts";
import { countIn, mapRoute, pointIn, refuseMap } from "./gate.ts";
import type { Point } from "./gazetteer.ts";
import { footOn, nearestOf, roads } from "./gazetteer.ts";

const { picture, panoramaRadiusM } = MAP_LIMITS;
const png = (bytes: Buffer): RawAnswer =>
  new RawAnswer(200, { "content-type": "image/png" }, bytes);

const sizeIn = (text: string): { readonly width: number; readonly height: number } => {
  const found = /^(\d{2,4})[*x](\d{2,4})$/.exec(text);
  const [width, height] = [Number(found?.[1]), Number(found?.[2])];
  const isDrawn = width >= 50 && height >= 50 && width <= picture.width && height <= picture.height;
  return isDrawn ? { width, height } : refuseMap(310);
};
/** `size:large|color:0x…|label:k|lat,lng|lat,lng`. */
const marksIn = (text: string): readonly Point[] =>
  text
    .split("|")
    .filter((part) => part !== "" && !/^[a-z]+:/.test(part))
    .map(pointIn);

const staticMap = ({ param }: MapCall): RawAnswer => {
  const marks = marksIn(param("markers"));
  const [first] = marks;
  const centre = param("center") === "" ? first : pointIn(param("center"));
  if (centre === undefined) return refuseMap(306);
  const { min, max } = picture.zoom;
  const zoom = countIn(param("zoom"), 16, max);
  if (zoom < min) return refuseMap(310);
  return png(drawMap({ centre, zoom, marks, ...sizeIn(param("size") || "500*400") }));
};

/** Roads have a panorama every tenth of their length. */
const panoramaAt = (at: Point) => {
  const nearest = nearestOf(roads, (road) => footOn(road, at).metres);
  if (nearest === null) return null;
  const tenth = Math.round(footOn(nearest.one, at).part * 10);
  return {
    id: `PANO${roads.indexOf(nearest.one) + 1}T${tenth}`,
    metres: nearest.metres,
    road: nearest.one,
  };
};
const getPano = ({ param }: MapCall): object => {
  if (param("location") === "") return refuseMap(306);
  const at = pointIn(param("location"));
  const radius = countIn(param("radius"), panoramaRadiusM, panoramaRadiusM);
  const found = panoramaAt(at);
  if (found === null || found.metres > radius) return refuseMap(347);
  return { detail: { id: found.id, location: at, description: found.road.name } };
};
const streetPicture = ({ param }: MapCall): RawAnswer => {
  const road = roads[Number(/^PANO(\d+)T/.exec(param("pano"))?.[1]) - 1];
  const centre = param("location") === "" ? road?.from : pointIn(param("location"));
  if (centre === undefined) return refuseMap(306);
  return png(drawMap({ centre, zoom: 17, marks: [], ...sizeIn(param("size") || "600x480") }));
};

/** Pictures of the map and of streets (contract §7.5), drawn here. */
export const pictureRoutes = [
  mapRoute("GET", "/ws/staticmap/v2", "staticmap", staticMap),
  mapRoute("GET", "/ws/staticmap/v2/", "staticmap", staticMap),
  mapRoute("GET", "/ws/streetview/v1/getpano", "streetview", getPano),
  mapRoute("GET", "/ws/streetview/v1/image", "streetview", streetPicture),
];
