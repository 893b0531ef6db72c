import type { AccountId, InboundEvent, OpenId } from "../../engine/index.ts";

export type BindingKind = "card" | "phone";
/** A card or phone number; the number itself is never stored. */
export interface BoundNumber {
  readonly kind: BindingKind;
  /** Keyed digest of the number: the same number has the same one, and nobody without the key can try numbers out. */
  readonly numberKey: string;
  /** The last digits, to recognise it by. */
  readonly tail: string;
  /** What the account's own system calls the holder, `""` if it said nothing. */
  readonly customer: string;
}
export interface Binding extends BoundNumber {
  readonly openid: OpenId;
  readonly atMs: number;
}
/** A number that waits for its code. */
export interface WaitingNumber extends BoundNumber {
  /** In full for a phone, `""` for a card; encrypted at rest. */
  readonly phone: string;
  /** Keyed digest. */
  readonly code: string;
  readonly untilMs: number;
}
/** Cards and phone numbers of followers: one follower has one, one number has one follower. All of it throws `StorageError`. */
export interface Bindings {
  readonly find: (account: AccountId, openid: OpenId) => Promise<Binding | null>;
  readonly holder: (
    account: AccountId,
    of: Pick<BoundNumber, "kind" | "numberKey">,
  ) => Promise<OpenId | null>;
  readonly count: (account: AccountId) => Promise<number>;
  /** Replaces what the follower had waiting. */
  readonly ask: (account: AccountId, openid: OpenId, waiting: WaitingNumber) => Promise<void>;
  /** `null` too when its time is over. */
  readonly waiting: (account: AccountId, openid: OpenId) => Promise<WaitingNumber | null>;
  readonly forget: (account: AccountId, openid: OpenId) => Promise<void>;
  /** Counts a try first, so that many at once are no more than `most`: `over` when there were that many, or its time is over. */
  readonly tryCode: (
    account: AccountId,
    openid: OpenId,
    of: { readonly code: string; readonly most: number },
  ) => Promise<"right" | "wrong" | "over">;
  /** With the right code. The event happens with it, or neither. `taken`: another follower has the number, or this one has another. */
  readonly bind: (
    account: AccountId,
    openid: OpenId,
    of: { readonly waiting: WaitingNumber; readonly event: InboundEvent<"event"> },
  ) => Promise<"done" | "taken" | "over">;
  readonly unbind: (
    account: AccountId,
    openid: OpenId,
    event: InboundEvent<"event">,
  ) => Promise<"done" | "gone">;
}
