import { applyProfile } from "../followers/apply-profile.ts";
import { saveFollowers } from "../followers/save-followers.ts";
import type { Followers } from "../storage/library.ts";
import { readUser } from "../wechat/api/users.ts";
import type { WechatClient } from "../wechat/client.ts";
import { refusalPerformed } from "./performed.ts";
import type { Performer } from "./performer.ts";

/** Reads a new follower's language, remark and the like into their row; their tags are left to a synchronisation. */
export const profilePerformer = ({
  client,
  followers,
}: {
  readonly client: Pick<WechatClient, "api">;
  readonly followers: Pick<Followers, "findMany" | "saveMany">;
}): Performer<"profile"> => ({
  kind: "profile",
  perform: async (_, { account, follower, signal }) => {
    if (follower === null) return { kind: "never", code: "no-follower" };
    const read = await readUser(client.api(account, { signal, isBackground: true }), follower);
    if (!read.ok) return refusalPerformed(read);
    const view = { names: new Map(), mirrored: new Set<string>(), isOld: true };
    await saveFollowers(followers, account, [follower], (known) =>
      known === null || !read.data.isFollowing ? known : applyProfile(known, read.data, view),
    );
    return { kind: "done", value: null };
  },
});
