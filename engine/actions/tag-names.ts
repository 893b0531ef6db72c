import { Type } from "typebox";
import { TAG_LIMITS } from "../limits.ts";

/** Names of tags, with `{{ }}`; those of the account's `tags` are mirrored on WeChat, all others are ours alone. */
export const TagNames = Type.Array(
  Type.String({ minLength: 1, maxLength: 200, "x-template": "text" }),
  { minItems: 1, maxItems: TAG_LIMITS.perFollower },
);

/** The names once they are filled in: trimmed, without what printed as nothing, cut to the platform's length, each once. */
export const filledNames = (names: readonly string[]): readonly string[] => {
  const kept = names.map((name) => [...name.trim()].slice(0, TAG_LIMITS.nameCharacters).join(""));
  return [...new Set(kept.filter((name) => name !== ""))];
};
