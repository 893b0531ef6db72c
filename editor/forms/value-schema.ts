import type { FactDefinition, OperatorDefinition } from "../../engine/index.ts";
import type { Schema } from "../document/form-shape.ts";
import { asSchema } from "../document/form-shape.ts";
import { variantsOf } from "./pick-widget.ts";

const isListSchema = (schema: Schema): boolean => schema.type === "array";

/** Of the ways `within` is written the one that makes sense for a fact: hours, days, or an area. */
const withinFor = (schema: Schema, fact: FactDefinition | undefined): Schema => {
  const choices = variantsOf(schema);
  if (choices.length === 0) return schema;
  const wanted = fact?.on === "place" ? "object" : "array";
  const found = choices.find(({ type }) => type === wanted) ?? schema;
  // Days and hours are told apart by the fact: both are texts between two ends.
  return fact?.name === "date" || /at$/.test(fact?.name ?? "")
    ? { ...found, "x-spans": "date" }
    : found;
};

/** How an expected value is entered: as the operator wants it, out of the fact's own words where it has some. */
export const valueSchema = (
  operator: OperatorDefinition,
  fact: FactDefinition | undefined,
): Schema => {
  const schema = JSON.parse(JSON.stringify(operator.value)) as Schema;
  if (operator.name === "within") return withinFor(schema, fact);
  const words = asSchema(JSON.parse(JSON.stringify(fact?.value ?? {}))).enum;
  if (Array.isArray(words) && !isListSchema(schema) && schema.type === "string")
    return { type: "string", enum: words };
  if (fact?.name === "tags" && isListSchema(schema)) return { ...schema, "x-names": "tag" };
  const isDay = fact?.name === "date" && schema.type === "string" && schema["x-pattern"] !== true;
  return isDay ? { type: "string", "x-shape": "date" } : schema;
};

/** The operators that can look at a fact; all of them for a name nobody defines. */
export const operatorsFor = (
  operators: Iterable<OperatorDefinition>,
  fact: FactDefinition | undefined,
): readonly OperatorDefinition[] =>
  [...operators].filter(({ on }) => fact === undefined || on.includes(fact.on));
