import type { FollowerState } from "../schema/follower.ts";

/** Why a notice was not taken: the follower does not want it. */
export const REFUSED = "refused";
/** A refusal is believed this long: nobody tells us when a follower thinks better of it. */
const BELIEVED_MS = 30 * 86_400_000;

/** Whether a notice may be tried: the follower has not refused this template lately. */
export const canSendNotice = (
  follower: Pick<FollowerState, "refused"> | null,
  template: string,
  nowMs: number,
): boolean => {
  const refused = follower?.refused ?? {};
  const atMs = Object.hasOwn(refused, template) ? refused[template] : undefined;
  return atMs === undefined || nowMs - atMs > BELIEVED_MS;
};
