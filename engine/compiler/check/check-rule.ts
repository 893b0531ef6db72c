import type { Condition, Rule } from "../../schema/rule.ts";
import type { Json } from "../../schema/words.ts";
import { checkContext } from "./check-context.ts";
import type { Desk } from "./findings.ts";
import { refuse } from "./findings.ts";
import { isMap } from "./marks.ts";
import type { Scope } from "./names.ts";
import { readActions } from "./read-actions.ts";
import { readCondition } from "./read-condition.ts";
import { isOff } from "./read-rows.ts";
import { readTriggers } from "./read-triggers.ts";
import { readHead } from "./rule-head.ts";

/** Which keys hold what the checker walks itself. */
const BODY = ["when", "if", "then", "else"] as const;

interface ReadBody {
  readonly rule: Pick<Rule, (typeof BODY)[number]>;
  readonly isBroken: boolean;
}

const readIf = (desk: Desk, value: Json | undefined, scope: Scope): Condition | null | "broken" => {
  if (value === undefined || isOff(value)) return null;
  const condition = readCondition(desk, value, ["if"], scope);
  return condition === "off" ? null : condition;
};

const readBody = (desk: Desk, value: Readonly<Record<string, Json>>): ReadBody => {
  const scope: Scope = new Set();
  const { when, then, else: otherwise } = value;
  const triggers =
    when === undefined ? { rows: [], isBroken: false } : readTriggers(desk, when, ["when"], scope);
  const condition = readIf(desk, value.if, scope);
  const list = (of: Json | undefined, at: string) =>
    of === undefined ? { rows: [], isBroken: false } : readActions(desk, of, [at], new Set(scope));
  const [doing, instead] = [list(then, "then"), list(otherwise, "else")];
  const isBroken = [triggers, doing, instead].some((part) => part.isBroken);
  return {
    rule: {
      when: triggers.rows,
      if: condition === "broken" ? null : condition,
      then: doing.rows,
      else: instead.rows.length === 0 ? null : instead.rows,
    },
    isBroken: isBroken || condition === "broken",
  };
};

/** Whether a rule, or one that is as good as whole, may be used. */
const isSound = ({ found }: Desk): boolean => found.problems.length + found.shapes.length === 0;

/**
 * Turns one authored rule into its normal form, noting every mistake on the desk; `null` if it must be
 * left out. What other rules and files declare is looked up later (`link-rules.ts`).
 */
export const checkRule = (desk: Desk, value: Json): Rule | null => {
  if (!isMap(value)) return refuse(desk, "rule-form", []);
  const head = readHead(desk, value);
  const body = readBody(desk, value);
  if (head === null) return null;
  const rule: Rule = { ...head, ...body.rule };
  if (!body.isBroken) checkContext(desk, rule);
  return body.isBroken || !isSound(desk) ? null : rule;
};
