import type { Run } from "./run.ts";
import { addEffect } from "./run.ts";

/** The platform's word on one job of a broadcast, by its own number. */
export interface BroadcastResult {
  readonly messageId: string;
  readonly isSent: boolean;
  readonly total: number;
  readonly sent: number;
  readonly errors: number;
  /** Of the errors table, `""` when all went well. */
  readonly code: string;
}
declare module "../schema/inbound-event.ts" {
  interface EventFields {
    /** The platform tells how a job ended; once a broadcast is over, an `event` of ours follows: `broadcast-sent` or `broadcast-failed`. */
    "broadcast-job": BroadcastResult;
  }
}
declare module "../schema/effect.ts" {
  interface EffectFields {
    /** Kept for the broadcast it belongs to, whichever of the two is known first. */
    "broadcast-result": BroadcastResult;
  }
}

/** The result of a job is kept, whatever the rules do. */
export const noteBroadcast = (run: Run): void => {
  const { event } = run.asked;
  if (event.kind !== "broadcast-job") return;
  const { messageId, isSent, total, sent, errors, code } = event;
  addEffect(run, "broadcast", {
    kind: "broadcast-result",
    ...{ messageId, isSent, total, sent, errors, code },
  });
};
