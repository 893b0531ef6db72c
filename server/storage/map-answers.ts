import type { AccountId, Json } from "../../engine/index.ts";

/** A question to the map services, `asked` in one spelling. */
export interface MapQuestion {
  readonly kind: string;
  readonly asked: string;
}
/** Answers of the map services that still hold. All of it throws `StorageError`. */
export interface MapAnswers {
  /** `null`: never asked, or too long ago. */
  readonly find: (
    account: AccountId,
    question: MapQuestion,
  ) => Promise<{ readonly answer: Json } | null>;
  /** In place of an earlier one; some of those that no longer hold go with it. */
  readonly keep: (
    account: AccountId,
    question: MapQuestion,
    what: { readonly answer: Json; readonly untilMs: number },
  ) => Promise<void>;
}
