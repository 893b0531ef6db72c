import { TEMPLATE_FIELDS } from "../../../engine/limits.ts";
import type { Body } from "../json.ts";
import { partIn, textIn } from "../json.ts";
import { refuse } from "./errors.ts";

/** A field of a template as the follower sees it. */
export interface Line {
  readonly name: string;
  readonly value: string;
}

/** `商品:{{thing1.DATA}}\n…` → label and field of each line. */
export const fieldsOf = (content: string): readonly { label: string; field: string }[] =>
  [...content.matchAll(/([^\n{]*?)[:：]?\s*\{\{(\w+)\.DATA\}\}/g)].map(
    ([, label = "", field = ""]) => ({ label: label.trim(), field }),
  );

/** Fields of the retired templates: anything goes, and nothing of `first` and `remark` is shown any more. */
const isOld = (field: string): boolean => /^(first|remark|keyword\d+)$/.test(field);

const checkValue = (field: string, value: string): void => {
  const rule = TEMPLATE_FIELDS[field.replace(/\d+$/, "")];
  if (rule === undefined || isOld(field)) return;
  const isShort = [...value].length <= rule.characters;
  const isShaped = rule.pattern === undefined || new RegExp(rule.pattern, "u").test(value);
  if (value === "" || !isShort || !isShaped) refuse(47003, `data.${field}.value invalid`);
};

/** The lines that a template with this data shows; 47003 for a missing field or one that breaks the rule of its type. */
export const linesOf = (content: string, data: Body): readonly Line[] =>
  fieldsOf(content).flatMap(({ label, field }) => {
    const value = textIn(partIn(data, field), "value");
    if (value === "" && !isOld(field)) refuse(47003, `data.${field}.value is empty`);
    checkValue(field, value);
    return field === "first" || field === "remark" ? [] : [{ name: label || field, value }];
  });
