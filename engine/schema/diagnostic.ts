import type { LocalText, Names, RulePath } from "./words.ts";

export type Severity = "error" | "warning";
/** An author's mistake as data; the sentence is made from code and params by `engine/errors.ts`, in zh-CN or en. Lines and columns from 1. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly path: RulePath;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly params: Names;
}
/** One row of the table of codes: what is said, with `{param}` where values stand, and what to do about it. */
export interface DiagnosticRow {
  readonly severity: Severity;
  readonly says: LocalText;
  /** Absent where the sentence, a suggestion or the list of known names already says it. */
  readonly mend?: LocalText;
}
export type DiagnosticTable = Readonly<Record<string, DiagnosticRow>>;
