import type { Json, LocalText } from "../../schema/words.ts";
import type { Kind, Schema } from "./schema-leaves.ts";
import { kindsOf } from "./schema-leaves.ts";

const WORDS: Readonly<Record<Kind | "integer", LocalText>> = {
  text: { "zh-CN": "文字", en: "a text" },
  number: { "zh-CN": "数字", en: "a number" },
  integer: { "zh-CN": "整数", en: "a whole number" },
  boolean: { "zh-CN": " true 或 false", en: "true or false" },
  null: { "zh-CN": "空", en: "nothing" },
  list: { "zh-CN": "列表", en: "a list" },
  map: { "zh-CN": "“键: 值”", en: 'lines of "key: value"' },
};
const LONGEST_SHOWN = 60;

/** A value as a message shows it: short, and never a secret. */
export const shown = (spotted: {
  readonly value: Json | undefined;
  readonly leaves: readonly Schema[];
}): Json => {
  const { value, leaves } = spotted;
  if (leaves.some((leaf) => leaf["x-secret"] === true)) return "…";
  if (Array.isArray(value)) return "[…]";
  if (typeof value === "object" && value !== null) return "{…}";
  const text = String(value ?? "");
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
};

/** The kinds of value that could stand at a place, in words. */
export const wantedOf = (leaves: readonly Schema[]): LocalText => {
  const kinds = new Set(
    leaves.flatMap((leaf) =>
      [...kindsOf(leaf)].map((kind) =>
        kind === "number" && leaf.type === "integer" ? ("integer" as const) : kind,
      ),
    ),
  );
  const words = [...kinds].map((kind) => WORDS[kind]);
  return {
    "zh-CN": words.map((word) => word["zh-CN"]).join("或"),
    en: words.map((word) => word.en).join(" or "),
  };
};
