import type { ActionDefinition } from "../../definitions/definition.ts";
import type { ActionRow } from "../../schema/rule.ts";
import { joinPath } from "../read/where.ts";
import type { ListReader } from "./convert-lists.ts";
import { convertLists } from "./convert-lists.ts";
import type { Desk } from "./findings.ts";
import type { Visited } from "./marks.ts";
import { isMap, markOf, visitShape, withDefaults } from "./marks.ts";
import type { Scope } from "./names.ts";
import { captureName, WAITED } from "./names.ts";
import { readMarks } from "./read-marks.ts";
import type { OpenRow, RowKind } from "./read-rows.ts";
import { isOff, itemsOf, openRow } from "./read-rows.ts";
import { meantForm } from "./read-value.ts";
import type { Checked, Form } from "./validators.ts";

const kindOf = (desk: Desk): RowKind => ({
  words: desk.registry.actions,
  elsewhere: desk.registry.triggers,
  unknown: "unknown-action",
  misplaced: "trigger-in-actions",
  takesAny: (word) => desk.validators.action(word)?.takesAny ?? false,
});

const ownNames = (desk: Desk, checked: Checked, row: OpenRow, form: Form, scope: Scope): Scope => {
  const sets: Scope = new Set();
  const start: Visited = { at: row.valueAt, value: row.value, schemas: [form.schema] };
  visitShape(start, (visited) => {
    readMarks(desk, visited, { scope, sets, use: row.use });
    const { value } = visited;
    if (markOf(visited.schemas, "x-resource") === "rule" && typeof value === "string")
      desk.found.jumps.push({ to: value, at: visited.at, available: [...scope] });
  });
  const { captures, traits } = checked.definition as ActionDefinition;
  if (traits?.includes("waits")) sets.add(WAITED);
  const expanded = form.expand === null ? row.value : form.expand(row.value);
  const params = withDefaults(expanded, checked.params);
  const saved = isMap(params) && typeof params.save === "string" ? [params.save] : [];
  for (const name of [...saved, ...(captures?.(params as never) ?? [])])
    if (!sets.has(name) && !name.startsWith("follower."))
      captureName(desk, name, row.valueAt, sets);
  return sets;
};

const readAction = (desk: Desk, row: OpenRow, scope: Scope): ActionRow | null => {
  const checked = desk.validators.action(row.use);
  if (checked === undefined) return null;
  desk.found.uses.push({ use: row.use, at: row.valueAt });
  const form = meantForm(desk, row.value, row.valueAt, checked);
  if (form === null) return null;
  const sets = ownNames(desk, checked, row, form, scope);
  const inner = new Set([...scope, ...sets]);
  const converted = form.hasLists
    ? convertLists(
        desk,
        { at: row.valueAt, value: row.value, schemas: [form.schema] },
        { scope: inner, readList: readActions },
      )
    : { value: row.value, isBroken: false };
  for (const name of inner) scope.add(name);
  if (converted.isBroken) return null;
  const params = form.expand === null ? converted.value : form.expand(converted.value);
  return {
    use: row.use,
    params: withDefaults(params, checked.params),
    path: joinPath(desk.path, row.at),
  };
};

/** Reads a list of actions; `scope` grows by what its rows capture. */
export const readActions: ListReader = (desk, value, at, scope) => {
  const rows: ActionRow[] = [];
  let isBroken = false;
  for (const [item, place] of itemsOf(value, at)) {
    if (isOff(item)) continue;
    const open = openRow(desk, item, place, kindOf(desk));
    const row = open && readAction(desk, open, scope);
    if (row === null) isBroken = true;
    else rows.push(row);
  }
  return { rows, isBroken };
};
