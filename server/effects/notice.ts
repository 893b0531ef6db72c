import type { InboundEvent } from "../../engine/index.ts";
import type { NowMs } from "../clock.ts";
import { reasonOf } from "../notices/reasons.ts";
import type { SendNotice } from "../notices/send-notice.ts";
import type { Performer } from "./performer.ts";

export interface NoticeDeps {
  readonly send: SendNotice;
  /** Lets the rules answer an event of ours; rejects when it cannot be stored. */
  readonly post: (event: InboundEvent) => Promise<void>;
  readonly nowMs: NowMs;
}

/** Sends a notice; one that is refused for good is told to the rules, too (`notice: failed`). */
export const noticePerformer = ({ send, post, nowMs }: NoticeDeps): Performer<"notice"> => ({
  kind: "notice",
  perform: async ({ template, data, url }, { account, follower, key, signal }) => {
    if (follower === null) return { kind: "never", code: "no-follower" };
    const sent = await send({ template, data, url, account, follower, key, signal });
    if (sent.kind === "done") return { kind: "done", value: null };
    if (sent.kind === "never")
      await post({
        kind: "notice",
        ...{ account, follower, key: `${key}/failed`, sentAtMs: nowMs(account) },
        ...{ state: "failed", template, reason: reasonOf(sent.code) },
      });
    return sent;
  },
});
