import type { AccountId, OpenId } from "../../engine/index.ts";

/** That a follower agreed to something, or took it back. */
export interface Consent {
  /** What it is for: `userinfo`, `phone` … */
  readonly what: string;
  readonly isGiven: boolean;
  /** Where they said so: a page, a rule, the platform. */
  readonly source: string;
  readonly atMs: number;
}
/** What is kept of a person, and its end. All of it throws `StorageError`. */
export interface Privacy {
  /** Adds to the record; nothing of it is changed afterwards. */
  readonly noteConsent: (account: AccountId, openid: OpenId, consent: Consent) => Promise<void>;
  /** Newest first. */
  readonly consents: (account: AccountId, openid: OpenId) => Promise<readonly Consent[]>;
  /**
   * Erases a follower: row, dialogs, reminders, what waits to be sent, consents, records' names, and what they wrote.
   * Deliveries of the last day keep their key and their answer, for repeats, and lose everything else.
   */
  readonly erase: (account: AccountId, openid: OpenId) => Promise<void>;
}
