import type { MapCode } from "./map-codes.ts";
import { mapCodes } from "./map-codes.ts";

/** Why the map services gave nothing: never thrown. */
export interface MapRefusal {
  readonly ok: false;
  /** Stands in `server/errors.ts`. */
  readonly code: MapCode;
  /** Their own words, without the key. */
  readonly detail: string;
}
export type MapResult<T> = { readonly ok: true; readonly data: T } | MapRefusal;

export const mapRefusal = (code: MapCode, detail = ""): MapRefusal => ({ ok: false, code, detail });
export const found = <T>(data: T): MapResult<T> => ({ ok: true, data });
/** Whether asking again within seconds may help. */
export const isPassing = ({ code }: MapRefusal): boolean => {
  const { retry } = mapCodes[code];
  return retry === "soon" || retry === "later";
};
