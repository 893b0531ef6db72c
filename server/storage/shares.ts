import type { AccountId, InboundEvent, OpenId } from "../../engine/index.ts";

/** One follower's copy of a page: its code stands in the address that is passed on. */
export interface Share {
  readonly code: string;
  readonly page: string;
  readonly openid: OpenId;
  /** Where its follower came from first, or else whose copy they had opened; `""` if nowhere known. */
  readonly channel: string;
  /** How often it was passed on, and by how many others it was opened. */
  readonly shares: number;
  readonly opens: number;
}
/** Sums of one page over all its copies, by channel. */
export interface ShareFigures {
  readonly channel: string;
  readonly sharers: number;
  readonly shares: number;
  readonly opens: number;
}
/** Who passed what on, and what came of it. All of it throws `StorageError`. */
export interface Shares {
  readonly find: (account: AccountId, code: string) => Promise<Share | null>;
  /** A second time changes nothing. */
  readonly add: (
    account: AccountId,
    share: Pick<Share, "code" | "page" | "openid" | "channel">,
  ) => Promise<void>;
  /** The event is made from the sum, and happens with it, or neither. `gone`: there is no such copy. */
  readonly shared: (
    account: AccountId,
    code: string,
    event: (shares: number) => InboundEvent<"event">,
  ) => Promise<"done" | "gone">;
  /** Each opener counts once. */
  readonly opened: (
    account: AccountId,
    of: { readonly code: string; readonly opener: string },
    event: (opens: number) => InboundEvent<"event">,
  ) => Promise<"done" | "again" | "gone">;
  /** Who brought most comes first. */
  readonly best: (account: AccountId, page: string, limit: number) => Promise<readonly Share[]>;
  readonly byChannel: (account: AccountId, page: string) => Promise<readonly ShareFigures[]>;
}
