import type { Account } from "./account.ts";
import type { MeaningModel } from "./meaning.ts";
import type { Rule } from "./rule.ts";

/** The checked JSON of one version of an account: what the store keeps and the serving process compiles. */
export interface RuleSet {
  readonly version: number;
  readonly account: Account;
  readonly rules: readonly Rule[];
  /** What the examples of `text: { means: … }` were trained to; absent where no rule has any. */
  readonly meaning?: MeaningModel;
}
