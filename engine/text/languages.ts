import type { Account } from "../schema/account.ts";
import type { FollowerState } from "../schema/follower.ts";

/** Languages to try for a follower, best first: theirs, its base, the account's, its base. */
export const languagesFor = (
  follower: FollowerState | null,
  { language: own }: Account,
): readonly string[] => {
  const theirs = follower?.values["language"];
  return [typeof theirs === "string" ? theirs : "", own].flatMap((language) =>
    language === "" ? [] : [language, language.split("_")[0] ?? language],
  );
};

/** The account with its own texts in a follower's language; itself where they are written in one. */
export const settingsFor = (settings: Account, follower: FollowerState | null): Account => {
  const { saidTexts } = settings;
  if (saidTexts === undefined) return settings;
  const found = languagesFor(follower, settings).flatMap((language) =>
    Object.hasOwn(saidTexts, language) ? [saidTexts[language]] : [],
  );
  return { ...settings, texts: Object.assign({}, settings.texts, ...found.toReversed()) };
};
