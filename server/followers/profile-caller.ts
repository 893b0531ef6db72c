import type { Caller } from "../effects/performer.ts";
import { readUser } from "../wechat/api/users.ts";
import type { WechatClient } from "../wechat/client.ts";

/** Tells the follower's language, for a text that is written in several. */
export const profileCaller = (client: Pick<WechatClient, "api">): Caller => ({
  kind: "profile",
  answer: async (_, { account, follower, signal }) => {
    if (follower === null) return { kind: "never", code: "no-follower" };
    const read = await readUser(client.api(account, { signal, isBackground: true }), follower);
    if (!read.ok) return { kind: "never", code: read.code };
    return { kind: "done", value: read.data.language };
  },
});
