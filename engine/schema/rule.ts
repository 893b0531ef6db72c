import type { Json, RuleId, RulePath } from "./words.ts";

/** One row of `when`, in normal form: short forms are expanded, scalars have their type. */
export interface TriggerRow {
  readonly use: string;
  readonly params: Json;
  readonly path: RulePath;
}
/** One row of `then`, `else` or a list inside an action; lists inside `params` hold rows like this one. */
export interface ActionRow {
  readonly use: string;
  readonly params: Json;
  readonly path: RulePath;
}
export type Condition =
  | { readonly all: readonly Condition[]; readonly path: RulePath }
  | { readonly any: readonly Condition[]; readonly path: RulePath }
  | { readonly not: Condition; readonly path: RulePath }
  | ConditionLeaf;
export interface ConditionLeaf {
  readonly fact: string;
  readonly operator: string;
  readonly value: Json;
  readonly path: RulePath;
}
/** `hours` are windows `HH:MM-HH:MM`; `days` are `mon` … `sun`, `workday`, `restday`; dates are `YYYY-MM-DD`, both in. */
export interface Active {
  readonly from: string | null;
  readonly until: string | null;
  readonly hours: readonly string[];
  readonly days: readonly string[];
}
/** `every`: `null` = ever, `day week month` = calendar, otherwise a duration as written (`2h`). */
export interface Limit {
  readonly times: number;
  readonly every: string | null;
}
/** A rule in normal form: what the compiler takes, and what the store keeps beside the author's text. */
export interface Rule {
  readonly id: RuleId;
  readonly name: string;
  readonly note: string;
  readonly enabled: boolean;
  /** 0–100, higher first. */
  readonly priority: number;
  readonly group: string;
  readonly active: Active | null;
  readonly limit: Limit | null;
  readonly when: readonly TriggerRow[];
  readonly if: Condition | null;
  readonly then: readonly ActionRow[];
  readonly else: readonly ActionRow[] | null;
  readonly continue: boolean;
}
