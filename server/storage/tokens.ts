import type { AccountId } from "../../engine/index.ts";

/** Something the platform lent for a time: an access token, a ticket, the id of an uploaded file. */
export interface StoredToken {
  readonly value: string;
  /** From here on a new one is asked for, while this one still serves. */
  readonly renewAtMs: number;
  /** 0 when it was given back because the platform refused it. */
  readonly expiresAtMs: number;
  /** Counts what was stored; a change names the one it was made from. */
  readonly generation: number;
}

/** What processes share of tokens. Values are encrypted at rest; keep them out of logs. All of it throws `StorageError`. */
export interface Tokens {
  /** Expired ones too; one that another key encrypted counts as given back. */
  readonly find: (account: AccountId, kind: string) => Promise<StoredToken | null>;
  /** `stale`: another one was stored since generation `after` (0 = none), so this one may be older and is not kept. */
  readonly put: (
    account: AccountId,
    kind: string,
    token: Omit<StoredToken, "generation">,
    after: number,
  ) => Promise<"done" | "stale">;
  /** Gives it back, if it still is the one of this generation. */
  readonly expire: (
    account: AccountId,
    kind: string,
    generation: number,
  ) => Promise<"done" | "stale">;
  /** Whoever holds the lease may ask the platform for the next one; it ends by itself when its holder dies. */
  readonly lease: (
    account: AccountId,
    kind: string,
    lease: { readonly holder: string; readonly forMs: number },
  ) => Promise<"mine" | "taken">;
  readonly release: (account: AccountId, kind: string, holder: string) => Promise<void>;
}
