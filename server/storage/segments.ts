import type { AccountId } from "../../engine/index.ts";

/** A saved condition on followers, as its author wrote it. */
export interface Segment {
  readonly id: string;
  readonly name: string;
  /** YAML, as under `if:` of a rule. */
  readonly condition: string;
  readonly author: string;
  readonly atMs: number;
}
/** All of it throws `StorageError`. */
export interface Segments {
  /** In the order of their names. */
  readonly list: (account: AccountId) => Promise<readonly Segment[]>;
  readonly find: (account: AccountId, id: string) => Promise<Segment | null>;
  /** Takes the place of one of the same id. */
  readonly put: (account: AccountId, segment: Segment) => Promise<void>;
  readonly remove: (account: AccountId, id: string) => Promise<"done" | "gone">;
}
