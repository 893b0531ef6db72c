import type { Diagnostic, LocalText, Registry, Rule } from "../../engine/index.ts";
import { ruleSentence } from "../../engine/index.ts";
import type { CheckedCopy, CopyView } from "../rules/copies.ts";
import { scalarOf } from "../rules/entry-text.ts";
import type { CopyPart } from "../rules/working-copy.ts";
import { keyOf } from "../rules/working-copy.ts";
import type { RuleQuery, RuleRow } from "./contract.ts";
import { familiesOf } from "./families.ts";
import type { RuleHits } from "./hits.ts";
import { countErrors } from "./problems.ts";
import type { LastRun } from "./test-results.ts";

const OVERLAPS = ["never-wins", "same-trigger"];
const UNREAD: LocalText = { "zh-CN": "", en: "" };
const sentences = new WeakMap<Rule, LocalText>();
/** A rule in one sentence, both languages; made once a rule. */
export const sentenceOf = (rule: Rule, registry: Registry): LocalText => {
  const known = sentences.get(rule) ?? {
    "zh-CN": ruleSentence(rule, registry, "zh-CN"),
    en: ruleSentence(rule, registry, "en"),
  };
  sentences.set(rule, known);
  return known;
};

/** What a list is made from; `problems` is `null` while the check runs. */
export interface RowSource {
  readonly view: CopyView;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly problems: CheckedCopy["problems"] | null;
  readonly registry: Registry;
  readonly hits: RuleHits;
  readonly off: ReadonlySet<string>;
  /** Tests that name or reached a rule, with how they ended. */
  readonly tests: ReadonlyMap<string, readonly (LastRun | null)[]>;
}

const headOf = (part: CopyPart, rule: Rule | undefined) => {
  if (rule !== undefined) {
    const { name, note, group, enabled, priority } = rule;
    return { name, note, group, enabled, priority };
  }
  const said = (key: string): string => scalarOf(part.text, key) ?? "";
  const priority = Number(said("priority"));
  return {
    name: said("name"),
    note: said("note"),
    group: said("group"),
    enabled: said("enabled") !== "false",
    priority: Number.isInteger(priority) && said("priority") !== "" ? priority : 50,
  };
};
const badgesOf = (diagnostics: readonly Diagnostic[]) => {
  const errors = countErrors(diagnostics);
  return {
    errors,
    warnings: diagnostics.length - errors,
    overlaps: diagnostics.some(({ code }) => OVERLAPS.includes(code)),
  };
};
const testsOf = (runs: readonly (LastRun | null)[]) => ({
  total: runs.length,
  passed: runs.filter((run) => run?.passed === true).length,
  failed: runs.filter((run) => run?.passed === false).length,
});

/** One row of the list. */
export const rowOf = (part: CopyPart, from: RowSource): RuleRow => {
  const rule = from.rules.get(part.id);
  const { hits } = from;
  return {
    id: part.id,
    ...headOf(part, rule),
    families: rule === undefined ? ["other"] : [...familiesOf(rule)],
    sentence: rule === undefined ? UNREAD : sentenceOf(rule, from.registry),
    isOff: from.off.has(part.id),
    hasActive: rule !== undefined && rule.active !== null,
    hitsToday: hits.today.get(part.id) ?? 0,
    hits7Days: hits.week.get(part.id) ?? 0,
    tests: testsOf(from.tests.get(part.id) ?? []),
    ...badgesOf(from.problems?.get(keyOf(part)) ?? []),
    change: part.change,
    conflict: part.conflict,
    file: part.file,
    position: part.position,
    author: part.author,
    changedAtMs: part.atMs,
  };
};

type Filter = (row: RuleRow) => boolean;
const BADGES: Readonly<Record<NonNullable<RuleQuery["badge"]>, Filter>> = {
  error: (row) => row.errors > 0,
  warning: (row) => row.warnings > 0,
  overlap: (row) => row.overlaps,
  conflict: (row) => row.conflict,
  changed: (row) => row.change !== null,
  untested: (row) => row.tests.total === 0,
  failing: (row) => row.tests.failed > 0,
  unused: (row) => row.hits7Days === 0,
};
const STATES: Readonly<Record<NonNullable<RuleQuery["state"]>, Filter>> = {
  enabled: (row) => row.enabled && !row.isOff,
  disabled: (row) => !row.enabled,
  off: (row) => row.isOff,
};
const hasText = (row: RuleRow, text: string): boolean =>
  [row.id, row.name, row.note, row.group, row.sentence["zh-CN"], row.sentence.en].some((said) =>
    said.toLowerCase().includes(text),
  );

/** Names that stand in a rule as trigger, action or fact. */
const uses = (rule: Rule | undefined, name: string): boolean =>
  rule !== undefined &&
  new RegExp(`"(?:use|fact)":${escaped(JSON.stringify(name))}`).test(JSON.stringify(rule));
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Whether a row is asked for. */
export const filterOf = (query: RuleQuery, rules: ReadonlyMap<string, Rule>): Filter => {
  const { family, group, state, badge, uses: name } = query;
  const text = query.text?.trim().toLowerCase() ?? "";
  const filters: Filter[] = [];
  if (family !== undefined) filters.push((row) => row.families.includes(family));
  if (group !== undefined) filters.push((row) => row.group === group);
  if (state !== undefined) filters.push(STATES[state]);
  if (badge !== undefined) filters.push(BADGES[badge]);
  if (text !== "") filters.push((row) => hasText(row, text));
  if (name !== undefined) filters.push((row) => uses(rules.get(row.id), name));
  return (row) => filters.every((filter) => filter(row));
};

const ORDERS: Readonly<
  Record<NonNullable<RuleQuery["sort"]>, ((a: RuleRow, b: RuleRow) => number) | null>
> = {
  order: null,
  priority: (a, b) => b.priority - a.priority || a.position - b.position,
  hits: (a, b) => b.hits7Days - a.hits7Days || a.position - b.position,
  name: (a, b) => a.name.localeCompare(b.name, "zh-CN") || a.position - b.position,
};
export const sorted = (rows: readonly RuleRow[], sort: RuleQuery["sort"]): readonly RuleRow[] => {
  const order = ORDERS[sort ?? "order"];
  return order === null ? rows : [...rows].sort(order);
};
