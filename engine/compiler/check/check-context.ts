import type { ActionTrait } from "../../definitions/definition.ts";
import type { ActionRow, Rule, TriggerRow } from "../../schema/rule.ts";
import type { Desk } from "./findings.ts";
import { refuse } from "./findings.ts";

/** Triggers after which nobody is there to be spoken to. */
const SPEECHLESS: ReadonlySet<string> = new Set(["unfollow", "schedule"]);
/** The trigger that has no follower. */
const SCHEDULE = "schedule";
/** Events of ours that tell of a broadcast, which is nobody's. */
const OF_NOBODY: ReadonlySet<string> = new Set(["broadcast-sent", "broadcast-failed"]);
const isOfNobody = ({ use, params }: TriggerRow): boolean => {
  if (use === SCHEDULE) return true;
  const { names = [] } = params as { readonly names?: readonly string[] };
  return use === "event" && names.some((name) => OF_NOBODY.has(name));
};

const has = (desk: Desk, use: string, trait: ActionTrait): boolean =>
  desk.registry.actions.get(use)?.traits?.includes(trait) ?? false;

const refuseWhere = (
  desk: Desk,
  isWrong: (use: string) => boolean,
  code: "not-in-continue" | "nobody-to-speak-to" | "needs-a-follower",
): void => {
  for (const { use, at } of desk.found.uses)
    if (isWrong(use)) refuse(desk, code, at, { name: use }, "key");
};

/** The place of a row inside its rule, from its path. */
const placeOf = ({ path }: ActionRow): readonly (string | number)[] =>
  path
    .split("/")
    .slice(2)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
const listsOf = (desk: Desk, row: ActionRow) =>
  Object.values(desk.registry.actions.get(row.use)?.lists?.(row.params as never) ?? {});
/** Rows that speak, in lists inside others too. */
const speakers = (desk: Desk, rows: readonly ActionRow[]): readonly ActionRow[] =>
  rows.flatMap((row) => [
    ...(has(desk, row.use, "speaks") ? [row] : []),
    ...listsOf(desk, row).flatMap((list) => speakers(desk, list)),
  ]);
const refuseAfterHandover = (desk: Desk, rows: readonly ActionRow[]): void => {
  const at = rows.findIndex(({ use }) => has(desk, use, "hands-over"));
  const late = at < 0 ? [] : speakers(desk, rows.slice(at + 1));
  for (const row of late)
    refuse(desk, "speaks-after-handover", placeOf(row), { name: row.use }, "key");
  for (const row of rows) for (const list of listsOf(desk, row)) refuseAfterHandover(desk, list);
};

/** Refuses actions that cannot do their work under this rule's triggers or with `continue`. */
export const checkContext = (desk: Desk, rule: Rule): void => {
  if (rule.continue) refuseWhere(desk, (use) => has(desk, use, "takes-over"), "not-in-continue");
  for (const rows of [rule.then, rule.else ?? []]) refuseAfterHandover(desk, rows);
  const triggers = rule.when.map((row) => row.use);
  if (rule.when.some(isOfNobody)) {
    refuseWhere(desk, (use) => !has(desk, use, "without-follower"), "needs-a-follower");
  } else if (triggers.length > 0 && triggers.every((use) => SPEECHLESS.has(use))) {
    refuseWhere(desk, (use) => has(desk, use, "speaks"), "nobody-to-speak-to");
  }
};
