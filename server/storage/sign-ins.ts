import type { AccountId, InboundEvent, OpenId } from "../../engine/index.ts";

/** A browser on its way through the platform's sign-in. Ids are SHA-256 of what the browser holds. */
export interface SignInState {
  readonly id: string;
  /** Of the cookie that the browser was given with it: nobody else may come back with the state. */
  readonly browser: string;
  /** Where it leads afterwards: ours, relative. */
  readonly path: string;
  /** The mark of the follower it was sent to, `""` if anybody may open it. */
  readonly recipient: string;
  readonly scope: string;
  readonly untilMs: number;
}
/** A follower's browser. */
export interface PageSession {
  /** SHA-256 of the cookie. */
  readonly id: string;
  readonly openid: OpenId;
  readonly scope: string;
  readonly createdAtMs: number;
  readonly seenAtMs: number;
}
/** How followers' browsers become known on our pages. All of it throws `StorageError`. */
export interface SignIns {
  /** Forgets what ran out on the way. */
  readonly begin: (account: AccountId, state: SignInState) => Promise<void>;
  /** Once: a second time, later, or from another browser there is nothing. */
  readonly take: (
    account: AccountId,
    of: Pick<SignInState, "id" | "browser">,
  ) => Promise<Pick<SignInState, "path" | "recipient" | "scope"> | null>;
  readonly find: (account: AccountId, id: string) => Promise<PageSession | null>;
  /** `replaces`: the session the browser had. The event happens with it, or neither. */
  readonly open: (
    account: AccountId,
    session: Pick<PageSession, "id" | "openid" | "scope">,
    more: {
      readonly replaces: string | null;
      readonly olderThanMs: number;
      readonly event: InboundEvent<"event"> | null;
    },
  ) => Promise<void>;
  readonly touch: (account: AccountId, id: string) => Promise<void>;
  readonly end: (account: AccountId, id: string) => Promise<void>;
  /** Something was done on a page: the account's rules are asked soon, whatever happens to this process. */
  readonly happen: (event: InboundEvent<"event">) => Promise<void>;
}
