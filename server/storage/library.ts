import type {
  AccountId,
  FollowerState,
  Json,
  OpenId,
  RuleId,
  RuleSet,
} from "../../engine/index.ts";
import type { AuditEntry, AuditLog } from "./audit.ts";
import type { Bindings } from "./bindings.ts";
import type { Broadcasts } from "./broadcasts.ts";
import type { Channels } from "./channels.ts";
import type { Conversations } from "./conversations.ts";
import type { DraftRevision, Drafts, DraftWrite, Signals, Testers } from "./drafts.ts";
import type { LogCursor, LogDetail, LogEntry, LogFilter } from "./log-entry.ts";
import type { MapAnswers } from "./map-answers.ts";
import type { LoginTries, Members, Sessions } from "./members.ts";
import type { MenuBackups } from "./menus.ts";
import type { Notices } from "./notices.ts";
import type { Orders } from "./orders.ts";
import type { PlaceTables } from "./place-tables.ts";
import type { Privacy } from "./privacy.ts";
import type { Segments } from "./segments.ts";
import type { Shares } from "./shares.ts";
import type { SignIns } from "./sign-ins.ts";
import type { SourcePart, Sources } from "./sources.ts";
import type { Syncs } from "./syncs.ts";
import type { Tokens } from "./tokens.ts";

export type * from "./audit.ts";
export type * from "./bindings.ts";
export type * from "./broadcasts.ts";
export type * from "./channels.ts";
export type * from "./drafts.ts";
export type * from "./log-entry.ts";
export type * from "./members.ts";
export type * from "./menus.ts";
export type * from "./orders.ts";
export type * from "./shares.ts";
export type * from "./sign-ins.ts";
export type * from "./sources.ts";

/** The colder half of storage: what the editor, the start and the housekeeping ask. All of it throws `StorageError`. */
export interface Library {
  readonly accounts: Accounts;
  readonly sources: Sources;
  readonly ruleSets: RuleSets;
  readonly log: DeliveryLog;
  readonly followers: Followers;
  readonly counters: Counters;
  readonly records: Records;
  readonly deadEffects: DeadEffects;
  readonly housekeeping: Housekeeping;
  readonly tokens: Tokens;
  readonly members: Members;
  readonly sessions: Sessions;
  readonly loginTries: LoginTries;
  readonly drafts: Drafts;
  readonly testers: Testers;
  readonly signals: Signals;
  readonly audit: AuditLog;
  readonly menuBackups: MenuBackups;
  readonly signIns: SignIns;
  readonly notices: Notices;
  readonly bindings: Bindings;
  readonly channels: Channels;
  readonly syncs: Syncs;
  readonly segments: Segments;
  readonly privacy: Privacy;
  readonly shares: Shares;
  readonly mapAnswers: MapAnswers;
  readonly placeTables: PlaceTables;
  readonly conversations: Conversations;
  readonly broadcasts: Broadcasts;
  readonly orders: Orders;
}

/** `secrets` are encrypted at rest; keep them out of logs, exports and errors. */
export interface StoredAccount {
  readonly id: AccountId;
  readonly settings: Json;
  readonly secrets: Readonly<Record<string, string>>;
  /** Counts the changes; a change names the one it was made from. */
  readonly revision: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}
export interface Accounts {
  /** In the order of their ids, without secrets. */
  readonly list: () => Promise<readonly Omit<StoredAccount, "secrets">[]>;
  /** Throws `secret-unreadable` when the key is another one. */
  readonly find: (id: AccountId) => Promise<StoredAccount | null>;
  readonly add: (
    account: Pick<StoredAccount, "id" | "settings" | "secrets">,
  ) => Promise<"done" | "taken">;
  readonly change: (
    account: Pick<StoredAccount, "id" | "settings" | "secrets" | "revision">,
  ) => Promise<"done" | "stale">;
}

