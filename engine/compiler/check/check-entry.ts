import type { Registry } from "../../definitions/registry.ts";
import type { ReadEntry } from "../read/read-entry.ts";
import { checkRule } from "./check-rule.ts";
import type { CheckedRule } from "./checked-rule.ts";
import { byPlace, findingsAsDiagnostics } from "./diagnostics.ts";
import { noFindings } from "./findings.ts";
import type { Validators } from "./validators.ts";

/** What the check of rules needs besides them; made once for many. */
export interface RuleTools {
  readonly registry: Registry;
  readonly validators: Validators;
}

/** Checks a rule as it was read, by itself; never throws. */
export const checkEntry = (entry: ReadEntry, { registry, validators }: RuleTools): CheckedRule => {
  const { id, where, value } = entry;
  const found = noFindings();
  if (value === null) return { id, rule: null, where, found, diagnostics: entry.diagnostics };
  const rule = checkRule({ path: where.path, registry, validators, found }, value);
  const isRead = entry.diagnostics.every(({ severity }) => severity !== "error");
  const diagnostics = byPlace(
    entry.diagnostics,
    findingsAsDiagnostics(where, found, validators.checkShape),
  );
  return { id, rule: isRead ? rule : null, where, found, diagnostics };
};
