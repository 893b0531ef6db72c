import type { FactContext } from "../definitions/definition.ts";
import type { NearPlace } from "../places/find-near.ts";
import { findNear } from "../places/find-near.ts";
import type { InboundEvent, Position } from "../schema/inbound-event.ts";

const positionIn = (event: InboundEvent): Position | null => {
  if (event.kind === "location") return event;
  return event.kind === "menu" ? event.position : null;
};
/** Where the follower was last known to be: this message's position, else the stored one. */
export const lastPosition = ({
  event,
  follower,
}: Pick<FactContext, "event" | "follower">): Position | null => {
  const found = positionIn(event) ?? follower?.position ?? null;
  return found === null ? null : { lat: found.lat, lng: found.lng };
};

const findNearest = (context: FactContext): NearPlace | null => {
  const position = lastPosition(context);
  if (position === null) return null;
  const near = { count: 1, withinM: null, isMeant: null };
  return findNear(context.settings.places, position, near)[0] ?? null;
};

/** Five names ask for the same place; a message should look for it once. */
const found = new WeakMap<FactContext, NearPlace | null>();
/** The account's place nearest to the last known position; of equals the first listed. */
export const nearestPlace = (context: FactContext): NearPlace | null => {
  const known = found.get(context);
  if (known !== undefined) return known;
  const nearest = findNearest(context);
  found.set(context, nearest);
  return nearest;
};
