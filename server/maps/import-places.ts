import type { AccountId, Place } from "../../engine/index.ts";
import type { NowMs } from "../clock.ts";
import type { PlaceTables } from "../storage/place-tables.ts";
import { locate } from "./geocode.ts";
import type { MapClient } from "./map-client.ts";
import type { ReadPlaces } from "./read-places.ts";

/** An address that gave no position, with the line it stands in. */
export interface NotFound {
  readonly line: number;
  readonly id: string;
  readonly code: string;
}

/** Asks for the positions of the rows that have an address alone, one after the other. */
export const locateRows = async (
  maps: MapClient,
  account: AccountId,
  { unlocated }: Pick<ReadPlaces, "unlocated">,
): Promise<{ readonly places: readonly Place[]; readonly failed: readonly NotFound[] }> => {
  const places: Place[] = [];
  const failed: NotFound[] = [];
  for (const { line, ...place } of unlocated) {
    const got = await locate(maps, account, { address: place.address });
    if (!got.ok) failed.push({ line, id: place.id, code: got.code });
    else places.push({ ...place, lat: got.data.lat, lng: got.data.lng });
    // Nobody has a position for as long as there is no key, or no call left.
    if (!got.ok && (got.code === "map-no-key" || got.code === "map-121")) break;
  }
  return { places, failed };
};

/** Puts these places in place of a list's; who serves the account loads them within a second. */
export const storeList = async (
  tables: PlaceTables,
  {
    account,
    list,
    batch,
    places,
    nowMs,
  }: {
    readonly account: AccountId;
    readonly list: string;
    /** A new name each time. */
    readonly batch: string;
    readonly places: readonly Place[];
    readonly nowMs: NowMs;
  },
): Promise<void> => {
  await tables.add(account, batch, places);
  await tables.serve({ account, list, batch, count: places.length, atMs: nowMs() });
};
