import type { Followers } from "../storage/library.ts";
import type { Privacy } from "../storage/privacy.ts";
import type { Performer } from "./performer.ts";

/** Erases who unfollowed, where the account wants that; somebody who came back meanwhile stays. */
export const erasePerformer = ({
  followers,
  privacy,
}: {
  readonly followers: Pick<Followers, "find">;
  readonly privacy: Pick<Privacy, "erase">;
}): Performer<"erase"> => ({
  kind: "erase",
  perform: async (_, { account, follower }) => {
    if (follower === null) return { kind: "never", code: "no-follower" };
    const state = await followers.find(account, follower);
    if (state?.followedAtMs != null) return { kind: "done", value: null };
    await privacy.erase(account, follower);
    return { kind: "done", value: null };
  },
});
