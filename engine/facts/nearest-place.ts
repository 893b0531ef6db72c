import type { FactContext } from "../definitions/definition.ts";
import type { Place } from "../schema/account.ts";
import type { InboundEvent, Position } from "../schema/inbound-event.ts";
import { distanceM } from "../triggers/area.ts";

const positionIn = (event: InboundEvent): Position | null => {
  if (event.kind === "location") return event;
  return event.kind === "menu" ? event.position : null;
};
/** Where the follower was last known to be: this message's position, else the stored one. */
export const lastPosition = ({ event, follower }: FactContext): Position | null => {
  const found = positionIn(event) ?? follower?.position ?? null;
  return found === null ? null : { lat: found.lat, lng: found.lng };
};

interface Nearest {
  readonly place: Place;
  /** Whole metres. */
  readonly metres: number;
}
const findNearest = (context: FactContext): Nearest | null => {
  const position = lastPosition(context);
  if (position === null) return null;
  let nearest: Nearest | null = null;
  for (const place of context.settings.places) {
    const metres = Math.round(distanceM(position, place));
    if (nearest === null || metres < nearest.metres) nearest = { place, metres };
  }
  return nearest;
};

/** Five names ask for the same place; a message should look for it once. */
const found = new WeakMap<FactContext, Nearest | null>();
/** The account's place nearest to the last known position; of equals the first listed. */
export const nearestPlace = (context: FactContext): Nearest | null => {
  const known = found.get(context);
  if (known !== undefined) return known;
  const nearest = findNearest(context);
  found.set(context, nearest);
  return nearest;
};
