import type { CheckShape } from "../../ports.ts";
import type { Diagnostic } from "../../schema/diagnostic.ts";
import { problemsToDiagnostics } from "../read/problems-to-diagnostics.ts";
import type { Where } from "../read/where.ts";
import { diagnosticAt } from "./checked-rule.ts";
import type { Findings, ShapeMistake } from "./findings.ts";
import { ELSEWHERE } from "./validators.ts";

const inOrder = (a: Diagnostic, b: Diagnostic): number => a.line - b.line || a.column - b.column;
const spotOf = ({ line, column }: Diagnostic): string => `${line}:${column}`;

/** Joins what the reader said with what the checker says, in the file's order: at one place the reader's error is the only one. */
export const byPlace = (
  read: readonly Diagnostic[],
  checked: readonly Diagnostic[],
): readonly Diagnostic[] => {
  const taken = new Set(read.filter(({ severity }) => severity === "error").map(spotOf));
  const paths = new Set(
    read.filter(({ severity }) => severity === "error").map(({ path }) => path),
  );
  const fresh = checked.filter((one) => !taken.has(spotOf(one)) && !paths.has(one.path));
  return [...read, ...fresh].sort(inOrder);
};

/** Says in our words what a checker refused. */
export const shapeDiagnostics = (
  where: Where,
  mistakes: readonly ShapeMistake[],
  checkShape: CheckShape,
): readonly Diagnostic[] =>
  mistakes.flatMap((mistake) =>
    problemsToDiagnostics({ ...mistake, where, checkShape, definitions: ELSEWHERE }),
  );

/** All that the check of one rule or test found out. */
export const findingsAsDiagnostics = (
  where: Where,
  found: Findings,
  checkShape: CheckShape,
): readonly Diagnostic[] => [
  ...shapeDiagnostics(where, found.shapes, checkShape),
  ...found.problems.map((problem) => diagnosticAt(where, problem.code, problem)),
];
