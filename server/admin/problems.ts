import type { Diagnostic } from "../../engine/index.ts";
import { sentence } from "../../engine/index.ts";
import type { Problem } from "./contract.ts";

const ruleOf = (path: string): string | null => {
  const [room, id = ""] = path.split("/");
  return room === "rules" && id !== "" ? id.replaceAll("~1", "/").replaceAll("~0", "~") : null;
};
/** A diagnostic with what it says in both languages. */
export const problemOf = (diagnostic: Diagnostic): Problem => ({
  diagnostic,
  says: { "zh-CN": sentence(diagnostic, "zh-CN"), en: sentence(diagnostic, "en") },
  rule: ruleOf(diagnostic.path),
});
export const problemsOf = (diagnostics: readonly Diagnostic[]): Problem[] =>
  diagnostics.map(problemOf);
export const countErrors = (diagnostics: readonly Diagnostic[]): number =>
  diagnostics.filter(({ severity }) => severity === "error").length;
