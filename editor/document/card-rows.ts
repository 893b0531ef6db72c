import type { Json, Registry, RulePath } from "../../engine/index.ts";
import { copyRow } from "./clipboard.ts";
import type { FormShape, RowDefinition } from "./form-shape.ts";
import { shapeOf } from "./form-shape.ts";
import type { FileDefinitions, Reading } from "./read-rule.ts";
import { itemsAt } from "./read-rule.ts";
import { openRow } from "./rows.ts";
import type { Steps } from "./steps.ts";
import { pathOf } from "./steps.ts";

/** A row of `when`, `then`, `else` or of a list inside an action, as the card shows it. */
export interface CardRow {
  readonly at: Steps;
  readonly path: RulePath;
  /** The trigger or action; what is written there if nothing defines it. */
  readonly use: string;
  readonly definition: RowDefinition | null;
  /** As written, shaped by the schema. */
  readonly value: Json;
  /** Where the value stands: behind the key, or the bare word itself. */
  readonly valueAt: Steps;
  /** `null`: no form can show it, it is edited as YAML. */
  readonly shape: FormShape | null;
  readonly note: string;
  readonly enabled: boolean;
}
export type RowKind = "trigger" | "action";

/** What the card needs to know to make rows of a rule. */
export interface RowSource {
  readonly reading: Reading;
  readonly registry: Registry;
  readonly file: FileDefinitions;
}

const definitionOf = (registry: Registry, kind: RowKind, use: string): RowDefinition | null =>
  (kind === "trigger" ? registry.triggers.get(use) : registry.actions.get(use)) ?? null;

const rowOf = (source: RowSource, kind: RowKind, written: Json, at: Steps): CardRow => {
  const open = openRow(written);
  const path = pathOf(source.reading.id, at);
  if (open === null) {
    const words = typeof written === "object" && written !== null ? Object.keys(written) : [];
    const base = { at, path, use: words.join(" + "), definition: null, value: written };
    return { ...base, valueAt: at, shape: null, note: "", enabled: true };
  }
  const { use, value, note, enabled } = open;
  const definition = definitionOf(source.registry, kind, use);
  const shape = definition === null ? null : shapeOf(definition, value, source.file);
  const valueAt = typeof written === "string" ? at : [...at, use];
  return { at, path, use, definition, value, valueAt, shape, note, enabled };
};

/** The rows of one list; a part that no form can show is one of them, for YAML alone. */
export const rowsOf = (source: RowSource, kind: RowKind, list: Steps): readonly CardRow[] =>
  itemsAt(source.reading.value, list).map((written, place) =>
    rowOf(source, kind, written, [...list, place]),
  );

/** The YAML of one row, its dash in front; empty if nothing stands there. */
export const rowSource = (reading: Reading, at: Steps): string => copyRow(reading.text, at) ?? "";
