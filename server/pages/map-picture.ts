import type { Request, Response, Router } from "express";
import express from "express";
import type { Position } from "../../engine/index.ts";
import type { MapPicture } from "../maps/ask-maps.ts";
import type { MapClient } from "../maps/map-client.ts";
import { drawMap } from "../maps/static-map.ts";
import { Recent } from "../recent.ts";
import type { Mark } from "./marks.ts";
import { isSame } from "./marks.ts";

/** Begins with what no account's id begins with. */
const FOLDER = "-map";
/** As wide as the picture of a card is shown, in the proportion the platform asks for. */
const VIEW = { zoom: 16, width: 600, height: 256 } as const;
const KEPT = 500;
const KEPT_S = 7 * 86_400;

export interface MapPictures {
  /** Below `/p`. */
  readonly router: Router;
  /** Where the picture of the map around a position is to be had; nobody but us can make such an address. */
  readonly url: (account: string, at: Position) => string;
}
const spotOf = ({ lat, lng }: Position): string => `${lat.toFixed(5)},${lng.toFixed(5)}`;
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** Pictures of maps for cards: drawn by the map services when somebody looks, so that the key stays here. */
export const mapPictures = ({
  maps,
  mark,
  publicUrl,
}: {
  readonly maps: MapClient;
  readonly mark: Mark;
  readonly publicUrl: () => string;
}): MapPictures => {
  const drawn = new Recent<MapPicture>(KEPT);
  const pictureAt = async (account: string, centre: Position): Promise<MapPicture | null> => {
    const key = `${account}\n${spotOf(centre)}`;
    const known = drawn.get(key);
    if (known !== undefined) return known;
    const got = await drawMap(maps, account, { centre, ...VIEW });
    if (!got.ok) return null;
    drawn.set(key, got.data);
    return got.data;
  };
  const show = async (request: Request, response: Response): Promise<void> => {
    const account = textOf(request.params["account"]);
    const spot = textOf(request.params["spot"]).replace(/\.png$/, "");
    const isOurs = isSame(textOf(request.query["mark"]), mark("map", account, spot));
    const [lat = Number.NaN, lng = Number.NaN] = spot.split(",").map(Number);
    const picture = isOurs ? await pictureAt(account, { lat, lng }) : null;
    if (picture === null) {
      response.status(404).setHeader("Cache-Control", "no-store");
      response.end();
      return;
    }
    response.setHeader("Cache-Control", `public, max-age=${KEPT_S}`);
    response.type(picture.contentType).send(Buffer.from(picture.bytes));
  };
  const router = express.Router();
  router.get(`/${FOLDER}/:account/:spot`, (request, response, next) => {
    show(request, response).catch(next);
  });
  return {
    router,
    url: (account, at) => {
      const spot = spotOf(at);
      const path = `/p/${FOLDER}/${encodeURIComponent(account)}/${spot}.png`;
      return `${publicUrl()}${path}?mark=${mark("map", account, spot)}`;
    },
  };
};
