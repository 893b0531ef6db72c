import type { Broadcast, BroadcastPart } from "../storage/broadcasts.ts";

/** Sums over the jobs of a broadcast. */
export interface Progress {
  readonly parts: number;
  /** Taken by the platform. */
  readonly taken: number;
  /** May have been taken: nobody heard. */
  readonly unsure: number;
  /** Refused by the platform, then or afterwards. */
  readonly failed: number;
  /** Of which everything is known. */
  readonly ended: number;
  /** To how many the platform was to send, and has sent; 0 until it tells. */
  readonly total: number;
  readonly sent: number;
  readonly errors: number;
}

const isFailed = ({ state, result }: BroadcastPart): boolean =>
  state === "failed" || result?.isSent === false;

/** How far it has come. */
export const progressOf = (parts: readonly BroadcastPart[]): Progress => {
  const count = (holds: (part: BroadcastPart) => boolean): number => parts.filter(holds).length;
  const sum = (of: "total" | "sent" | "errors"): number =>
    parts.reduce((all, { result }) => all + (result?.[of] ?? 0), 0);
  return {
    parts: parts.length,
    taken: count(({ state }) => state === "sent"),
    unsure: count(({ state, code }) => state === "sending" || code === "broadcast-unsure"),
    failed: count(isFailed),
    ended: count((part) => isFailed(part) || part.result !== null),
    ...{ total: sum("total"), sent: sum("sent"), errors: sum("errors") },
  };
};

/** What it comes to once nothing more will happen: failed where no job was sent. */
export const endOf = (
  parts: readonly BroadcastPart[],
): Pick<Broadcast, "code"> & { readonly state: "done" | "failed" } => {
  const lost = parts.filter(isFailed);
  const codes = [...lost, ...parts].map(({ code, result }) => result?.code || code);
  const code = codes.find((one) => one !== "") ?? "";
  return { state: parts.length > 0 && lost.length === parts.length ? "failed" : "done", code };
};
