import type { AccountId, Call, Effect, EffectKind, Json, OpenId } from "../../engine/index.ts";

export interface PerformContext {
  readonly account: AccountId;
  readonly follower: OpenId | null;
  /** The effect's or call's key: sent on as `webhook-id`, `out_trade_no` … */
  readonly key: string;
  readonly attempt: number;
  readonly signal: AbortSignal;
}
/** A refusal by the platform is a result, never thrown: `code` stands in the errors table with its remedy. */
export type Performed =
  | { readonly kind: "done"; readonly value: Json }
  | { readonly kind: "later"; readonly afterMs: number; readonly code: string }
  | { readonly kind: "never"; readonly code: string };
/** Carries out one kind of effect, after the commit. */
export interface Performer<K extends EffectKind = EffectKind> {
  readonly kind: K;
  /** It asks somebody who may be slow: nobody waits for it with what goes to followers. */
  readonly isAside?: true;
  readonly perform: (effect: Effect<K>, context: PerformContext) => Promise<Performed>;
}
/** Answers one kind of call, before the reply; `later` counts as `never`, and a rule sees it as its `else`. */
export interface Caller {
  readonly kind: string;
  readonly answer: (call: Call, context: PerformContext) => Promise<Performed>;
}
