import { hasRight } from "../limits.ts";
import type { Run } from "./run.ts";
import { addChange, addEffect, answerFor } from "./run.ts";

declare module "../schema/effect.ts" {
  interface EffectFields {
    /** Reads what the platform tells of the follower into their row. */
    profile: Record<never, never>;
  }
}

const LANGUAGE_MS = 2_000;
/** Where the same answer is asked for again in one message. */
const PATH = "profile";

/** A new follower's profile is read once the answer is out. */
export const noteProfile = (run: Run): void => {
  const { event, rules } = run.asked;
  if (event.kind === "follow" && hasRight(rules.settings, "user-info"))
    addEffect(run, PATH, { kind: "profile" });
};

/** Asks the platform for the follower's language where a text has several and nobody knows it yet; kept from then on. Without the right, or an answer, the account's serves. */
export const learnLanguage = (run: Run): void => {
  const { event, rules } = run.asked;
  const known = run.follower?.values.language;
  if (event.follower === null || known !== undefined) return;
  if (!hasRight(rules.settings, "user-info")) return;
  const told = answerFor(run, PATH)({ kind: "profile", args: {}, deadlineMs: LANGUAGE_MS });
  if (told.ok && typeof told.value === "string" && told.value !== "")
    addChange(run, { kind: "set", name: "language", value: told.value });
};
