import type { InboundEvent } from "../schema/inbound-event.ts";
import type { Change } from "../schema/outcome.ts";

/** A reminder that waits. */
export type Reminder = Extract<Change, { readonly what: "reminder"; readonly path: string }>;
/** The reminders of one follower, as the store's timers would keep them. */
export interface Reminders {
  readonly note: (change: Change) => void;
  /** Gone once it fires. */
  readonly fired: (event: InboundEvent<"due">) => void;
  readonly due: (untilMs: number) => readonly Reminder[];
}

/** By name: a second one replaces the first, and who leaves is reminded of nothing. */
export const keepReminders = (): Reminders => {
  const waiting = new Map<string, Reminder>();
  return {
    note: (change) => {
      if (change.kind === "unfollowed") waiting.clear();
      if (change.kind === "wait" && change.what === "reminder") waiting.set(change.id, change);
      if (change.kind === "stop-waiting" && change.what === "reminder") waiting.delete(change.id);
    },
    fired: ({ what, id }) => {
      if (what === "reminder") waiting.delete(id);
    },
    due: (untilMs) => [...waiting.values()].filter((reminder) => reminder.untilMs <= untilMs),
  };
};
