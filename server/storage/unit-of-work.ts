import type { SqlValue, Statement, Values } from "./statement.ts";

/** One statement with its values, and how many rows it must change. */
export interface Step {
  readonly name: string;
  readonly sql: string;
  readonly values: readonly SqlValue[];
  readonly rows: number | "any";
}
/** All of it or nothing: the only way to write. Plain data, so that group commit, another engine and a fault wrapper see the same thing. */
export type UnitOfWork = readonly Step[];
/** `failed` names the statement that changed another number of rows than it must; nothing of its unit is kept. */
export type UnitResult =
  | { readonly done: true; readonly rows: readonly number[] }
  | { readonly done: false; readonly failed: string };

/** Fills a statement in; without `rows` it must change exactly one. */
export const step = <V extends Values>(
  statement: Statement<V>,
  values: V,
  rows: number | "any" = 1,
): Step => ({ name: statement.name, sql: statement.sql, values: statement.fill(values), rows });
