import type { AccountId, OpenId } from "../../engine/index.ts";
import type { LogCursor, LogDetail } from "./log-entry.ts";

/** A follower's last conversation with a person. */
export interface Conversation {
  readonly follower: OpenId;
  /** `inbox`, `wechat` or the name of a hook. */
  readonly desk: string;
  /** The name that is shown; `""` while nobody has taken it. */
  readonly agent: string;
  /** Which colleague, of our inbox. */
  readonly member: string;
  readonly state: "open" | "closed" | "done";
  readonly openedAtMs: number;
  readonly lastAtMs: number;
  /** What the follower wrote since an agent last did something. */
  readonly unread: number;
}
export interface ConversationFilter {
  readonly desk: string;
  /** Absent: those that are over, too. */
  readonly isOpen?: boolean;
  /** `""`: nobody's. */
  readonly member?: string;
}
export interface ConversationCursor {
  readonly lastAtMs: number;
  readonly follower: OpenId;
}
/** What is still to be done for a follower, or was given up. */
export interface LaneEntry {
  /** Begins with the key of its delivery. */
  readonly key: string;
  readonly state: "waiting" | "dead";
  readonly code: string;
}
export interface Conversations {
  /** In which somebody did something last comes first. */
  readonly list: (
    account: AccountId,
    filter: ConversationFilter,
    page: { readonly before: ConversationCursor | null; readonly limit: number },
  ) => Promise<readonly Conversation[]>;
  readonly find: (account: AccountId, follower: OpenId) => Promise<Conversation | null>;
  /** Open ones of a desk by whose they are, `""` for nobody's; and those with something unread. */
  readonly counts: (
    account: AccountId,
    desk: string,
  ) => Promise<
    readonly { readonly member: string; readonly open: number; readonly unread: number }[]
  >;
  /**
   * What a follower and those who answered them did, newest first: all that people had in their hands, and of what
   * rules answered the part that stands among the account's last deliveries before the conversation and before now.
   */
  readonly entries: (
    account: AccountId,
    follower: OpenId,
    page: { readonly before: LogCursor | null; readonly limit: number },
  ) => Promise<readonly LogDetail[]>;
  /** The latest of it, for the list. */
  readonly last: (account: AccountId, conversation: Conversation) => Promise<LogDetail | null>;
  /** A closed one is done. */
  readonly finish: (account: AccountId, follower: OpenId) => Promise<void>;
  /** At most 200. */
  readonly lane: (account: AccountId, follower: OpenId) => Promise<readonly LaneEntry[]>;
}
