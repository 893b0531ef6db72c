import type { FactDefinition, OperatorDefinition } from "../../definitions/definition.ts";
import type { Condition } from "../../schema/rule.ts";
import type { Json } from "../../schema/words.ts";
import { isTemplate } from "../../templates/template.ts";
import { joinPath } from "../read/where.ts";
import { didYouMean } from "./did-you-mean.ts";
import type { Desk } from "./findings.ts";
import { refuse } from "./findings.ts";
import type { Place } from "./marks.ts";
import { isMap, visitShape } from "./marks.ts";
import type { Scope } from "./names.ts";
import { readName } from "./names.ts";
import { readMarks, readTemplate } from "./read-marks.ts";
import { checkRowRest, isOff, itemsOf } from "./read-rows.ts";

type JsonMap = Readonly<Record<string, Json>>;
const GROUPS = ["all", "any", "not"] as const;
const LEAF = ["fact", "operator", "value"] as const;
const REST: readonly string[] = ["note", "enabled"];

/** A condition that was left out because it is broken (told apart from one that is switched off). */
export type ReadCondition = Condition | "off" | "broken";

/** Templates may stand anywhere in a condition's value. */
const readTemplates = (desk: Desk, value: Json, at: Place, scope: Scope): boolean => {
  if (typeof value === "string") {
    if (!isTemplate(value)) return false;
    readTemplate(desk, value, at, { use: "text", scope });
    return true;
  }
  const inside = Array.isArray(value) ? value.entries() : isMap(value) ? Object.entries(value) : [];
  let hasTemplate = false;
  for (const [key, item] of inside as Iterable<[string | number, Json]>)
    hasTemplate = readTemplates(desk, item, [...at, key], scope) || hasTemplate;
  return hasTemplate;
};

const readValue = (
  desk: Desk,
  operator: OperatorDefinition,
  value: Json,
  at: Place,
  scope: Scope,
): boolean => {
  if (readTemplates(desk, value, at, scope)) return true;
  const form = desk.validators.operator(operator.name);
  if (form === undefined) return false;
  const problems = form.check(value);
  if (problems.length > 0) {
    desk.found.shapes.push({ at, value, schema: form.schema, problems });
    return false;
  }
  const names = { scope, sets: new Set<string>(), use: operator.name };
  visitShape({ at, value, schemas: [form.schema] }, (visited) => readMarks(desk, visited, names));
  return true;
};

const fits = (fact: FactDefinition | undefined, operator: OperatorDefinition): boolean =>
  fact === undefined || operator.on.includes(fact.on);

const operatorFor = (
  desk: Desk,
  name: string,
  fact: FactDefinition | undefined,
  at: Place,
): OperatorDefinition | null => {
  const operator = desk.registry.operators.get(name);
  const able = [...desk.registry.operators.values()].filter((one) => fits(fact, one));
  const names = able.map((one) => one.name);
  if (operator === undefined)
    return refuse(desk, "unknown-operator", [...at, "operator"], {
      name,
      ...didYouMean(name, names),
    });
  if (fits(fact, operator)) return operator;
  const params = { operator: name, fact: fact?.name ?? "", known: names };
  return refuse(desk, "operator-against-fact", [...at, "operator"], params);
};

const readLeaf = (desk: Desk, value: JsonMap, at: Place, scope: Scope): ReadCondition => {
  const { fact, operator, value: expected } = value;
  if (typeof fact !== "string" || typeof operator !== "string" || expected === undefined) {
    const missing = LEAF.find((key) => typeof value[key] !== "string") ?? "value";
    const isThere = Object.hasOwn(value, missing);
    if (isThere) refuse(desk, "condition-form", [...at, missing]);
    else refuse(desk, "missing-key", at, { key: missing });
    return "broken";
  }
  readName(desk, fact, [...at, "fact"], scope);
  const known = desk.registry.facts.get(fact);
  const found = operatorFor(desk, operator, known, at);
  if (found === null || !readValue(desk, found, expected, [...at, "value"], scope)) return "broken";
  return { fact, operator, value: expected, path: joinPath(desk.path, at) };
};

const readGroup = (
  desk: Desk,
  group: "all" | "any",
  value: Json,
  at: Place,
  scope: Scope,
): ReadCondition => {
  const items = itemsOf(value, [...at, group]);
  if (items.length === 0) return refuse(desk, "group-empty", [...at, group], { group }) ?? "broken";
  const read = items.map(([item, place]) => readCondition(desk, item, place, scope));
  if (read.includes("broken")) return "broken";
  const held = read.filter((one): one is Condition => typeof one !== "string");
  if (held.length === 0) return "off";
  const path = joinPath(desk.path, at);
  return group === "all" ? { all: held, path } : { any: held, path };
};

const readNot = (desk: Desk, value: Json, at: Place, scope: Scope): ReadCondition => {
  if (Array.isArray(value)) return refuse(desk, "not-takes-one", [...at, "not"]) ?? "broken";
  const inner = readCondition(desk, value, [...at, "not"], scope);
  return typeof inner === "string" ? inner : { not: inner, path: joinPath(desk.path, at) };
};

const readMap = (desk: Desk, value: JsonMap, at: Place, scope: Scope): ReadCondition => {
  const keys = Object.keys(value).filter((key) => !REST.includes(key));
  const known: readonly string[] = [...GROUPS, ...LEAF];
  const unknown = keys.find((key) => !known.includes(key));
  if (unknown !== undefined) {
    const params = { key: unknown, ...didYouMean(unknown, known) };
    return refuse(desk, "unknown-key", [...at, unknown], params, "key") ?? "broken";
  }
  const groups = GROUPS.filter((group) => keys.includes(group));
  const [group] = groups;
  if (group === undefined) return readLeaf(desk, value, at, scope);
  if (keys.length > 1) {
    const second = keys.find((key) => key !== group) ?? group;
    const params = { first: group, second };
    return refuse(desk, "condition-mixed", [...at, second], params, "key") ?? "broken";
  }
  const inner = value[group] ?? null;
  return group === "not"
    ? readNot(desk, inner, at, scope)
    : readGroup(desk, group, inner, at, scope);
};

/** Reads one condition, a list (= all) or a group; what is switched off leaves no trace. */
export const readCondition = (desk: Desk, value: Json, at: Place, scope: Scope): ReadCondition => {
  if (isOff(value)) return "off";
  if (Array.isArray(value)) {
    const read = value.map((item: Json, place) => readCondition(desk, item, [...at, place], scope));
    if (value.length === 0) return refuse(desk, "group-empty", at, { group: "if" }) ?? "broken";
    if (read.includes("broken")) return "broken";
    const all = read.filter((one): one is Condition => typeof one !== "string");
    return all.length === 0 ? "off" : { all, path: joinPath(desk.path, at) };
  }
  if (!isMap(value)) return refuse(desk, "condition-form", at) ?? "broken";
  return checkRowRest(desk, value, at) ? readMap(desk, value, at, scope) : "broken";
};
