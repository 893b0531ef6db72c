import type { TSchema } from "typebox";
import { authoredSchema } from "../../definitions/authored-schema.ts";
import type { Registry } from "../../definitions/registry.ts";
import type { CheckShape, ShapeProblem } from "../../ports.ts";
import type { Diagnostic } from "../../schema/diagnostic.ts";
import type { Json } from "../../schema/words.ts";
import { readDataFile } from "../read/read-data-file.ts";
import type { Where } from "../read/where.ts";
import { diagnosticAt } from "./checked-rule.ts";
import type { DataRule } from "./data-rules.ts";
import { byPlace, shapeDiagnostics } from "./diagnostics.ts";
import type { Findings } from "./findings.ts";
import { noFindings } from "./findings.ts";
import type { Place, Schema } from "./marks.ts";
import { isMap, visitShape } from "./marks.ts";
import { readMarks } from "./read-marks.ts";

type JsonMap = Readonly<Record<string, Json>>;
/** A data file with a schema, ready to check. */
export interface DataSchema {
  readonly schema: Schema;
  readonly rules: readonly DataRule[];
  readonly checkShape: CheckShape;
  readonly check: (value: unknown) => readonly ShapeProblem[];
}
/** What can be used of a data file: entries with a mistake in them are left out, alone. */
export interface CheckedData {
  readonly value: JsonMap;
  readonly where: Where;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether it could be read at all. */
  readonly isRead: boolean;
}

export const dataSchema = (
  schema: TSchema,
  rules: readonly DataRule[],
  checkShape: CheckShape,
): DataSchema => {
  const plain = authoredSchema(schema);
  return { schema: plain, rules, checkShape, check: checkShape(plain as TSchema) };
};

/** Leaves out what holds a mistake: an entry of a list, or the whole of a key. */
const soundParts = (value: JsonMap, broken: readonly Place[]): JsonMap =>
  Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => {
      const places = broken.filter(([first]) => first === key);
      if (places.length === 0) return [[key, part]];
      if (!Array.isArray(part) || places.some((at) => at.length === 1)) return [];
      const left = new Set(places.map((at) => at[1]));
      return [[key, (part as readonly Json[]).filter((_, place) => !left.has(place))]];
    }),
  );

/** Texts by their marks: bytes, days, time zones. Data files hold no rules, so nothing else is found. */
const readTexts = (value: Json, schema: Schema): Findings => {
  const found = noFindings();
  const desk = { found } as Parameters<typeof readMarks>[0];
  const names = { scope: new Set<string>(), sets: new Set<string>(), use: "" };
  visitShape({ at: [], value, schemas: [schema] }, (visited) => readMarks(desk, visited, names));
  return found;
};

/** Reads and checks one data file; never throws. */
export const checkDataFile = (
  file: { readonly name: string; readonly text: string },
  { schema, check, rules, checkShape }: DataSchema,
  registry: Registry,
): CheckedData => {
  const read = readDataFile({ file: file.name, text: file.text, schema });
  const { where, value } = read;
  if (!isMap(value)) return { value: {}, where, diagnostics: read.diagnostics, isRead: false };
  const problems = check(value);
  const { problems: texts } = readTexts(value, schema);
  const others = [...texts, ...rules.flatMap((rule) => rule(value, where, registry))];
  const mistakes = problems.length === 0 ? [] : [{ at: [], value, schema, problems }];
  const found = [
    ...shapeDiagnostics(where, mistakes, checkShape),
    ...others.map((problem) => diagnosticAt(where, problem.code, problem)),
  ];
  const broken = [...problems.map(({ at }) => at), ...others.map(({ at }) => at)];
  return {
    value: soundParts(value, broken),
    where,
    diagnostics: byPlace(read.diagnostics, found),
    isRead: true,
  };
};
