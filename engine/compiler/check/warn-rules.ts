import type { ActionTrait } from "../../definitions/definition.ts";
import type { Registry } from "../../definitions/registry.ts";
import { hasRight } from "../../limits.ts";
import type { Account } from "../../schema/account.ts";
import type { Diagnostic } from "../../schema/diagnostic.ts";
import type { ActionRow, Rule } from "../../schema/rule.ts";
import type { CheckedRule } from "./checked-rule.ts";
import { diagnosticAt } from "./checked-rule.ts";
import type { Arrivals } from "./link-names.ts";

/** What warnings about one rule look at. */
export interface WarnContext {
  readonly account: Account;
  readonly registry: Registry;
  readonly arrivals: Arrivals;
}

/** Events that the platform waits for with an open response. */
const ANSWERED: ReadonlySet<string> = new Set([
  ...["text", "voice", "image", "video", "link", "file", "location"],
  ...["menu", "follow", "scan", "nothing-matched"],
]);
const isReported = ({ params }: Rule["when"][number]): boolean =>
  (params as { readonly reported?: boolean }).reported === true;
const isAnswered = (row: Rule["when"][number]): boolean =>
  ANSWERED.has(row.use) && !isReported(row);

const has = ({ registry }: WarnContext, use: string, trait: ActionTrait): boolean =>
  registry.actions.get(use)?.traits?.includes(trait) ?? false;

/** Whether a list, or a list inside it, says something or says nothing on purpose. */
const answers = (context: WarnContext, rows: readonly ActionRow[]): boolean =>
  rows.some(
    (row) =>
      (["speaks", "answers", "takes-over"] as const).some((trait) =>
        has(context, row.use, trait),
      ) ||
      Object.values(context.registry.actions.get(row.use)?.lists?.(row.params as never) ?? {}).some(
        (inner) => answers(context, inner),
      ),
  );

const silentLists = (checked: CheckedRule, rule: Rule, context: WarnContext): Diagnostic[] => {
  if (rule.continue || !rule.when.some(isAnswered)) return [];
  const lists = [
    ["then", rule.then],
    ["else", rule.else],
  ] as const;
  return lists.flatMap(([name, rows]) =>
    rows === null || answers(context, rows)
      ? []
      : [diagnosticAt(checked.where, "no-answer", { at: [name], end: "key" })],
  );
};

const neverRuns = ({ where }: CheckedRule, rule: Rule, context: WarnContext): Diagnostic[] =>
  rule.when.length > 0 || context.arrivals.has(rule.id)
    ? []
    : [diagnosticAt(where, "no-trigger", { at: ["id"] })];

const missingRights = (checked: CheckedRule, context: WarnContext): Diagnostic[] =>
  checked.found.uses.flatMap(({ use, at }) => {
    const needs = context.registry.actions.get(use)?.needs ?? [];
    const right = needs.find((one) => !hasRight(context.account, one));
    if (right === undefined) return [];
    const params = { name: use, right };
    return [diagnosticAt(checked.where, "right-missing", { at, end: "key", params })];
  });

/** Without customer-service messages only an event with an open response can be answered. */
const undelivered = (checked: CheckedRule, rule: Rule, context: WarnContext): Diagnostic[] => {
  if (hasRight(context.account, "customer-message")) return [];
  if (rule.when.length === 0 || rule.when.some(isAnswered)) return [];
  const first = checked.found.uses.find(({ use }) => has(context, use, "speaks"));
  if (first === undefined) return [];
  return [diagnosticAt(checked.where, "reply-not-delivered", { at: first.at, end: "key" })];
};

/** What a reply says, as far as its written form tells. */
const isText = ({ params }: ActionRow): boolean => Object.hasOwn(params as object, "text");

/** Without customer-service messages a list's first reply is sent, later texts are joined to it, anything else is left out. */
const leftOut = (checked: CheckedRule, rule: Rule, context: WarnContext): Diagnostic[] => {
  if (hasRight(context.account, "customer-message")) return [];
  return [rule.then, rule.else ?? []].flatMap((rows) => {
    const said = rows.filter(({ use }) => use === "reply");
    const isFirstText = said[0] !== undefined && isText(said[0]);
    return said.slice(1).flatMap((row) => {
      if (isFirstText && isText(row)) return [];
      const at = row.path
        .split("/")
        .slice(2)
        .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
      return [diagnosticAt(checked.where, "reply-left-out", { at })];
    });
  });
};

/** Everything about one sound rule that works, but hardly as its author means. */
export const warnRule = (checked: CheckedRule, context: WarnContext): readonly Diagnostic[] => {
  const { rule } = checked;
  if (rule === null || !rule.enabled) return [];
  return [
    ...silentLists(checked, rule, context),
    ...neverRuns(checked, rule, context),
    ...missingRights(checked, context),
    ...undelivered(checked, rule, context),
    ...leftOut(checked, rule, context),
  ];
};
