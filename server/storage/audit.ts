import type { AccountId, Json } from "../../engine/index.ts";

/** Who did what through the editor's API; written in the unit of what it tells about. */
export interface AuditEntry {
  readonly id: string;
  readonly atMs: number;
  /** `""` before anybody is known. */
  readonly member: string;
  readonly memberName: string;
  /** `""` where no account is concerned. */
  readonly account: AccountId;
  readonly what: string;
  readonly subject: string;
  readonly address: string;
  readonly details: Readonly<Record<string, Json>>;
}
export interface AuditFilter {
  readonly account?: AccountId;
  readonly member?: string;
}
/** All of it throws `StorageError`. */
export interface AuditLog {
  /** For what changes nothing else: a refused login. */
  readonly add: (entry: AuditEntry) => Promise<void>;
  /** Newest first. */
  readonly list: (
    filter: AuditFilter,
    page: {
      readonly before: { readonly atMs: number; readonly id: string } | null;
      readonly limit: number;
    },
  ) => Promise<readonly AuditEntry[]>;
}
