import type { RuleId, RulePath } from "./words.ts";

/** A trained table of weights; numbers are packed as text so that it is stored and sent as JSON. */
export interface PackedWeights {
  /** The pieces it knows, one a line. */
  readonly pieces: string;
  /** In how many of the sentences each stands. */
  readonly counts: readonly number[];
  readonly sentences: number;
  /** Of one step of a weight. */
  readonly scale: number;
  /** A signed byte for each piece and class, in base 64. */
  readonly weights: string;
  readonly bias: readonly number[];
}
/** Two rules whose examples are taken for each other. */
export interface Confusion {
  readonly rule: RuleId;
  /** Of the example's row. */
  readonly path: RulePath;
  readonly example: string;
  readonly other: RuleId;
  readonly otherExample: string;
}
/** What `text: { means: … }` was trained to: part of a rule set, made when it is compiled. */
export interface MeaningModel {
  /** How sentences are cut and weights stored; a model of another format is trained anew. */
  readonly format: number;
  /** The rules it tells apart, each with a digest of its examples. */
  readonly classes: readonly { readonly rule: RuleId; readonly digest: string }[];
  /** How sure it may be of itself: measured on examples it had not seen. */
  readonly sharpness: number;
  /** A score below is a refusal; from the same measurement. */
  readonly threshold: number;
  readonly written: PackedWeights;
  /** Sounds count too. */
  readonly spoken: PackedWeights;
  readonly confusions: readonly Confusion[];
}
/** A rule, and how much speaks for it: 0 to 1. */
export interface MeaningScore {
  readonly rule: RuleId;
  readonly path: RulePath;
  readonly score: number;
  /** The rule's first example: how to ask for it. */
  readonly example: string;
}
/** What a message was taken to mean. */
export interface Meant {
  /** `null`: refused, nothing comes near enough. */
  readonly best: MeaningScore | null;
  /** The nearest rules, best first, at most five. */
  readonly nearest: readonly MeaningScore[];
  readonly threshold: number;
  /** What in the text spoke most for the first of the nearest. */
  readonly pieces: readonly string[];
}
