import type { Json, RulePath } from "./words.ts";

export interface Trace {
  readonly ruleSetVersion: number;
  readonly steps: readonly TraceStep[];
}
/** One rung of the ladder. `active`, `limit` and `enabled` are leaves too. */
export type TraceStep =
  | {
      readonly kind:
        | "agent-has-it"
        | "nothing-matched"
        | "follows-menu-tap"
        | "heard"
        | "from-draft";
    }
  | {
      readonly kind: "dialog";
      readonly path: RulePath;
      readonly verdict: "took-it" | "refused-it" | "keeps-waiting" | "ended";
      readonly reason: string | null;
    }
  | {
      readonly kind: "rule";
      readonly path: RulePath;
      /** The trigger that brought it in, as a rule path. */
      readonly trigger: RulePath | null;
      readonly verdict: "answered" | "gave-way" | "did-not-hold" | "acted";
      readonly branch: "then" | "else" | null;
      readonly failed: readonly FailedLeaf[];
    }
  | {
      readonly kind: "action";
      readonly path: RulePath;
      readonly did: Json;
      /** It did more than talk: an effect, or a change to the follower. */
      readonly isEffect: boolean;
      readonly left: "sent" | "planned" | "left-out" | "failed";
      readonly reason: string | null;
    }
  | {
      /** What the text was taken to mean (`text: { means: … }`): the nearest rule, and whether it is near enough. */
      readonly kind: "meaning";
      /** The row of the nearest rule. */
      readonly path: RulePath;
      readonly verdict: "understood" | "refused";
      /** 0 to 1; below `threshold` is refused. */
      readonly score: number;
      readonly threshold: number;
      readonly runnerUp: { readonly path: RulePath; readonly score: number } | null;
      /** What in the text spoke most for the nearest rather than for the runner-up. */
      readonly pieces: readonly string[];
    }
  | {
      /** What a picture was compared with (`image: { like: … }`), and how much of it was found. */
      readonly kind: "picture";
      /** The nearest of `pictures.yaml`; `""` if none is near at all. */
      readonly picture: string;
      readonly verdict: "recognised" | "refused";
      /** 0 to 1; below `threshold` is refused. */
      readonly score: number;
      readonly threshold: number;
      readonly runnerUp: { readonly picture: string; readonly score: number } | null;
    }
  | { readonly kind: "missing-value"; readonly path: RulePath; readonly name: string }
  | { readonly kind: "error"; readonly path: RulePath; readonly message: string };
export interface FailedLeaf {
  readonly path: RulePath;
  readonly expected: Json;
  readonly actual: Json;
}
