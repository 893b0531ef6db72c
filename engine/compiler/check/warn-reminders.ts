import type { Registry } from "../../definitions/registry.ts";
import { WINDOW_GRANTS } from "../../limits.ts";
import type { Diagnostic } from "../../schema/diagnostic.ts";
import type { ActionRow, Rule } from "../../schema/rule.ts";
import { durationMs } from "../../time/durations.ts";
import type { CheckedRule } from "./checked-rule.ts";
import { diagnosticAt } from "./checked-rule.ts";

interface Context {
  readonly registry: Registry;
}
const listsOf = ({ registry }: Context, row: ActionRow) =>
  Object.values(registry.actions.get(row.use)?.lists?.(row.params as never) ?? {});
/** The place of a row inside its rule, from its path. */
const placeOf = ({ path }: ActionRow): readonly (string | number)[] =>
  path
    .split("/")
    .slice(2)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** Whether a `choose` looks at the window anywhere in its conditions. */
const looksAtWindow = ({ use, params }: ActionRow): boolean =>
  use === "choose" && /"fact":"window"/.test(JSON.stringify(params));

/** Rows that speak without anybody having looked at the window; an answer to a question opens it again. */
const speakers = (context: Context, rows: readonly ActionRow[]): readonly ActionRow[] => {
  const found: ActionRow[] = [];
  for (const row of rows) {
    const traits = context.registry.actions.get(row.use)?.traits ?? [];
    if (looksAtWindow(row)) continue;
    if (traits.includes("speaks")) found.push(row);
    if (traits.includes("waits")) return found;
    for (const list of listsOf(context, row)) found.push(...speakers(context, list));
  }
  return found;
};

interface Reminding {
  readonly id: string;
  readonly after?: string;
  readonly at?: string;
  readonly then: readonly ActionRow[];
}
const reminders = (context: Context, rows: readonly ActionRow[]): readonly Reminding[] =>
  rows.flatMap((row) => [
    ...(row.use === "remind" ? [row.params as unknown as Reminding] : []),
    ...listsOf(context, row).flatMap((list) => reminders(context, list)),
  ]);
/** Whoever set it wrote then: so long the window stays open. */
const mayBeShut = ({ after, at }: Reminding): boolean =>
  at !== undefined || (after !== undefined && durationMs(after) >= WINDOW_GRANTS.message.forMs);

/** What a reminder says may come after the window of customer-service messages has shut. */
export const warnReminders = (
  checked: CheckedRule,
  rule: Rule,
  context: Context,
): readonly Diagnostic[] =>
  reminders(context, [...rule.then, ...(rule.else ?? [])])
    .filter(mayBeShut)
    .flatMap(({ id, then }) =>
      speakers(context, then).map((row) =>
        diagnosticAt(checked.where, "reminder-window", {
          at: placeOf(row),
          end: "key",
          params: { id },
        }),
      ),
    );
