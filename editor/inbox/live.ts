/** Which conversations are listed. */
export type Show = "waiting" | "mine" | "all";

/** The list is read again so often. */
export const LIST_MS = 2_000;
/** The lines are read again so often; while something is on its way, and otherwise. */
export const SENDING_MS = 1_000;
export const QUIET_MS = 3_000;

/** Made for a deed; the same again changes nothing. Browsers make UUIDs only on safe pages, and an inbox in a company's net may be none. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
