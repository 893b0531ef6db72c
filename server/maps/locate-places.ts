import type { AccountId, Diagnostic, RuleSet, UnlocatedPlace } from "../../engine/index.ts";
import { makeDiagnostic } from "../../engine/index.ts";
import { locate } from "./geocode.ts";
import type { MapClient } from "./map-client.ts";
import { isPassing } from "./map-result.ts";

/** A place whose address gave no position. */
interface NotLocated {
  readonly place: UnlocatedPlace;
  readonly code: string;
  /** Asking again later may help. */
  readonly isPassing: boolean;
}

/** Asks for the positions of places that have only an address; what was found before is not asked again. */
export const locatePlaces = async (
  maps: MapClient,
  account: AccountId,
  places: readonly UnlocatedPlace[],
): Promise<{ readonly located: number; readonly failed: readonly NotLocated[] }> => {
  const failed: NotLocated[] = [];
  for (const place of places) {
    const got = await locate(maps, account, { address: place.address });
    if (!got.ok) failed.push({ place, code: got.code, isPassing: isPassing(got) });
  }
  return { located: places.length - failed.length, failed };
};

const WAITING = "place-without-position";
/** Says where in the files stand the places that were not found for good. */
const notFoundIn = (
  failed: readonly NotLocated[],
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] => {
  return failed.flatMap(({ place, code }) => {
    const at = diagnostics.find((one) => one.code === WAITING && one.params["id"] === place.id);
    if (at === undefined) return [];
    return [makeDiagnostic("place-not-found", at, { ...at.params, code })];
  });
};

/** Looks the addresses of places up before they are published; what cannot be asked now is asked later. */
export const addressLookUp =
  (maps: MapClient) =>
  async (
    { account }: Pick<RuleSet, "account">,
    diagnostics: readonly Diagnostic[],
  ): Promise<readonly Diagnostic[]> => {
    const { id, map, unlocated = [] } = account;
    if (map !== true || unlocated.length === 0) return [];
    const { failed } = await locatePlaces(maps, id, unlocated);
    const forGood = failed.filter((one) => !one.isPassing && one.code !== "map-no-key");
    return notFoundIn(forGood, diagnostics);
  };
