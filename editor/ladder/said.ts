import type { Json } from "../../engine/index.ts";

/** A value as one reads it: texts as they are, lists with commas. */
export const said = (value: Json | undefined, nothing: string): string => {
  if (value === undefined || value === null || value === "") return nothing;
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map((each) => said(each as Json, nothing)).join("、");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};
