import type { NowMs } from "../clock.ts";
import type { Library } from "../storage/library.ts";
import type { Performer } from "./performer.ts";

/** Keeps what the action `record` counts; the effect's key makes a second try harmless. */
export const recordPerformer = (
  records: Library["records"],
  nowMs: NowMs,
): Performer<"record"> => ({
  kind: "record",
  perform: async ({ name, value, key }, { account, follower }) => {
    await records.add(account, { key, name, value, follower, atMs: nowMs(account) });
    return { kind: "done", value: null };
  },
});
