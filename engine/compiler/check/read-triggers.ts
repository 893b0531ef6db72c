import type { TriggerDefinition } from "../../definitions/definition.ts";
import type { TriggerRow } from "../../schema/rule.ts";
import type { Json } from "../../schema/words.ts";
import { joinPath } from "../read/where.ts";
import type { Desk } from "./findings.ts";
import type { Place } from "./marks.ts";
import { visitShape, withDefaults } from "./marks.ts";
import type { Scope } from "./names.ts";
import { captureName } from "./names.ts";
import { readMarks } from "./read-marks.ts";
import type { OpenRow } from "./read-rows.ts";
import { isOff, itemsOf, openRow } from "./read-rows.ts";
import { meantForm } from "./read-value.ts";

/** Every value of a trigger: `menu: any`. */
const ANY = "any";

/** The rows of `when` in normal form; `isBroken` if one had to be left out. */
export interface ReadTriggers {
  readonly rows: readonly TriggerRow[];
  readonly isBroken: boolean;
}

const readTrigger = (desk: Desk, row: OpenRow, scope: Scope): TriggerRow | null => {
  const checked = desk.validators.trigger(row.use);
  const form = checked && meantForm(desk, row.value, row.valueAt, checked);
  if (checked === undefined || !form) return null;
  const names = { scope: new Set<string>(), sets: scope, use: row.use };
  visitShape({ at: row.valueAt, value: row.value, schemas: [form.schema] }, (visited) =>
    readMarks(desk, visited, names),
  );
  if (row.value === ANY)
    for (const kind of form.resources)
      desk.found.references.push({
        kind,
        name: ANY,
        declared: "warn",
        at: row.valueAt,
        use: row.use,
      });
  const expanded = form.expand === null ? row.value : form.expand(row.value);
  const params = withDefaults(expanded, checked.params);
  const { captures } = checked.definition as TriggerDefinition;
  for (const name of captures?.(params as never) ?? [])
    if (!scope.has(name)) captureName(desk, name, row.valueAt, scope);
  return { use: row.use, params, path: joinPath(desk.path, row.at) };
};

/** Reads the rows of `when`; `scope` grows by what any of them captures. */
export const readTriggers = (desk: Desk, value: Json, at: Place, scope: Scope): ReadTriggers => {
  const rows: TriggerRow[] = [];
  let isBroken = false;
  const kind = {
    words: desk.registry.triggers,
    elsewhere: desk.registry.actions,
    unknown: "unknown-trigger",
    misplaced: "action-in-when",
    takesAny: (word: string) => desk.validators.trigger(word)?.takesAny ?? false,
  } as const;
  for (const [item, place] of itemsOf(value, at)) {
    if (isOff(item)) continue;
    const open = openRow(desk, item, place, kind);
    const row = open && readTrigger(desk, open, scope);
    if (row === null) isBroken = true;
    else rows.push(row);
  }
  return { rows, isBroken };
};