export interface RuleSetSummary {
  readonly version: number;
  readonly author: string;
  readonly note: string;
  readonly atMs: number;
}
export interface ActiveRuleSet {
  readonly version: number;
  /** Grows with every change of what is served: publishing, going back, switching a rule off or on. */
  readonly generation: number;
}
export interface Publication {
  /** Its `version` must be the account's next one. */
  readonly ruleSet: RuleSet;
  readonly sources: readonly SourcePart[];
  readonly author: string;
  readonly note: string;
  /** What was active when the checks ran; 0 for the first. */
  readonly expectedGeneration: number;
  /** The account's settings and secrets, changed with it; `revision` 0 for a new account. */
  readonly account?: Pick<StoredAccount, "id" | "settings" | "secrets" | "revision">;
  /** The working copy that it came from: what is published leaves it. */
  readonly draft?: { readonly at: DraftRevision; readonly write: DraftWrite };
  readonly audit?: AuditEntry;
}
export interface RuleSets {
  readonly active: (account: AccountId) => Promise<ActiveRuleSet | null>;
  /** Of every account: processes ask each second and load what changed. */
  readonly activeGenerations: () => Promise<ReadonlyMap<AccountId, ActiveRuleSet>>;
  readonly nextVersion: (account: AccountId) => Promise<number>;
  /** Stores the version, serves it, and puts `sources` in place of the shared texts, all in one. `stale`: somebody published, or wrote account or draft, meanwhile. */
  readonly publish: (account: AccountId, publication: Publication) => Promise<"done" | "stale">;
  /** Serves a stored version. */
  readonly activate: (
    account: AccountId,
    to: { readonly version: number; readonly expectedGeneration: number; readonly author: string },
  ) => Promise<"done" | "stale" | "unknown">;
  /** Newest first. */
  readonly list: (
    account: AccountId,
    page: { readonly beforeVersion: number | null; readonly limit: number },
  ) => Promise<readonly RuleSetSummary[]>;
  /** The texts a version was made from, `null` for an unknown one. */
  readonly sources: (account: AccountId, version: number) => Promise<readonly SourcePart[] | null>;
  /** Rules switched off in an emergency, whatever version is served. */
  readonly rulesOff: (account: AccountId) => Promise<ReadonlySet<RuleId>>;
  readonly switchRule: (
    account: AccountId,
    rule: { readonly id: RuleId; readonly isOff: boolean; readonly author: string },
    audit?: AuditEntry,
  ) => Promise<void>;
}

/** A rule that answered, for the counts of the list. */
export interface RuleRun {
  readonly atMs: number;
  readonly rule: RuleId;
  readonly outcome: string;
}
export interface DeliveryLog {
  /** What was decided in that time (both in), oldest first, at most `limit`. */
  readonly runs: (
    account: AccountId,
    between: { readonly fromMs: number; readonly untilMs: number; readonly limit: number },
  ) => Promise<readonly RuleRun[]>;
  /** Newest first. */
  readonly list: (
    account: AccountId,
    filter: LogFilter,
    page: { readonly before: LogCursor | null; readonly limit: number },
  ) => Promise<readonly LogEntry[]>;
  readonly find: (account: AccountId, key: string) => Promise<LogDetail | null>;
}

export interface FollowerFilter {
  readonly tag?: string;
  /** A part of the name or of the remark, or the whole openid. */
  readonly text?: string;
  readonly isFollowing?: boolean;
}
export interface FollowerCursor {
  readonly followedAtMs: number;
  readonly openid: OpenId;
}
export interface ListedFollower {
  readonly openid: OpenId;
  readonly seenAtMs: number;
  readonly state: FollowerState;
}
export interface Followers {
  readonly find: (account: AccountId, openid: OpenId) => Promise<FollowerState | null>;
  /** Who followed last comes first; the same under inserts meanwhile. */
  readonly list: (
    account: AccountId,
    filter: FollowerFilter,
    page: { readonly before: FollowerCursor | null; readonly limit: number },
  ) => Promise<readonly ListedFollower[]>;
  readonly count: (account: AccountId, filter: FollowerFilter) => Promise<number>;
  /** In the order of their openids, after one: every follower once, whatever changes meanwhile. */
  readonly scan: (
    account: AccountId,
    after: string,
    limit: number,
  ) => Promise<readonly ListedFollower[]>;
  /** Who of them is not known is left out. */
  readonly findMany: (
    account: AccountId,
    openids: readonly OpenId[],
  ) => Promise<ReadonlyMap<OpenId, FollowerState>>;
  /** As `save`, many at once; gives those who are stale. */
  readonly saveMany: (
    account: AccountId,
    followers: readonly { readonly openid: OpenId; readonly state: FollowerState }[],
  ) => Promise<readonly OpenId[]>;
  /** For what is no message: a profile, an import, a window used up. `state.version` is the one it was read with, 0 for a new follower. */
  readonly save: (
    account: AccountId,
    openid: OpenId,
    state: FollowerState,
  ) => Promise<"done" | "stale">;
}

