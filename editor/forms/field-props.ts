import type { Json } from "../../engine/index.ts";
import type { Schema } from "../document/form-shape.ts";
import type { Steps } from "../document/steps.ts";

/** What every widget is given. */
export interface FieldProps {
  readonly schema: Schema;
  /** `undefined`: not written. */
  readonly value: Json | undefined;
  /** `undefined` takes it away. */
  readonly onChange: (value: Json | undefined) => void;
  /** The place among the definition's parameters. */
  readonly path: Steps;
  /** Of the control, for its label. */
  readonly id: string;
  readonly label: string;
  readonly isRequired: boolean;
  /** Id of what describes the control. */
  readonly describedBy?: string | undefined;
}
export const textOf = (value: Json | undefined): string =>
  value === undefined || value === null || typeof value === "object" ? "" : String(value);
/** A value as the list it may stand for. */
export const listOf = (value: Json | undefined): readonly Json[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
};
export const textsOf = (value: Json | undefined): readonly string[] => listOf(value).map(textOf);
export type JsonMap = Readonly<Record<string, Json>>;
export const mapOf = (value: Json | undefined): JsonMap =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonMap) : {};
/** A map with one key set, or taken away. */
export const withKey = (map: JsonMap, key: string, value: Json | undefined): JsonMap => {
  if (value !== undefined) return { ...map, [key]: value };
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
};
/** A list with one place changed. */
export const withItem = (list: readonly Json[], place: number, value: Json): readonly Json[] =>
  list.map((one, at) => (at === place ? value : one));
