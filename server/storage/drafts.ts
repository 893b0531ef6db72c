import type { AccountId } from "../../engine/index.ts";
import type { AuditEntry } from "./audit.ts";
import type { SourceCopy, SourcePart } from "./sources.ts";

export interface PartKey {
  readonly kind: SourcePart["kind"];
  readonly id: string;
}
/** One difference of a working copy from the shared texts. */
export interface DraftPart extends PartKey {
  readonly file: string;
  /** `null`: removed. */
  readonly text: string | null;
  /** The shared text when the change began; `null` for a new part. */
  readonly base: string | null;
  /** New or moved: it stands behind `after`, or first in its file. */
  readonly isPlaced: boolean;
  readonly after: PartKey | null;
  /** Later ones are put in place later. */
  readonly seq: number;
  readonly author: string;
  readonly atMs: number;
}
export interface Draft {
  /** Counts the writes of this copy; 0 for one that does not exist. */
  readonly revision: number;
  /** In order of `seq`. */
  readonly parts: readonly DraftPart[];
}
/** Names the copy, and the write it was read at. */
export interface DraftRevision extends SourceCopy {
  readonly revision: number;
}
export interface DraftWrite {
  readonly put: readonly DraftPart[];
  readonly drop: readonly PartKey[];
}
/** Working copies: what each author changed and did not publish yet. All of it throws `StorageError`. */
export interface Drafts {
  readonly read: (copy: SourceCopy) => Promise<Draft>;
  /** Copies of an account that hold something. */
  readonly copies: (
    account: AccountId,
  ) => Promise<
    readonly { readonly copy: string; readonly count: number; readonly lastAtMs: number }[]
  >;
  readonly write: (
    at: DraftRevision,
    write: DraftWrite,
    audit: AuditEntry | null,
  ) => Promise<"done" | "stale">;
}

/** openids that get a draft's answers on the real account. */
export interface Tester {
  readonly openid: string;
  readonly name: string;
  /** Whose working copy. */
  readonly copy: string;
}
export interface Testers {
  readonly list: (account: AccountId) => Promise<readonly Tester[]>;
  readonly replace: (
    account: AccountId,
    testers: readonly Tester[],
    audit: AuditEntry,
  ) => Promise<void>;
}
/** When something last happened: the platform verified the address, a push came. */
export interface Signals {
  readonly note: (account: AccountId, name: string) => Promise<void>;
  readonly read: (account: AccountId, name: string) => Promise<number | null>;
}
