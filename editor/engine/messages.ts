import type { ConditionReport, Message, Rule, RuleId, TraceStep } from "../../engine/index.ts";
import type { AnswerOf } from "../../server/admin/contract.ts";

/** The draft's checked rules and plugins, as the API gives them. */
export type RuleSetData = AnswerOf<"GET /accounts/:account/ruleset">;

/** What the draft would do with a message of a new follower. */
export interface Tried {
  readonly steps: readonly TraceStep[];
  /** In the order in which they would arrive. */
  readonly says: readonly Message[];
  /** Kinds of calls the answer waits for; they are not made here. */
  readonly needs: readonly string[];
  readonly winner: RuleId | null;
  /** What each condition of the edited rule found; nothing without one. */
  readonly reports: readonly ConditionReport[];
  readonly tookMs: number;
}
/** A question to the worker. */
export type Question =
  | { readonly id: number; readonly kind: "load"; readonly data: RuleSetData }
  | {
      readonly id: number;
      readonly kind: "text";
      readonly text: string;
      readonly nowMs: number;
      /** A rule as it is being edited, in place of the draft's. */
      readonly edited: Rule | null;
    };
/** Its answer; `tried` is `null` for `load`. */
export type Answer =
  | { readonly id: number; readonly ok: true; readonly tried: Tried | null }
  | { readonly id: number; readonly ok: false; readonly message: string };
