import type { ApiErrorCode } from "./contract/errors.ts";
import { API_ERRORS } from "./contract/errors.ts";

/** What the API refuses with; the only thing that is thrown on purpose. */
export class Refusal extends Error {
  readonly code: ApiErrorCode;
  readonly details: unknown;
  constructor(code: ApiErrorCode, details?: unknown) {
    super(API_ERRORS[code].says.en);
    this.name = "Refusal";
    this.code = code;
    this.details = details;
  }
}
/** Gives what is there, or refuses with `not-found`. */
export const found = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Refusal("not-found");
  return value;
};
