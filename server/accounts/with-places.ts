import { setImmediate as nextTurn } from "node:timers/promises";
import type { AccountId, Place, RuleSet, UnlocatedPlace } from "../../engine/index.ts";
import { storedPosition } from "../maps/geocode.ts";
import { Recent } from "../recent.ts";
import type { Library } from "../storage/library.ts";

type From = Pick<Library, "mapAnswers" | "placeTables">;

/** Rows read at a time: others get their turn in between. */
const PAGE = 2_000;
/** Lists that stay in memory: a hundred thousand places take some tens of megabytes. */
const LISTS_KEPT = 20;

/** The places among these whose position is stored, with the address that was asked. */
const locatedOf = async (
  { mapAnswers }: From,
  account: AccountId,
  places: readonly UnlocatedPlace[],
): Promise<readonly Place[]> => {
  const found = await Promise.all(
    places.map(async (place) => {
      const position = await storedPosition(mapAnswers, account, place.address);
      return position === null ? [] : [{ ...place, lat: position.lat, lng: position.lng }];
    }),
  );
  return found.flat();
};

/** Puts into rule sets the places that their files only name: those found by address, and the lists brought in. */
export const createPlaceJoin = (from: From): ((ruleSet: RuleSet) => Promise<RuleSet>) => {
  const known = new Recent<readonly Place[]>(LISTS_KEPT);
  const listOf = async (account: AccountId, list: string, batch: string) => {
    const key = `${account}\n${batch}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const places: Place[] = [];
    for (let afterId = ""; ; await nextTurn()) {
      const page = await from.placeTables.read(account, { list, batch }, { afterId, limit: PAGE });
      places.push(...page);
      afterId = page.at(-1)?.id ?? "";
      if (page.length < PAGE) break;
    }
    known.set(key, places);
    return places;
  };
  const listed = async (account: AccountId, lists: readonly string[]) => {
    if (lists.length === 0) return [];
    const tables = (await from.placeTables.all()).filter((one) => one.account === account);
    const wanted = tables.filter(({ list }) => lists.includes(list));
    return Promise.all(wanted.map(({ list, batch }) => listOf(account, list, batch)));
  };
  return async (ruleSet) => {
    const { id, places, placeLists = [], unlocated = [] } = ruleSet.account;
    if (placeLists.length + unlocated.length === 0) return ruleSet;
    const own = [...places, ...(await locatedOf(from, id, unlocated))];
    const taken = new Set(own.map((place) => place.id));
    const more = (await listed(id, placeLists)).flat().filter((place) => !taken.has(place.id));
    return { ...ruleSet, account: { ...ruleSet.account, places: [...own, ...more] } };
  };
};
