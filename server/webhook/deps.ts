import type {
  Account,
  AccountId,
  Change,
  FollowerState,
  InboundEvent,
  Media,
  OpenId,
  ReadyRules,
  Respond,
} from "../../engine/index.ts";
import type { NowMs } from "../clock.ts";
import type { Caller } from "../effects/performer.ts";
import type { ScheduleTick, Store } from "../storage/store.ts";

/** An account as the webhook needs it. Give the same object until something of it changes: decoded keys are kept by it. */
export interface WebhookAccount {
  readonly id: AccountId;
  /** `gh_…`: a push to any other is refused. */
  readonly originalId: string;
  readonly appId: string;
  readonly token: string;
  /** EncodingAESKey, 43 characters; `""` in plain mode without one. */
  readonly aesKey: string;
  /** Still accepted for a while after a change. */
  readonly previousAesKey: string | null;
  readonly mode: "plain" | "compatible" | "safe";
  readonly settings: Account;
  /** Whether it may send customer-service messages: decides what happens 4.5 s after the first byte. */
  readonly canSendLater: boolean;
  readonly rules: ReadyRules;
  /** Who gets the answers of a draft instead, and whose; absent where nobody does. */
  readonly testers?: ReadonlyMap<OpenId, string>;
}

/** `setTimeout` and `clearTimeout`, or what a test puts in their place. */
export interface Timers {
  readonly set: (run: () => void, ms: number) => unknown;
  readonly clear: (timer: unknown) => void;
}

/** The part of pino that is used here. */
export interface Log {
  readonly warn: (fields: Readonly<Record<string, unknown>>, message: string) => void;
  readonly error: (fields: Readonly<Record<string, unknown>>, message: string) => void;
}

export interface WebhookLimits {
  /** Of a push; more is 413. */
  readonly bodyBytes: number;
  /** A body that is not complete this long after the first byte is cut. */
  readonly bodyMs: number;
  /** From the first byte to the moment the answer must go out or becomes late; the platform closes at 5 s. */
  readonly replyMs: number;
  /** How far the timestamp of a request may be from our clock, either way. */
  readonly windowMs: number;
  /** How long a claimed delivery is ours while its calls run. */
  readonly leaseMs: number;
  /** Pushes in progress in this process; more are answered 503, and WeChat delivers them again. */
  readonly inProgress: number;
}

export const webhookLimits: WebhookLimits = {
  bodyBytes: 64 * 1024,
  bodyMs: 4_000,
  replyMs: 4_500,
  windowMs: 300_000,
  leaseMs: 30_000,
  inProgress: 2_000,
};

/** Everything the webhook needs of the rest of the server. */
export interface WebhookDeps {
  /** `null` for an unknown one. Cached by the caller. */
  readonly account: (id: AccountId) => Promise<WebhookAccount | null>;
  /** The rules of another version, which a reminder or dialog began in; `null` when they are gone. */
  readonly rulesAt: (account: AccountId, version: number) => Promise<ReadyRules | null>;
  /** The rules of a tester's draft; `null` when it holds no changes or cannot be compiled. Asked for followers in `testers` only. */
  readonly draftFor?: (account: WebhookAccount, tester: OpenId) => Promise<ReadyRules | null>;
  readonly respond: Respond;
  /** The follower's row after the changes; the one given may be `null` (never seen). Its version is left to the store. */
  readonly applyChanges: (
    follower: FollowerState | null,
    changes: readonly Change[],
  ) => FollowerState;
  /** When the rule of a `schedule` event is due next; `null` for any other event. */
  readonly nextTick: (account: WebhookAccount, event: InboundEvent) => ScheduleTick | null;
  readonly store: Store;
  /** By kind of call. */
  readonly callers: ReadonlyMap<string, Caller>;
  /** Makes an id of a file of the account folder; rejects when that fails. */
  readonly resolveMedia: (account: WebhookAccount, media: Media) => Promise<string>;
  readonly nowMs: NowMs;
  /** For `random` replies: new for every push. */
  readonly seed: () => string;
  readonly log: Log;
  /** Called when the platform's console has checked the address and got its text back. */
  readonly onVerified?: (account: AccountId) => void;
  /** Called after a commit that holds effects. */
  readonly wake: () => void;
  readonly timers: Timers;
  /** Whether the event loop is behind (above 200 ms): who may answer later then does so at once. */
  readonly isOverloaded?: () => boolean;
  readonly limits?: Partial<WebhookLimits>;
}
