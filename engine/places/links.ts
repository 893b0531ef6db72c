import type { Place } from "../schema/account.ts";
import type { NearPlace } from "./find-near.ts";

const BASE = "https://apis.map.qq.com/uri/v1";
/** A label's room on the map; nine bytes a sign in an address, of which a text has no more than 2048. */
const MOST_SIGNS = 24;
/** What separates the parts of a marker may not stand in them. */
const part = (text: string): string =>
  [...text.replaceAll(/[;:]/g, " ").trim()].slice(0, MOST_SIGNS).join("");
const query = (params: Readonly<Record<string, string>>): string =>
  Object.entries(params)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");

/** Nobody walks further for a coffee. */
const WALK_M = 2_000;
/** The way there from where the phone is ("路线规划", uriWebRoute; contract §7.6); needs no key. */
export const wayTo = ({ place: { name, lat, lng }, metres }: NearPlace, referer: string): string =>
  `${BASE}/routeplan?${query({ type: metres > WALK_M ? "drive" : "walk", to: part(name), tocoord: `${lat},${lng}`, coord_type: "2", policy: "0", referer })}`;
/** The place on a map in any browser ("标点"). */
export const onMap = ({ name, address, lat, lng }: Place, referer: string): string => {
  const marker = `coord:${lat},${lng};title:${part(name)};addr:${part(address) || part(name)}`;
  return `${BASE}/marker?${query({ marker, coord_type: "2", referer })}`;
};
/** What can be seen from the street there ("街景"). */
export const inStreet = (pano: string, referer: string): string =>
  `${BASE}/streetview?${query({ pano, referer })}`;
