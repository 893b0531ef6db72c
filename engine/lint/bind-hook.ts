import type { Lint } from "../compiler/compile-folder.ts";
import { makeDiagnostic } from "../errors.ts";
import { rowsOf } from "./notice-fields.ts";

/** The hook that sends the codes of the page `bind`. */
const HOOK = "bind";

/** Links to the page `bind` of an account that has nobody to send its codes: no follower could ever finish it. */
export const findBindHook: Lint = ({ ruleSet, registry, spotOf }) => {
  if (ruleSet.account.hooks.includes(HOOK)) return [];
  return ruleSet.rules.flatMap((rule) =>
    rowsOf(rule, registry)
      .filter(({ use, params }) => use === "link" && (params as { page?: unknown }).page === HOOK)
      .map(({ path }) =>
        makeDiagnostic("bind-without-hook", spotOf(`${path}/link/page`), { rule: rule.id }),
      ),
  );
};
