import { DEFAULT_PRIORITY, RULE_HEAD } from "../../definitions/file-schema.ts";
import type { Active, Limit, Rule } from "../../schema/rule.ts";
import type { Json } from "../../schema/words.ts";
import { WEEKDAYS } from "../../time/dates.ts";
import { didYouMean } from "./did-you-mean.ts";
import type { Desk } from "./findings.ts";
import { refuse } from "./findings.ts";
import { isMap, visitShape } from "./marks.ts";
import { readMarks } from "./read-marks.ts";

type JsonMap = Readonly<Record<string, Json>>;
type Head = Omit<Rule, "when" | "if" | "then" | "else">;
const BODY: readonly string[] = ["when", "if", "then", "else"];
const REQUIRED = ["id", "then"] as const;
const WEEK: readonly string[] = WEEKDAYS;

/** `fri-mon` written out; a word that is no range stands for itself. */
export const daysFrom = (range: string): readonly string[] => {
  const [from = "", until] = range.split("-");
  if (until === undefined) return [range];
  const start = WEEK.indexOf(from);
  const count = (WEEK.indexOf(until) - start + 7) % 7;
  return Array.from({ length: count + 1 }, (_, place) => WEEK[(start + place) % 7] ?? "");
};
const listOf = (value: Json | undefined): readonly string[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as string[]) : [value as string];
};
const activeOf = (value: Json | undefined): Active | null => {
  if (!isMap(value)) return null;
  const { from, until, hours, days } = value;
  return {
    from: (from as string | undefined) ?? null,
    until: (until as string | undefined) ?? null,
    hours: listOf(hours),
    days: [...new Set(listOf(days).flatMap(daysFrom))],
  };
};
const limitOf = (value: Json | undefined): Limit | null =>
  isMap(value)
    ? { times: value.times as number, every: (value.every as string | undefined) ?? null }
    : null;

const checkKeys = (desk: Desk, value: JsonMap): boolean => {
  const known = [...Object.keys(RULE_HEAD), ...BODY];
  const unknown = Object.keys(value).filter((key) => !known.includes(key));
  for (const key of unknown)
    refuse(desk, "unknown-key", [key], { key, ...didYouMean(key, known) }, "key");
  const missing = REQUIRED.filter((key) => !Object.hasOwn(value, key));
  for (const key of missing) refuse(desk, "missing-key", [], { key });
  return unknown.length + missing.length === 0;
};

const checkValue = (desk: Desk, key: string, value: Json): boolean => {
  const form = desk.validators.head(key);
  if (form === undefined) return true;
  const problems = form.check(value);
  if (problems.length > 0) {
    desk.found.shapes.push({ at: [key], value, schema: form.schema, problems });
    return false;
  }
  const names = { scope: new Set<string>(), sets: new Set<string>(), use: key };
  visitShape({ at: [key], value, schemas: [form.schema] }, (visited) =>
    readMarks(desk, visited, names),
  );
  return true;
};

/** Reads what stands in a rule beside `when if then else`, with defaults filled in; `null` if something is wrong. */
export const readHead = (desk: Desk, value: JsonMap): Head | null => {
  const hasKeys = checkKeys(desk, value);
  const sound = Object.keys(RULE_HEAD).filter(
    (key) => value[key] === undefined || checkValue(desk, key, value[key]),
  );
  if (!hasKeys || sound.length < Object.keys(RULE_HEAD).length) return null;
  const { id, name, note, enabled, priority, group, active, limit } = value;
  return {
    id: id as string,
    name: (name as string | undefined) ?? (id as string),
    note: (note as string | undefined) ?? "",
    enabled: (enabled as boolean | undefined) ?? true,
    priority: (priority as number | undefined) ?? DEFAULT_PRIORITY,
    group: (group as string | undefined) ?? "",
    active: activeOf(active),
    limit: limitOf(limit),
    continue: (value.continue as boolean | undefined) ?? false,
  };
};
