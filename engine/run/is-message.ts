import type { InboundEvent } from "../schema/inbound-event.ts";

const MESSAGES = new Set(["text", "voice", "image", "video", "link", "file"]);

/** Whether a follower said something: only then `nothing-matched` rules, dialogs and agents take part. */
export const isMessage = (event: InboundEvent): boolean =>
  MESSAGES.has(event.kind) || (event.kind === "location" && event.how === "sent");
