import { timeText, useZone } from "./zone.ts";

/** A moment in the account's time zone; the exact one for machines. */
export const LocalTime = ({ atMs }: { readonly atMs: number }) => (
  <time dateTime={new Date(atMs).toISOString()}>{timeText(atMs, useZone())}</time>
);
