import type { Registry } from "../../definitions/registry.ts";
import type { Resource } from "../../definitions/shapes.ts";
import type { DiagnosticCode } from "../../errors.ts";
import type { ShapeProblem } from "../../ports.ts";
import type { Json, Names, RulePath } from "../../schema/words.ts";
import type { Place, Schema } from "./marks.ts";
import type { Validators } from "./validators.ts";

/** Which end of a place is meant: the key itself or what stands behind it. */
export type End = "key" | "value";
/** A mistake with a code of its own. */
export interface Problem {
  readonly code: DiagnosticCode;
  readonly at: Place;
  readonly end: End;
  readonly params: Names;
}
/** A value that disagrees with its schema; one message is made of all the problems of one mistake. */
export interface ShapeMistake {
  readonly at: Place;
  readonly value: Json;
  readonly schema: Schema;
  readonly problems: readonly ShapeProblem[];
}
/** A name that something else must declare: looked up once all files are read. */
export interface Reference {
  readonly kind: Resource;
  readonly name: string;
  readonly declared: "refuse" | "warn";
  readonly at: Place;
  /** The trigger or action it stands in. */
  readonly use: string;
}
/** A name in a template or a condition that neither we nor the rule knows: a var, or captured by a rule that goes to this one. */
export interface UnknownName {
  readonly name: string;
  readonly at: Place;
  readonly available: readonly string[];
}
/** `goto` and whatever else names a rule, with what is captured when it is reached. */
export interface Jump {
  readonly to: string;
  readonly at: Place;
  readonly available: readonly string[];
}
/** What one rule's own check found out, and what is still to be looked up. */
export interface Findings {
  readonly problems: Problem[];
  readonly shapes: ShapeMistake[];
  readonly references: Reference[];
  readonly unknownNames: UnknownName[];
  readonly jumps: Jump[];
  /** Places of triggers that hold a pattern. */
  readonly patterns: Place[];
  /** Names of the actions used anywhere in the rule. */
  readonly uses: { readonly use: string; readonly at: Place }[];
}
export const noFindings = (): Findings => ({
  problems: [],
  shapes: [],
  references: [],
  unknownNames: [],
  jumps: [],
  patterns: [],
  uses: [],
});

/** What every step of one rule's check shares. */
export interface Desk {
  /** `rules/hours`. */
  readonly path: RulePath;
  readonly registry: Registry;
  readonly validators: Validators;
  readonly found: Findings;
}
/** Notes a mistake; gives `null`, which is what a broken row reads as. */
export const refuse = (
  desk: Desk,
  code: DiagnosticCode,
  at: Place,
  params: Names = {},
  end: End = "value",
): null => {
  desk.found.problems.push({ code, at, end, params });
  return null;
};
