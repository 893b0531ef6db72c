import type { AccountId } from "../../engine/index.ts";

/**
 * A stretch of a file as its author wrote it: a rule, a test, or what stands outside of both (a file without rules is one
 * such part). The parts of a file in order of `position` are the file again, byte for byte.
 */
export interface SourcePart {
  readonly kind: "outside" | "rule" | "test";
  /** Of a rule its id; unique for its kind in the account. */
  readonly id: string;
  readonly file: string;
  /** Over all files; decides between rules that are otherwise equal. */
  readonly position: number;
  readonly text: string;
}
export interface StoredPart extends SourcePart {
  readonly revision: number;
}
/** `copy` is `""` for the texts everybody shares, otherwise whose draft is meant (`files`, an author). */
export interface SourceCopy {
  readonly account: AccountId;
  readonly copy: string;
}
export interface Sources {
  /** In order of `position`. */
  readonly read: (from: SourceCopy) => Promise<readonly StoredPart[]>;
  /** Puts these parts in place of all that is there; unchanged ones keep their revision. */
  readonly replace: (to: SourceCopy, parts: readonly SourcePart[]) => Promise<void>;
  /** `expectedRevision` 0 for a new one. */
  readonly put: (
    to: SourceCopy,
    part: SourcePart,
    expectedRevision: number,
  ) => Promise<"done" | "stale">;
  readonly remove: (
    from: SourceCopy,
    part: Pick<StoredPart, "kind" | "id" | "revision">,
  ) => Promise<"done" | "stale">;
}
