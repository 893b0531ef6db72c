import type { Registry } from "../definitions/registry.ts";
import type { ActionRow, Rule } from "../schema/rule.ts";
import type { RulePath } from "../schema/words.ts";

/** A list being run, and the place of its next row. */
export interface Frame {
  readonly rows: readonly ActionRow[];
  next: number;
}
/** The lists inside a row, by the name that `next` uses. */
export const listsOf = (
  row: ActionRow,
  registry: Registry,
): Readonly<Record<string, readonly ActionRow[]>> =>
  registry.actions.get(row.use)?.lists?.(row.params) ?? {};

interface Found {
  readonly frames: Frame[];
  /** Stands in an `else`, which runs instead of the rest of every list around it, or in the `then` of a reminder, which runs by itself. */
  readonly isInstead: boolean;
}
const isApart = (list: string): boolean => list === "else" || list === "then";

const inside = (row: ActionRow, path: RulePath, registry: Registry): Found | null => {
  for (const [name, rows] of Object.entries(listsOf(row, registry))) {
    const found = framesIn(rows, path, registry);
    if (found !== null) return { ...found, isInstead: found.isInstead || isApart(name) };
  }
  return null;
};
const framesIn = (rows: readonly ActionRow[], path: RulePath, registry: Registry): Found | null => {
  for (const [place, row] of rows.entries()) {
    const frame = { rows, next: place + 1 };
    if (row.path === path) return { frames: [frame], isInstead: false };
    if (!path.startsWith(`${row.path}/`)) continue;
    const found = inside(row, path, registry);
    if (found?.isInstead) return found;
    if (found !== null) return { ...found, frames: [frame, ...found.frames] };
  }
  return null;
};

/** The lists around the row at `path`, outermost first, each standing after it; `null` if the rule has no such row. */
export const framesTo = (rule: Rule, path: RulePath, registry: Registry): Frame[] | null =>
  (framesIn(rule.then, path, registry) ?? framesIn(rule.else ?? [], path, registry))?.frames ??
  null;

/** The row at `path`. */
export const rowAt = (rule: Rule, path: RulePath, registry: Registry): ActionRow | null => {
  const frame = framesTo(rule, path, registry)?.at(-1);
  return frame?.rows[frame.next - 1] ?? null;
};
