import type { Effect, OpenId } from "../../../engine/index.ts";

/**
 * The lane an effect stands in: its follower's, so that they hear things in order. What goes to an own system has a
 * lane of its own for each follower: one that is down holds back nothing that is said to them.
 */
export const laneOf = (effect: Effect, follower: OpenId | null): string =>
  effect.kind === "forward" ? `${follower ?? ""}\n${effect.hook}` : (follower ?? "");

/** Whose lane it is; `null` for what belongs to no follower. */
export const followerOf = (lane: string): OpenId | null => {
  const [openid = ""] = lane.split("\n");
  return openid === "" ? null : openid;
};
