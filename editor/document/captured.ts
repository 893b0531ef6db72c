import type { Json } from "../../engine/index.ts";
import { isMap } from "./render.ts";

const GROUP = /\(\?P?<([A-Za-z_][A-Za-z0-9_]*)>/g;

/** Names that a rule captures somewhere: groups of patterns, and `save`. */
export const capturedNames = (value: Json): readonly string[] => [...new Set(namesIn(value))];

const namesIn = (value: Json): readonly string[] => {
  if (typeof value === "string")
    return [...value.matchAll(GROUP)].flatMap(([, name]) => name ?? []);
  if (Array.isArray(value)) return value.flatMap((one: Json) => namesIn(one));
  if (!isMap(value)) return [];
  const { save } = value;
  const own = typeof save === "string" && save !== "" ? [save] : [];
  return [...own, ...Object.values(value).flatMap(namesIn)];
};
