import type { TSchema } from "typebox";

/** One disagreement between a value and its schema; `at` is the way in, keys and places. */
export interface ShapeProblem {
  readonly at: readonly (string | number)[];
  /** The JSON Schema keyword that refused: `required`, `additionalProperties`, `type`, `maximum` … */
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}
/** Makes a checker of a schema (draft-07). The server gives ajv, the browser `typebox/schema`; neither changes a value. */
export type CheckShape = (schema: TSchema) => (value: unknown) => readonly ShapeProblem[];
