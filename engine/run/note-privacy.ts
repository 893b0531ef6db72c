import { STORED_BY_PAGES } from "../definitions/page-names.ts";
import type { Run } from "./run.ts";
import { addChange, addEffect } from "./run.ts";

declare module "../schema/effect.ts" {
  interface EffectFields {
    /** The follower's data goes, unless they are back by then. */
    erase: Record<never, never>;
    /** For the record: what the follower agreed to, or took back. */
    consent: {
      readonly what: string;
      readonly isGiven: boolean;
      readonly source: string;
      readonly atMs: number;
    };
  }
}

/** What the rules of the unfollowing itself still do comes first. */
const ERASE_AFTER_MS = 60_000;
/** The follower takes back, at the platform, what they once allowed (contract §2.7). */
const REVOKED: ReadonlySet<string> = new Set([
  "user_authorization_revoke",
  "user_authorization_cancellation",
]);

/** Whatever pages stored goes. */
const forgetPages = (run: Run): void => {
  const names = Object.values(STORED_BY_PAGES).flatMap((fields) => Object.values(fields));
  for (const name of new Set(names))
    if (Object.hasOwn(run.asked.follower?.values ?? {}, name))
      addChange(run, { kind: "set", name, value: "" });
};

/** The phone reports positions only of who allowed it: the first one is noted as consent. */
const isFirstReport = ({ asked }: Run): boolean => (asked.follower?.position ?? null) === null;

/** What the event tells about the follower's data: consent, its end, the wish to be gone. */
export const notePrivacy = (run: Run): void => {
  const { event, nowMs, rules } = run.asked;
  if (event.kind === "unfollow" && rules.settings.privacy?.unfollow === "erase")
    addEffect(run, "privacy", { kind: "erase", afterMs: ERASE_AFTER_MS });
  if (event.kind === "location" && event.how === "reported" && isFirstReport(run))
    addEffect(run, "privacy", {
      ...{ kind: "consent", what: "location", isGiven: true, source: "platform", atMs: nowMs },
    });
  const isSignIn = event.kind === "event" && event.name === "signed-in";
  const isRevoked = event.kind === "other" && REVOKED.has(event.name);
  if (!isSignIn && !isRevoked) return;
  if (isRevoked) forgetPages(run);
  const source = isSignIn ? "sign-in" : "platform";
  addEffect(run, "privacy", {
    ...{ kind: "consent", what: "userinfo", isGiven: isSignIn, source, atMs: nowMs },
  });
};
