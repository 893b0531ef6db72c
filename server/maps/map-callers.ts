import type { Json, Position } from "../../engine/index.ts";
import type { Caller } from "../effects/performer.ts";
import { describe } from "./geocode.ts";
import type { MapClient } from "./map-client.ts";
import { findPanorama } from "./street-view.ts";

type PlaceAt = Position & { readonly id: string };

/** Tells which district a position lies in; `""` at sea. */
export const districtCaller = (maps: MapClient): Caller => ({
  kind: "district",
  answer: async ({ args }, { account, signal }) => {
    const { lat, lng } = args as unknown as Position;
    const got = await describe(maps, account, { lat, lng, signal });
    return got.ok ? { kind: "done", value: got.data.district } : { kind: "never", code: got.code };
  },
});

/**
 * Gives what is shown of places beside words: the address of a map's picture, and of the first place the street view.
 * A street view that cannot be had is left out.
 */
export const placeViewsCaller = (
  maps: MapClient,
  pictureUrl: (account: string, at: Position) => string,
): Caller => ({
  kind: "place-views",
  answer: async ({ args }, { account, signal }) => {
    const known = await maps.account(account);
    if (!known.ok) return { kind: "never", code: known.code };
    const places = args as unknown as readonly PlaceAt[];
    const [first] = places;
    const pano =
      first === undefined ? null : await findPanorama(maps, account, { ...first, signal });
    const views = places.map(({ id, lat, lng }) => {
      const own = id === first?.id && pano?.ok === true ? pano.data : null;
      return [id, { picture: pictureUrl(account, { lat, lng }), pano: own }] as const;
    });
    return { kind: "done", value: Object.fromEntries(views) as Json };
  },
});
