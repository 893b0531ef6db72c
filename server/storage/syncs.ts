import type { AccountId, OpenId } from "../../engine/index.ts";

/** `full`: everybody, and who left; `new`: who followed since the last one. */
export type SyncKind = "full" | "new";
/** What a synchronisation is at, in this order; each can be taken up where it stopped. */
export type SyncPhase = "list" | "profiles" | "gone" | "blacklist" | "clear" | "done" | "failed";
/** The account's followers being brought from the platform. */
export interface SyncState {
  /** Another one for every synchronisation: a change names the one it was made for. */
  readonly id: string;
  readonly kind: SyncKind;
  readonly phase: SyncPhase;
  /** Where the phase goes on. */
  readonly cursor: string;
  /** The last openid of the platform's list: whoever follows later stands behind it. */
  readonly anchor: OpenId;
  /** Followers by the platform's count; 0 until the first page has come. */
  readonly total: number;
  readonly listed: number;
  readonly read: number;
  /** Who had left without a push that reached us. */
  readonly gone: number;
  readonly startedAtMs: number;
  readonly updatedAtMs: number;
  /** Why it waits, or failed; `""` while it goes on. */
  readonly code: string;
  /** It waits until then. */
  readonly retryAtMs: number;
}
export type SyncChange = Partial<Omit<SyncState, "id" | "startedAtMs" | "updatedAtMs">>;

/** Synchronisations and whom they saw. All of it throws `StorageError`. */
export interface Syncs {
  readonly find: (account: AccountId) => Promise<SyncState | null>;
  /** Accounts whose synchronisation has something to do now. */
  readonly due: (nowMs: number) => Promise<readonly AccountId[]>;
  /** Begins one; `running` when one is under way. */
  readonly begin: (
    account: AccountId,
    sync: { readonly id: string; readonly kind: SyncKind },
  ) => Promise<"done" | "running">;
  /** `stale`: it is another one's turn by now. */
  readonly change: (
    account: AccountId,
    state: SyncState,
    change: SyncChange,
  ) => Promise<"done" | "stale">;
  /** Notes whom the platform listed; one that is known stays. */
  readonly addMembers: (account: AccountId, openids: readonly OpenId[]) => Promise<void>;
  /** In the order of their openids, after one. */
  readonly members: (
    account: AccountId,
    after: string,
    limit: number,
  ) => Promise<readonly OpenId[]>;
  /** Those who follow by our rows since before `sinceMs`, and were not listed. */
  readonly missing: (
    account: AccountId,
    from: { readonly after: string; readonly sinceMs: number; readonly limit: number },
  ) => Promise<readonly OpenId[]>;
  /** Forgets members, `limit` at most; gives how many. */
  readonly clearMembers: (account: AccountId, limit: number) => Promise<number>;
  /** Those of them who have effects that wait: what the platform says of their tags may be old. */
  readonly busy: (account: AccountId, openids: readonly OpenId[]) => Promise<ReadonlySet<OpenId>>;
}
