import type { inboxWords } from "../strings/inbox.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A span in whole hours, or in minutes below two hours; never zero while something is left. */
export const spanText = (ms: number, { hours, minutes }: (typeof inboxWords)["zh-CN"]): string =>
  ms >= 2 * HOUR_MS ? hours(Math.floor(ms / HOUR_MS)) : minutes(Math.ceil(ms / MINUTE_MS));
