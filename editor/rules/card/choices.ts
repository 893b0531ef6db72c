import type { FactDefinition, Json, LocalText, Registry } from "../../../engine/index.ts";
import type { RowKind } from "../../document/card-rows.ts";
import type { RowDefinition, Schema } from "../../document/form-shape.ts";
import { asSchema, rowSchemas } from "../../document/form-shape.ts";
import type { FileDefinitions } from "../../document/read-rule.ts";
import { pickWidget, startOf, variantsOf } from "../../forms/pick-widget.ts";
import { operatorsFor, valueSchema } from "../../forms/value-schema.ts";

/** One thing the add dialog offers, and what is written for it. */
export interface Choice {
  readonly name: string;
  readonly title: LocalText;
  readonly help: LocalText;
  readonly group: string;
  readonly value: Json;
}

/** What operators reach for first; shown above everything else. */
const COMMON: ReadonlySet<string> = new Set([
  ...["text", "follow", "scan", "menu", "nothing-matched"],
  ...["reply", "tag", "ask", "set", "choose", "http"],
  ...["tags", "time", "day", "follower.days", "follower.channel"],
]);
export const COMMON_GROUP = "common";

const takesWordAny = (schema: Schema): boolean =>
  schema.const === "any" || variantsOf(schema).some(takesWordAny);

/** A list of names is asked for empty: nothing is better than a wrong one. */
const listAmong = (schema: Schema): Json | null => {
  const isList = [schema, ...variantsOf(schema)].some(
    (one) => pickWidget(one) === "resources" || pickWidget(one) === "tags",
  );
  return isList ? [] : null;
};

const startOfParams = (params: Schema): Json => {
  const keys = Object.keys(asSchema(params.properties));
  // Keywords before "any text": the commoner wish, and the one that surprises nobody.
  if (pickWidget(params) === "one-key" && keys.includes("has")) return { has: [] };
  return startOf(params) as Json;
};

/** What is written for a new row: short where that says it, ready for its form. */
export const startOfRow = (definition: RowDefinition, file: FileDefinitions): Json => {
  const { params, short } = rowSchemas(definition, file);
  if (short === null) return { [definition.name]: startOfParams(params) };
  if (definition.name === "text") return { text: startOfParams(params) };
  const list = listAmong(short);
  if (list !== null) return { [definition.name]: list };
  if (takesWordAny(short)) return definition.name;
  return { [definition.name]: startOf(short) as Json };
};

/** What a list of triggers or actions may get. */
export const rowChoices = (
  kind: RowKind,
  registry: Registry,
  file: FileDefinitions,
): readonly Choice[] => {
  const all = kind === "trigger" ? registry.triggers : registry.actions;
  return [...all.values()].map((definition) => {
    const { name, title, help, group } = definition;
    const value = startOfRow(definition, file);
    return { name, title, help, value, group: COMMON.has(name) ? COMMON_GROUP : group };
  });
};

/** A condition on a fact, ready for its form. */
export const startOfLeaf = (
  fact: FactDefinition | undefined,
  name: string,
  registry: Registry,
): Json => {
  const [operator] = operatorsFor(registry.operators.values(), fact);
  const value = operator === undefined ? "" : (startOf(valueSchema(operator, fact)) as Json);
  return { fact: name, operator: operator?.name ?? "equals", value };
};

/** What a condition may look at. */
export const factChoices = (registry: Registry): readonly Choice[] =>
  [...registry.facts.values()]
    .filter(({ name }) => !name.endsWith("*"))
    .map((fact) => {
      const { name, title, help, group } = fact;
      const value = startOfLeaf(fact, name, registry);
      return { name, title, help, value, group: COMMON.has(name) ? COMMON_GROUP : group };
    });
