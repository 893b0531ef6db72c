import type { AccountId } from "../../engine/index.ts";

/** A parametric QR code that the platform made for us. */
export interface ChannelCode {
  readonly id: string;
  /** For the platform's own picture. */
  readonly ticket: string;
  /** What the picture says. */
  readonly url: string;
  readonly madeAtMs: number;
  /** `null`: permanent. */
  readonly expiresAtMs: number | null;
}
/** Days as `2026-11-23`, both in. */
export interface Days {
  readonly from: string;
  readonly until: string;
}
/** How often something happened through a channel. */
export interface ChannelFigures {
  readonly scans: number;
  readonly follows: number;
  readonly losses: number;
  /** New followers who said something. */
  readonly replies: number;
}
export interface ChannelRow extends ChannelFigures {
  /** `""`: follows that came by another way. */
  readonly channel: string;
}
export interface ChannelDay extends ChannelFigures {
  readonly day: string;
}
export interface ChannelRecord {
  readonly channel: string;
  readonly name: string;
  readonly n: number;
}
/** Codes, and figures a channel and day. All of it throws `StorageError`. */
export interface Channels {
  readonly findCode: (
    account: AccountId,
    id: string,
    isPermanent: boolean,
  ) => Promise<ChannelCode | null>;
  /** In place of an earlier one of the same channel and kind. */
  readonly keepCode: (account: AccountId, code: ChannelCode) => Promise<void>;
  readonly countPermanent: (account: AccountId) => Promise<number>;
  /** In the order of their ids. */
  readonly listCodes: (
    account: AccountId,
    page: { readonly afterId: string; readonly limit: number },
  ) => Promise<readonly ChannelCode[]>;
  /** The channels most scanned first. */
  readonly report: (
    account: AccountId,
    what: { readonly days: Days; readonly limit: number },
  ) => Promise<readonly ChannelRow[]>;
  /** All channels together, or one. */
  readonly byDay: (
    account: AccountId,
    what: { readonly days: Days; readonly channel: string | null },
  ) => Promise<readonly ChannelDay[]>;
  /** What rules recorded, a channel and name. */
  readonly records: (account: AccountId, days: Days) => Promise<readonly ChannelRecord[]>;
}
