import { stringify } from "yaml";

/** What the short form of a new rule asks for. */
export interface QuickRule {
  readonly id: string;
  readonly name: string;
  readonly kind: "keyword" | "follow" | "message";
  readonly match: "has" | "is";
  readonly keywords: readonly string[];
  readonly reply: string;
}

const whenOf = ({ kind, match, keywords }: QuickRule): unknown => {
  if (kind === "follow") return ["follow"];
  if (kind === "message") return ["nothing-matched"];
  return [{ text: { [match]: [...keywords] } }];
};

/** The rule as an author would write it. */
export const quickRuleText = (rule: QuickRule): string =>
  stringify([{ id: rule.id, name: rule.name, when: whenOf(rule), then: [{ reply: rule.reply }] }], {
    lineWidth: 0,
    flowCollectionPadding: false,
  });

/** Keywords in a pasted text: divided by any of the separators Excel and people use, trimmed, each once. */
export const splitKeywords = (
  text: string,
): { readonly words: readonly string[]; readonly merged: number } => {
  const found = text
    .split(/[、，,;；\s]+/u)
    .map((word) => word.normalize("NFKC").trim())
    .filter((word) => word !== "");
  const unique = [...new Map(found.map((word) => [word.toLowerCase(), word])).values()];
  return { words: unique, merged: found.length - unique.length };
};

/** Bytes a text takes on the way to WeChat. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
