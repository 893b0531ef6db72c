import type { Lint } from "../compiler/compile-folder.ts";
import { OWN_PAGES } from "../definitions/page-names.ts";
import { makeDiagnostic } from "../errors.ts";
import { hasRight } from "../limits.ts";
import type { Account } from "../schema/account.ts";
import type { ActionRow } from "../schema/rule.ts";
import { rowsOf } from "./notice-fields.ts";

/** The hook that sends the codes of the page `bind`. */
const HOOK = "bind";
/** Of ours, the one that is made to be passed on; all others ask who is there. */
const SHARED = "share";

interface Link {
  readonly page: string;
  readonly row: ActionRow;
}
const linksIn = (rows: readonly ActionRow[]): readonly Link[] =>
  rows.flatMap((row) => {
    const { page } = row.params as { readonly page?: unknown };
    return row.use === "link" && typeof page === "string" ? [{ page, row }] : [];
  });

/** The right that a page cannot do without. */
const rightOf = (page: string): string =>
  OWN_PAGES.includes(page) && page !== SHARED ? "oauth" : "js-sdk-share";

const isWithoutHook = ({ hooks }: Account, page: string): boolean =>
  page === HOOK && !hooks.includes(HOOK);

/** Links to pages that this account cannot have: it lacks the right, or nobody sends the codes of `bind`. */
export const findLinkPages: Lint = ({ ruleSet: { account, rules }, registry, spotOf }) =>
  rules.flatMap((rule) =>
    linksIn(rowsOf(rule, registry)).flatMap(({ page, row }) => {
      const spot = spotOf(`${row.path}/link/page`);
      const right = rightOf(page);
      const params = { rule: rule.id, name: page, right };
      return [
        ...(hasRight(account, right) ? [] : [makeDiagnostic("right-missing", spot, params)]),
        ...(isWithoutHook(account, page)
          ? [makeDiagnostic("bind-without-hook", spot, { rule: rule.id })]
          : []),
      ];
    }),
  );
