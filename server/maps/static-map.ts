import type { AccountId, Position } from "../../engine/index.ts";
import { MAP_LIMITS } from "../../engine/limits.ts";
import type { MapPicture } from "./ask-maps.ts";
import type { MapClient } from "./map-client.ts";
import type { MapResult } from "./map-result.ts";
import { mapRefusal } from "./map-result.ts";

/** A picture of a map with a mark in its middle. */
export interface MapView {
  readonly centre: Position;
  /** 4 a country … 18 a house. */
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
}
const { picture } = MAP_LIMITS;
const isDrawable = ({ zoom, width, height }: MapView): boolean =>
  zoom >= picture.zoom.min &&
  zoom <= picture.zoom.max &&
  Math.min(width, height) >= 50 &&
  width <= picture.width &&
  height <= picture.height;

/** Draws a map ("静态图", contract §7.5). Whoever shows it keeps it: it does not go into storage. */
export const drawMap = (
  maps: MapClient,
  account: AccountId,
  view: MapView,
): Promise<MapResult<MapPicture>> => {
  if (!isDrawable(view)) return Promise.resolve(mapRefusal("map-310"));
  const { centre, zoom, width, height } = view;
  const at = `${centre.lat},${centre.lng}`;
  return maps.picture(account, {
    path: "/ws/staticmap/v2/",
    quota: "staticmap",
    params: {
      center: at,
      zoom: String(zoom),
      size: `${width}*${height}`,
      format: "png",
      markers: `size:large|color:0xE84545|${at}`,
    },
  });
};
