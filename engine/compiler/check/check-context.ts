import type { ActionTrait } from "../../definitions/definition.ts";
import type { Rule } from "../../schema/rule.ts";
import type { Desk } from "./findings.ts";
import { refuse } from "./findings.ts";

/** Triggers after which nobody is there to be spoken to. */
const SPEECHLESS: ReadonlySet<string> = new Set(["unfollow", "schedule"]);
/** The trigger that has no follower. */
const SCHEDULE = "schedule";

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

/** Refuses actions that cannot do their work under this rule's triggers or with `continue`. */
export const checkContext = (desk: Desk, rule: Rule): void => {
  if (rule.continue) refuseWhere(desk, (use) => has(desk, use, "takes-over"), "not-in-continue");
  const triggers = rule.when.map((row) => row.use);
  if (triggers.includes(SCHEDULE)) {
    refuseWhere(desk, (use) => !has(desk, use, "without-follower"), "needs-a-follower");
  } else if (triggers.length > 0 && triggers.every((use) => SPEECHLESS.has(use))) {
    refuseWhere(desk, (use) => has(desk, use, "speaks"), "nobody-to-speak-to");
  }
};
