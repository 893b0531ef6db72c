import type { ActionTrait } from "../../definitions/definition.ts";
import type { Registry } from "../../definitions/registry.ts";
import { articlesAllowed, hasRight } from "../../limits.ts";
import type { Account } from "../../schema/account.ts";
import type { Diagnostic } from "../../schema/diagnostic.ts";
import type { ActionRow, Rule } from "../../schema/rule.ts";
import type { CheckedRule } from "./checked-rule.ts";
import { diagnosticAt } from "./checked-rule.ts";
import type { Arrivals } from "./link-names.ts";
import { warnReminders } from "./warn-reminders.ts";

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
      // What only waits here, a reminder, answers another time.
      (!has(context, row.use, "waits") &&
        Object.values(
          context.registry.actions.get(row.use)?.lists?.(row.params as never) ?? {},
        ).some((inner) => answers(context, inner))),
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

/** Every list of a rule: its own and those inside actions. */
const listsIn = (
  context: WarnContext,
  rows: readonly ActionRow[],
): readonly (readonly ActionRow[])[] => [
  rows,
  ...rows.flatMap((row) =>
    Object.values(
      context.registry.actions.get(row.use)?.lists?.(row.params as never) ?? {},
    ).flatMap((inner) => listsIn(context, inner)),
  ),
];
const says = ({ params }: ActionRow, kind: string): boolean =>
  typeof params === "object" && params !== null && Object.hasOwn(params, kind);
/** The place of a row inside its rule, from its path. */
const placeOf = ({ path }: ActionRow): readonly (string | number)[] =>
  path
    .split("/")
    .slice(2)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** Replies that never fit into the HTTP response. */
const ALWAYS_LATER = "mini-program";
const isLeftOut = (row: ActionRow, place: number, first: ActionRow): boolean => {
  if (says(row, ALWAYS_LATER)) return true;
  return place > 0 && !(says(first, "text") && says(row, "text"));
};
/** Without customer-service messages a list's first reply is sent, later texts are joined to it, anything else is left out. */
const leftOut = (checked: CheckedRule, rule: Rule, context: WarnContext): Diagnostic[] => {
  if (hasRight(context.account, "customer-message")) return [];
  const lists = [rule.then, rule.else ?? []].flatMap((rows) => listsIn(context, rows));
  return lists.flatMap((rows) => {
    const said = rows.filter(({ use }) => use === "reply");
    const first = said.find((row) => !says(row, ALWAYS_LATER));
    return said
      .filter((row, place) => isLeftOut(row, row === first ? 0 : place, first ?? row))
      .map((row) => diagnosticAt(checked.where, "reply-left-out", { at: placeOf(row) }));
  });
};

/** In answer to a message the platform shows fewer articles than to an event. */
const articlesCut = (checked: CheckedRule, rule: Rule, context: WarnContext): Diagnostic[] => {
  const counts = rule.when.filter(isAnswered).map(({ use }) => articlesAllowed(use));
  const max = Math.min(...counts);
  return [rule.then, rule.else ?? []]
    .flatMap((rows) => listsIn(context, rows).flat())
    .flatMap((row) => {
      const { articles } = row.params as { readonly articles?: unknown };
      if (!Array.isArray(articles) || articles.length <= max) return [];
      const params = { count: articles.length, max };
      return [diagnosticAt(checked.where, "articles-cut", { at: placeOf(row), params })];
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
    ...articlesCut(checked, rule, context),
    ...warnReminders(checked, rule, context),
  ];
};
