import type { Lint } from "../compiler/compile-folder.ts";
import { makeDiagnostic } from "../errors.ts";

/** Rules that wait for the platform's semantic interface in an account that never asks it. */
export const findIdleTopics: Lint = ({ ruleSet, spotOf }) => {
  if (ruleSet.account.semantic !== undefined) return [];
  return ruleSet.rules.flatMap((rule) =>
    rule.when
      .filter(({ use }) => use === "topic")
      .map(({ path }) => makeDiagnostic("topic-without-semantic", spotOf(path), { rule: rule.id })),
  );
};
