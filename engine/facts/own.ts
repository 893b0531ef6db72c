import type { Json } from "../schema/words.ts";

const step = (value: Json | undefined, key: string): Json | undefined => {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  if (Array.isArray(value) && !/^\d+$/.test(key)) return undefined;
  return (value as Readonly<Record<string, Json>>)[key];
};
/**
 * The value behind a dotted name, own properties only: the longest key first, so that `a.b` may be a key
 * itself or the way from `a` to `b`. Places in lists count from 0.
 */
export const valueAt = (names: Json | undefined, name: string): Json | undefined => {
  const whole = step(names, name);
  if (whole !== undefined) return whole;
  for (let dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1)) {
    const inner = step(names, name.slice(0, dot));
    if (inner !== undefined) return valueAt(inner, name.slice(dot + 1));
  }
  return undefined;
};
