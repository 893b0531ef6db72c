import type { TSchema } from "typebox";
import { Errors } from "typebox/schema";
import { Settings } from "typebox/system";
import type { CheckShape, ShapeProblem } from "../../ports.ts";
import type { RawProblem } from "./normal-problems.ts";
import { normalProblems } from "./normal-problems.ts";

/** typebox stops after eight; more than a rule can hold is none of our business. */
const MAX_ERRORS = 10_000;

const withAllErrors = <T>(run: () => T): T => {
  const { maxErrors } = Settings.Get();
  Settings.Set({ maxErrors: MAX_ERRORS });
  try {
    return run();
  } finally {
    Settings.Set({ maxErrors });
  }
};

/** Checks by interpretation: works where `eval` is forbidden, so never `Compile`. Says what the server's ajv says, at the same places. */
export const checkShapeTypebox: CheckShape = (schema: TSchema) => (value) => {
  const [fits, errors] = withAllErrors(() => Errors(schema, value));
  if (fits) return NONE;
  return normalProblems(errors as readonly RawProblem[], value);
};
const NONE: readonly ShapeProblem[] = [];
