import type { Broadcasts } from "../storage/broadcasts.ts";
import type { Performer } from "./performer.ts";

/** Writes down how a job of a mass send ended: it may come before we know the job's number, and may be another program's. */
export const broadcastResultPerformer = (
  broadcasts: Pick<Broadcasts, "noteResult">,
): Performer<"broadcast-result"> => ({
  kind: "broadcast-result",
  perform: async ({ messageId, isSent, total, sent, errors, code }, { account }) => {
    await broadcasts.noteResult(account, { messageId, isSent, total, sent, errors, code });
    return { kind: "done", value: null };
  },
});
