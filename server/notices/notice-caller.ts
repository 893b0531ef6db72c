import type { Effect } from "../../engine/index.ts";
import type { Caller } from "../effects/performer.ts";
import { reasonOf } from "./reasons.ts";
import type { SendNotice } from "./send-notice.ts";

type Args = Pick<Effect<"notice">, "template" | "data" | "url">;

/** Sends the notices whose `else` hangs on the answer. */
export const noticeCaller = (send: SendNotice): Caller => ({
  kind: "notice",
  answer: async (call, { account, follower, key, signal }) => {
    if (follower === null) return { kind: "never", code: "no-follower" };
    const args = call.args as unknown as Args;
    const sent = await send({ ...args, account, follower, key, signal });
    if (sent.kind === "done") return { kind: "done", value: null };
    return { kind: "never", code: reasonOf(sent.code) };
  },
});
