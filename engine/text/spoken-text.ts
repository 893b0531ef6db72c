import type { InboundEvent } from "../schema/inbound-event.ts";

/** What a follower wrote, or said and was understood; `null` for everything else. An unrecognised voice is no text. */
export const spokenText = (event: InboundEvent): string | null => {
  if (event.kind === "text") return event.text;
  if (event.kind === "voice" && event.recognised !== null && event.recognised !== "")
    return event.recognised;
  return null;
};
