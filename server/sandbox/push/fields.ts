import type { XmlField } from "../../wechat/wire/xml.ts";

/** What one element of a push holds; a list is written as siblings of one name. */
export type FieldValue = string | number | Fields | readonly FieldValue[];
/** Elements by name, in order. */
export interface Fields {
  readonly [name: string]: FieldValue;
}

/** The same as `writeXml` takes it. */
export const toXml = (fields: Fields): XmlField[] => {
  const written: XmlField[] = [];
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? (value as readonly FieldValue[]) : [value])
      written.push([name, contentOf(one as string | number | Fields)]);
  }
  return written;
};

const contentOf = (value: string | number | Fields): string | number | XmlField[] =>
  typeof value === "object" ? toXml(value) : value;

/** Whether a value from outside can be written as elements. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.entries(value).every(
    ([name, one]) => /^[A-Za-z_][\w.-]*$/.test(name) && isFieldValue(one),
  );

const isFieldValue = (value: unknown): value is FieldValue => {
  if (typeof value === "string" || typeof value === "number") return true;
  return Array.isArray(value) ? value.every(isFieldValue) : isFields(value);
};
