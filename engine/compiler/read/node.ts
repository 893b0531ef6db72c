import type { DiagnosticCode } from "../../errors.ts";
import type { Names } from "../../schema/words.ts";

/** What was written, before a schema says what it means; offsets are UTF-16 places in the text that was read. */
export type SourceNode = SourceScalar | SourceList | SourceMap;
export interface SourceScalar {
  readonly kind: "scalar";
  /** The text as written, quotes and folding resolved; never a number. */
  readonly text: string;
  readonly style: "plain" | "single" | "double" | "block";
  readonly start: number;
  readonly end: number;
}
export interface SourceList {
  readonly kind: "list";
  readonly items: readonly SourceNode[];
  readonly start: number;
  readonly end: number;
}
export interface SourceMap {
  readonly kind: "map";
  /** In the order written; keys are unique and never `__proto__`, `constructor` or `prototype`. */
  readonly entries: ReadonlyMap<string, SourceEntry>;
  readonly start: number;
  readonly end: number;
}
export interface SourceEntry {
  readonly keyStart: number;
  readonly value: SourceNode;
}

/** A mistake at a place in the text, not yet a diagnostic: path and line are added by whoever knows the file. */
export interface Finding {
  readonly code: DiagnosticCode;
  readonly at: number;
  readonly params: Names;
  /** Where it stood for the first time; becomes the param `first`, a line of the file. */
  readonly firstAt?: number;
}
export const finding = (code: DiagnosticCode, at: number, params: Names = {}): Finding => ({
  code,
  at,
  params,
});

/** Nothing was written where a value was expected (`then:` and the line ends). */
export const isMissing = (node: SourceNode): boolean =>
  node.kind === "scalar" && node.style === "plain" && node.text === "";

/** Leaves a recursive walk with the first mistake; caught by the reader that began the walk. */
export class Refusal extends Error {
  readonly found: Finding;
  constructor(found: Finding) {
    super(found.code);
    this.found = found;
  }
}
