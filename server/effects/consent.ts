import type { Privacy } from "../storage/privacy.ts";
import type { Performer } from "./performer.ts";

/** Keeps the record of what a follower agreed to, or took back. */
export const consentPerformer = (privacy: Pick<Privacy, "noteConsent">): Performer<"consent"> => ({
  kind: "consent",
  perform: async ({ what, isGiven, source, atMs }, { account, follower }) => {
    if (follower === null) return { kind: "never", code: "no-follower" };
    await privacy.noteConsent(account, follower, { what, isGiven, source, atMs });
    return { kind: "done", value: null };
  },
});
