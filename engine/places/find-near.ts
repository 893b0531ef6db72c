import { around } from "geokdbush";
import KDBush from "kdbush";
import type { Place } from "../schema/account.ts";
import type { Position } from "../schema/inbound-event.ts";
import { distanceM } from "../triggers/area.ts";

/** A place and how far away it is. */
export interface NearPlace {
  readonly place: Place;
  /** Whole metres. */
  readonly metres: number;
}
export interface Near {
  readonly count: number;
  /** Not further than this; `null`: however far. */
  readonly withinM: number | null;
  /** Which places are meant; `null`: all of them. */
  readonly isMeant: ((place: Place) => boolean) | null;
}

/** Few places are looked through; an index begins to pay above. */
const FEW = 64;
const indexes = new WeakMap<readonly Place[], KDBush>();
/** Made when somebody first asks; the list is one object as long as its rule set is served. */
const indexOf = (places: readonly Place[]): KDBush => {
  const known = indexes.get(places);
  if (known !== undefined) return known;
  const index = new KDBush(places.length);
  for (const { lat, lng } of places) index.add(lng, lat);
  index.finish();
  indexes.set(places, index);
  return index;
};

/** Longer than any distance on earth. */
const EVERYWHERE_KM = 30_000;
/** The index measures on a sphere of another radius: what it finds at the edge is measured again. */
const SLACK = 1.01;

const candidates = (
  places: readonly Place[],
  at: Position,
  { count, withinM, isMeant }: Near,
): readonly Place[] => {
  if (places.length <= FEW) return isMeant === null ? places : places.filter(isMeant);
  const km = withinM === null ? EVERYWHERE_KM : (withinM / 1_000) * SLACK;
  const holds = (item: number): boolean => {
    const place = places[item];
    return place !== undefined && (isMeant === null || isMeant(place));
  };
  // One more: two that are equally far may stand in either order.
  return around(indexOf(places), at.lng, at.lat, count + 1, km, holds).flatMap(
    (item) => places[item] ?? [],
  );
};

/** The places nearest to a position, nearest first; of equals the first listed. */
export const findNear = (
  places: readonly Place[],
  at: Position,
  near: Near,
): readonly NearPlace[] =>
  candidates(places, at, near)
    .map((place) => ({ place, metres: Math.round(distanceM(at, place)) }))
    .filter(({ metres }) => near.withinM === null || metres <= near.withinM)
    .sort((a, b) => a.metres - b.metres)
    .slice(0, near.count);
