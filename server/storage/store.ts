import type {
  AccountId,
  Change,
  Effect,
  FollowerState,
  InboundEvent,
  OpenId,
  RuleSet,
  Trace,
} from "../../engine/index.ts";

/** The hot half of storage. No callback, no transaction to hold. The editor's queries have a port of their own: `library.ts`. */
export interface Store {
  /** One read: the stored answer of a repeat, or all that `respond` needs. */
  readonly recall: (event: InboundEvent) => Promise<Recalled>;
  /**
   * Only for an outcome that needs calls: begun, so that a crash or another process finds it.
   * `mine` again for whoever holds it already (this store, or `takeDue` of this store), and for the first to ask after its lease.
   */
  readonly claim: (event: InboundEvent, leaseMs: number) => Promise<"mine" | "taken">;
  /**
   * At the deadline: from now on the reply is an effect, and `success` may be said. Claims the event if nobody has.
   * Loses against a commit that was first.
   */
  readonly goLate: (event: InboundEvent) => Promise<"late" | { readonly answered: string }>;
  /**
   * Durable when it resolves. `repeat`: it was committed before, return the stored answer.
   * `stale`: the follower moved on, or the event went late meanwhile: recall and respond again.
   * `gone`: the reminder was forgotten or replaced since it was taken; nothing is kept.
   */
  readonly commit: (delivery: Delivery) => Promise<"done" | "repeat" | "stale" | "gone">;
  /** Whole lanes, one effect of each at a time: one follower's effects keep their order; a dead one does not block its lane, one to be retried does. */
  readonly leaseEffects: (limit: number, leaseMs: number) => Promise<readonly LeasedEffect[]>;
  /** Gives the lane back. `code` says why an effect is dead or waits; nothing happens if the lease was lost meanwhile. */
  readonly settleEffect: (
    leased: LeasedEffect,
    result: "done" | "dead" | { readonly retryAtMs: number },
    code?: string,
  ) => Promise<void>;
  /**
   * Timers that are due, and events whose claim ran out (their process died): respond to them again. Each is lent for
   * half a minute and comes back if it is not committed by then; `recall` says whether it is late. A timer is due by the
   * time of its account.
   */
  readonly takeDue: (nowMs: number, limit: number) => Promise<readonly InboundEvent[]>;
  /** Replaces the account's cron ticks; one that is overdue keeps its time, so that it still fires after a restart. */
  readonly setSchedules: (account: AccountId, ticks: readonly ScheduleTick[]) => Promise<void>;
  /** The checked JSON of a rule set: the serving process never parses YAML. Kept while a dialog or reminder waits on it. */
  readonly ruleSet: (account: AccountId, version: number | "active") => Promise<RuleSet | null>;
}
export type Recalled =
  | { readonly answered: string }
  | {
      /** `null` for a follower not seen before, and where the event has none. */
      readonly follower: FollowerState | null;
      /** `success` was said already: the reply must become an effect, and a repeat is answered `success`. */
      readonly late: boolean;
      /** The rule-set version this follower was last answered with (0 = never): a process that has an older one loads first. */
      readonly ruleSetVersion: number;
    };
/** The next time a `schedule` rule is due. */
export interface ScheduleTick {
  readonly path: string;
  readonly version: number;
  readonly dueAtMs: number;
}
export interface Delivery {
  readonly event: InboundEvent;
  /** The version the answer was made from; 0 for a follower not seen before. */
  readonly followerVersion: number;
  /** The follower after `changes` (its `version` is ignored); `null` where the event has none. */
  readonly follower: FollowerState | null;
  /** The reply's text on the wire, before sealing; `""` for none. */
  readonly answer: string;
  readonly late: boolean;
  /** Dialog and reminder waits among them become timers. */
  readonly changes: readonly Change[];
  readonly effects: readonly Effect[];
  readonly trace: Trace | null;
  /** For a `schedule` event: when its rule is due next. */
  readonly nextTick: ScheduleTick | null;
  /** The message answered a `secret` question: neither its text nor its event is kept. */
  readonly secret?: boolean;
}
export interface LeasedEffect {
  readonly effect: Effect;
  readonly account: AccountId;
  /** One of them at a time: a follower's, or a follower's way to an own system. */
  readonly lane: string;
  readonly follower: OpenId | null;
  /** From 1; a try that a crash cut off counts. */
  readonly attempt: number;
  readonly lease: string;
}
