import type { AccountId } from "../engine/index.ts";

/**
 * Ms since 1970: of this process, for leases, locks, signatures and what is kept; with an account, the time by which
 * that account lives. They differ only for accounts of the local WeChat whose time was moved.
 */
export type NowMs = (account?: AccountId) => number;

/** A clock that a sandbox in the same process can move for its own accounts. */
export interface Clock {
  readonly nowMs: NowMs;
  /** The accounts whose time is not this process's. */
  readonly moved: () => readonly AccountId[];
  /** From now on these accounts, and no others, live `movedMs()` ahead (behind, if negative). */
  readonly follow: (accounts: readonly AccountId[], movedMs: () => number) => void;
}

/** Makes the clock of a process from the system's. */
export const createClock = (systemMs: () => number): Clock => {
  let followers: ReadonlySet<AccountId> = new Set();
  let moved = (): number => 0;
  return {
    nowMs: (account) =>
      account !== undefined && followers.has(account) ? systemMs() + moved() : systemMs(),
    moved: () => (moved() === 0 ? [] : [...followers]),
    follow: (accounts, movedMs) => {
      followers = new Set(accounts);
      moved = movedMs;
    },
  };
};
