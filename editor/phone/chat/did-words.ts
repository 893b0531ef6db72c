import type { FailedLeaf, Json } from "../../../engine/index.ts";
import type { Titles } from "../../strings/phone/rule-words.ts";
import { actionTitles, operatorTitles } from "../../strings/phone/rule-words.ts";
import type { Lang } from "../../strings/words.ts";
import { formatMoment } from "./format-moment.ts";

/** How values are written: in which language, and what stands for nothing. */
export interface Speech {
  readonly lang: Lang;
  readonly nothing: string;
}

const titleOf = (titles: Titles, name: string, { lang }: Speech): string =>
  titles[name]?.[lang] ?? name;

const isMap = (value: Json): value is { readonly [name: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value as one reads it. */
export const inWords = (value: Json, speech: Speech): string => {
  if (value === null || value === "") return speech.nothing;
  if (Array.isArray(value) && value.length === 0) return speech.nothing;
  if (Array.isArray(value)) return value.map((one: Json) => inWords(one, speech)).join("、");
  if (!isMap(value)) return String(value);
  return Object.entries(value)
    .filter(([, one]) => one !== null && one !== "")
    .map(([name, one]) => {
      const words = inWords(one, speech);
      return name === "names" ? words : `${name}: ${words}`;
    })
    .join(", ");
};

/** What an action did, in few words: its title, and what it was told. */
export const didWords = (did: Json, speech: Speech): string => {
  if (!isMap(did)) return inWords(did, speech);
  return Object.entries(did)
    .map(([name, params]) => `${titleOf(actionTitles, name, speech)} ${inWords(params, speech)}`)
    .join(", ");
};

/** What a condition asked for: its operator and value, or a value alone. */
export const expectedWords = ({ expected }: FailedLeaf, speech: Speech): string => {
  if (!isMap(expected) || typeof expected.operator !== "string") return inWords(expected, speech);
  const operator = titleOf(operatorTitles, expected.operator, speech);
  return `${operator} ${inWords(expected.value ?? null, speech)}`;
};

/** What was found. Active times are held against the moment of the message. */
export const actualWords = ({ path, actual }: FailedLeaf, speech: Speech): string =>
  path.endsWith("/active") && typeof actual === "number"
    ? formatMoment(actual, actual, speech.lang)
    : inWords(actual, speech);
