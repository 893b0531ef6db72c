import { pinyin } from "pinyin-pro";

const LONGEST = 60;

/** A rule's id from its name: 营业时间 → `ying-ye-shi-jian`. What is taken gets `-2` from the server. */
export const ruleIdOf = (name: string): string => {
  const syllables = pinyin(name, {
    toneType: "none",
    type: "array",
    nonZh: "consecutive",
    v: true,
  });
  const id = syllables
    .join("-")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, "");
  return id === "" ? "rule" : id;
};
