import type { AccountId, OpenId } from "../../engine/index.ts";

/** A template message that the platform took: the push that tells its end names nothing but the message. */
export interface SentMessage {
  readonly messageId: string;
  /** The template's name in `account.yaml`. */
  readonly template: string;
  readonly follower: OpenId;
  readonly atMs: number;
}
/** How many notices of a template ended so on a day in Beijing. */
export interface NoticeFigure {
  readonly day: string;
  readonly template: string;
  readonly state: "sent" | "failed";
  /** `refused`, or a code; `""` for those that arrived. */
  readonly reason: string;
  readonly n: number;
}
/** All of it throws `StorageError`. */
export interface Notices {
  /** A second one of the same id changes nothing. */
  readonly add: (account: AccountId, message: SentMessage) => Promise<void>;
  /** `null` for one that is not ours, or was purged. */
  readonly templateOf: (account: AccountId, messageId: string) => Promise<string | null>;
  /** Both days in; newest first. */
  readonly days: (
    account: AccountId,
    between: { readonly from: string; readonly until: string },
  ) => Promise<readonly NoticeFigure[]>;
  /** Forgets those sent before that time, `limit` at most; gives how many. */
  readonly purge: (account: AccountId, beforeMs: number, limit: number) => Promise<number>;
}
