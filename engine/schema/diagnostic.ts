import type { Names, RulePath } from "./words.ts";

/** An author's mistake as data; the sentence is made from code and params by `engine/errors.ts`, in zh-CN or en. Lines and columns from 1. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly path: RulePath;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly params: Names;
}
