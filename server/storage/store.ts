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

/** The hot half of storage. No callback, no transaction to hold. The editor's queries have a port of their own. */
export interface Store {
  /** One read: the stored answer of a repeat, or all that `respond` needs. */
  readonly recall: (
    event: InboundEvent,
  ) => Promise<{ readonly answered: string } | { readonly follower: FollowerState | null }>;
  /** Only for an outcome that needs calls: begun, so that a crash or another process finds it. */
  readonly claim: (event: InboundEvent, leaseMs: number) => Promise<"mine" | "taken">;
  /** At the deadline: from now on the reply is an effect, and `success` may be said. Loses against a commit that was first. */
  readonly goLate: (event: InboundEvent) => Promise<"late" | { readonly answered: string }>;
  /** Durable when it resolves. `repeat`: return the stored answer. `stale`: recall and respond again. */
  readonly commit: (delivery: Delivery) => Promise<"done" | "repeat" | "stale">;
  /** Whole lanes: one follower's effects keep their order; a dead one does not block its lane. */
  readonly leaseEffects: (limit: number, leaseMs: number) => Promise<readonly LeasedEffect[]>;
  readonly settleEffect: (
    leased: LeasedEffect,
    result: "done" | "dead" | { readonly retryAtMs: number },
  ) => Promise<void>;
  /** Timers that are due, and events whose claim ran out (their process died): respond to them again. */
  readonly takeDue: (nowMs: number, limit: number) => Promise<readonly InboundEvent[]>;
  /** Replaces the account's cron ticks; one whose path and time are unchanged stays as it is. */
  readonly setSchedules: (account: AccountId, ticks: readonly ScheduleTick[]) => Promise<void>;
  /** The checked JSON of a rule set: the serving process never parses YAML. Kept while a dialog or reminder waits on it. */
  readonly ruleSet: (account: AccountId, version: number | "active") => Promise<RuleSet | null>;
}
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
}
export interface LeasedEffect {
  readonly effect: Effect;
  readonly account: AccountId;
  readonly follower: OpenId | null;
  readonly attempt: number;
  readonly lease: string;
}
