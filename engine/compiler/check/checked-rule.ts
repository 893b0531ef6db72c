import type { DiagnosticCode } from "../../errors.ts";
import { makeDiagnostic } from "../../errors.ts";
import type { Diagnostic } from "../../schema/diagnostic.ts";
import type { Rule } from "../../schema/rule.ts";
import type { Names, RuleId } from "../../schema/words.ts";
import type { Where } from "../read/where.ts";
import type { End, Findings } from "./findings.ts";
import type { Place } from "./marks.ts";

/** One rule after its own check: what it is, and what must still be looked up in other rules and files. */
export interface CheckedRule {
  /** As written, even if the rule is broken; `null` if it could not be read. */
  readonly id: RuleId | null;
  /** `null`: left out. */
  readonly rule: Rule | null;
  readonly where: Where;
  readonly found: Findings;
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes a diagnostic at a place inside an entry. */
export const diagnosticAt = (
  where: Where,
  code: DiagnosticCode,
  { at, end, params }: { readonly at: Place; readonly end?: End; readonly params?: Names },
): Diagnostic =>
  makeDiagnostic(code, end === "key" ? where.key(at) : where.value(at), params ?? {});
