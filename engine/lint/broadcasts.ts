import type { BroadcastTarget } from "../actions/broadcast.ts";
import type { Lint } from "../compiler/compile-folder.ts";
import { makeDiagnostic } from "../errors.ts";
import { hasRight } from "../limits.ts";
import type { Account } from "../schema/account.ts";
import type { ActionRow } from "../schema/rule.ts";
import { isTemplate } from "../templates/template.ts";
import { rowsOf } from "./notice-fields.ts";

type To = "all" | { readonly [K in Exclude<BroadcastTarget["kind"], "all">]?: unknown };

/** Only a list of openids reaches those whom the platform does not pick out itself. */
const needsList = ({ tags }: Account, to: To): boolean => {
  if (to === "all") return false;
  const { tag } = to;
  return typeof tag !== "string" || (!isTemplate(tag) && !tags.includes(tag));
};
const toOf = ({ use, params }: ActionRow): To | null =>
  use === "broadcast" ? (params as { readonly to: To }).to : null;

/** Broadcasts to a segment, a list or a tag of our own in an account that may only send to all or to the platform's tags. */
export const findBroadcasts: Lint = ({ ruleSet: { account, rules }, registry, spotOf }) => {
  if (!hasRight(account, "mass-send") || hasRight(account, "mass-send-openids")) return [];
  return rules.flatMap((rule) =>
    rowsOf(rule, registry).flatMap((row) => {
      const to = toOf(row);
      if (to === null || !needsList(account, to)) return [];
      const spot = spotOf(`${row.path}/broadcast/to`);
      return [makeDiagnostic("broadcast-needs-tag", spot, { rule: rule.id })];
    }),
  );
};