/** Sums by name and bucket (`2026-11-23`, an hour, a minute): quotas, limits, figures. */
export interface Counters {
  readonly bump: (account: AccountId, name: string, bucket: string, by: number) => Promise<void>;
  /** 0 if never bumped. */
  readonly read: (account: AccountId, name: string, bucket: string) => Promise<number>;
  /** Buckets between the two, both in, in byte order. */
  readonly series: (
    account: AccountId,
    name: string,
    between: { readonly from: string; readonly until: string },
  ) => Promise<readonly { readonly bucket: string; readonly n: number }[]>;
}

/** What the action `record` kept. */
export interface AnalyticsRecord {
  /** The effect's key: the same on every try. */
  readonly key: string;
  readonly name: string;
  readonly value: Json;
  readonly follower: OpenId | null;
  readonly atMs: number;
}
export interface Records {
  /** A second one with the same key changes nothing. */
  readonly add: (account: AccountId, record: AnalyticsRecord) => Promise<void>;
  /** Newest first. */
  readonly list: (
    account: AccountId,
    name: string,
    page: { readonly before: LogCursor | null; readonly limit: number },
  ) => Promise<readonly AnalyticsRecord[]>;
  readonly names: (
    account: AccountId,
  ) => Promise<readonly { readonly name: string; readonly count: number }[]>;
}

/** An effect nobody tries again by itself. */
export interface DeadEffect {
  readonly key: string;
  readonly follower: OpenId | null;
  readonly kind: string;
  readonly dueAtMs: number;
  readonly attempts: number;
  readonly code: string;
  readonly effect: Json;
}
/** An effect that failed at least once: given up, or to be tried again by itself. */
export interface FailedEffect extends DeadEffect {
  /** Of two, the later one has the greater. */
  readonly seq: number;
  /** The earliest next try; 0 for one that was given up. */
  readonly retryAtMs: number;
}
export interface DeadEffects {
  /** Newest first. */
  readonly recent: (
    account: AccountId,
    page: {
      readonly state: "dead" | "waiting";
      readonly beforeSeq: number | null;
      readonly limit: number;
    },
  ) => Promise<readonly FailedEffect[]>;
  readonly counts: (
    account: AccountId,
  ) => Promise<{ readonly dead: number; readonly waiting: number }>;
  /** In the order of their keys. */
  readonly list: (
    account: AccountId,
    page: { readonly afterKey: string | null; readonly limit: number },
  ) => Promise<readonly DeadEffect[]>;
  /** Puts it at the end of its follower's lane, with all tries before it. */
  readonly retry: (account: AccountId, key: string) => Promise<"done" | "gone">;
  readonly drop: (account: AccountId, key: string) => Promise<"done" | "gone">;
}

export interface Housekeeping {
  /**
   * Deletes deliveries decided before that time, and the traces of those decided before the other, `limit` of each at
   * most: call again while `isMore`. Answers of the last 24 h always stay, for repeats.
   */
  readonly purgeDeliveries: (
    account: AccountId,
    what: {
      readonly deliveriesBeforeMs: number;
      readonly tracesBeforeMs: number;
      readonly limit: number;
    },
  ) => Promise<{ readonly deleted: number; readonly isMore: boolean }>;
  /** Keeps the newest `keep`, the active one, and whatever a dialog, reminder or schedule waits on. */
  readonly pruneRuleSets: (account: AccountId, keep: number) => Promise<number>;
}
