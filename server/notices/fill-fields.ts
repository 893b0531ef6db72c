import { TEMPLATE_FIELDS } from "../../engine/limits.ts";
import type { TemplateField } from "./templates.ts";

export type NoticeCode = "notice-field-missing" | "notice-field-unknown" | "notice-field-value";
/** The fields by their names, or what the platform would refuse (47003), and where. */
export type Filled =
  | { readonly ok: true; readonly fields: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly code: NoticeCode; readonly field: string };

const MORE = "…";
/** Fields of the retired templates: anything goes, and none of them is shown for certain. */
const isOld = (name: string): boolean => /^(first|remark|keyword\d+)$/.test(name);
const ruleOf = (name: string) => {
  const type = name.replace(/\d+$/, "");
  return Object.hasOwn(TEMPLATE_FIELDS, type) ? TEMPLATE_FIELDS[type] : undefined;
};

/** A value as its field takes it: free words that are too long are cut, anything else that does not fit is `null`. */
export const fitValue = (name: string, written: string): string | null => {
  const value = written.trim();
  const rule = isOld(name) ? undefined : ruleOf(name);
  if (rule === undefined) return value;
  if (value === "") return null;
  const signs = [...value];
  if (rule.pattern !== undefined && !new RegExp(rule.pattern, "u").test(value)) return null;
  if (signs.length <= rule.characters) return value;
  if (rule.pattern !== undefined) return null;
  return `${signs.slice(0, rule.characters - 1).join("")}${MORE}`;
};

/** Puts what a rule wrote, by field name or by label, into a template's fields. */
export const fillFields = (
  fields: readonly TemplateField[],
  data: Readonly<Record<string, string>>,
): Filled => {
  const left = new Map(Object.entries(data));
  const filled: Record<string, string> = {};
  for (const { name, label } of fields) {
    const key = left.has(name) ? name : label;
    const written = left.get(key);
    left.delete(key);
    if (written === undefined && isOld(name)) continue;
    if (written === undefined) return { ok: false, code: "notice-field-missing", field: name };
    const value = fitValue(name, written);
    if (value === null) return { ok: false, code: "notice-field-value", field: name };
    filled[name] = value;
  }
  const [unknown] = left.keys();
  if (unknown !== undefined) return { ok: false, code: "notice-field-unknown", field: unknown };
  return { ok: true, fields: filled };
};
