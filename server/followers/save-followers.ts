import type { AccountId, FollowerState, OpenId } from "../../engine/index.ts";
import type { Followers } from "../storage/library.ts";

/** Somebody who writes all the time is left for the next time. */
const TRIES = 5;

/** Changes followers' rows, again for those whose row moved on meanwhile; `change` gives the same object where nothing changes, `null` for nobody. */
export const saveFollowers = async (
  followers: Pick<Followers, "findMany" | "saveMany">,
  account: AccountId,
  openids: readonly OpenId[],
  change: (known: FollowerState | null, openid: OpenId) => FollowerState | null,
): Promise<void> => {
  let left = openids;
  for (let tries = 0; left.length > 0 && tries < TRIES; tries += 1) {
    const known = await followers.findMany(account, left);
    const changed = left.flatMap((openid) => {
      const before = known.get(openid) ?? null;
      const state = change(before, openid);
      return state === null || state === before ? [] : [{ openid, state }];
    });
    left = await followers.saveMany(account, changed);
  }
};
