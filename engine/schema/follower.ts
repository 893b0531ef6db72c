import type { Position } from "./inbound-event.ts";
import type { Order } from "./order.ts";
import type { Names, RuleId, RulePath } from "./words.ts";

/** What a follower's dialog waits for; the list goes on at the row after `path`. */
export interface WaitingDialog {
  readonly id: string;
  readonly path: RulePath;
  /** The rule-set version the dialog began in. */
  readonly version: number;
  readonly untilMs: number;
  readonly captured: Names;
  /** Names among `captured` that are stored encrypted and never traced. */
  readonly secrets: readonly string[];
  /** Answers refused so far. */
  readonly tries: number;
}
/** How often a rule's `then` ran for this follower, and when last (at most as many times as its limit looks at). */
export interface Fired {
  readonly count: number;
  readonly atMs: readonly number[];
}
/** Until when and how many customer-service messages may be sent (limits table of `engine/limits.ts`). */
export interface Window {
  readonly untilMs: number;
  readonly left: number;
}
/** Which codes brought a follower; `""` = none. */
export interface Source {
  /** The channel of the follow that lasts, or that lasted last. */
  readonly joined: string;
  /** The channel scanned last. */
  readonly last: string;
  /** Has not said anything since that follow. */
  readonly isSilent: boolean;
}
/** Our own row of a follower. */
export interface FollowerState {
  readonly version: number;
  readonly tags: readonly string[];
  /** What `set`, pages or an import stored, and the profile the platform told us: `name remark language city`. */
  readonly values: Names;
  /** Names among `values` that are stored encrypted and never traced. */
  readonly secrets: readonly string[];
  readonly followedAtMs: number | null;
  /** The channel of the first follow. */
  readonly channel: string | null;
  /** Absent for who neither followed nor scanned since we look. */
  readonly source?: Source;
  readonly position: (Position & { readonly atMs: number }) | null;
  /** Messages in a row that nothing answered. */
  readonly misses: number;
  readonly dialog: WaitingDialog | null;
  /** Set while a human agent has the conversation. */
  readonly agent: {
    /** Whose: `wechat`, `inbox` or the name of a hook. */
    readonly to: string;
    /** Who, `""` while nobody has taken it. */
    readonly name: string;
    /** Which colleague, of our inbox; absent while nobody has taken it. */
    readonly member?: string;
    /** How long it stays theirs although nobody writes. */
    readonly quietMs: number;
    readonly quietUntilMs: number;
  } | null;
  readonly window: Window | null;
  readonly fired: Readonly<Record<RuleId, Fired>>;
  /** The last menu tap whose picture or position still follows as a message. */
  readonly tap: {
    readonly key: string;
    readonly atMs: number;
    readonly left: number;
    readonly answered: boolean;
  } | null;
  /** When the follower last refused a notice, by its template's name. */
  readonly refused?: Readonly<Record<string, number>>;
  /** The last one; absent for who never bought anything. */
  readonly order?: Order;
}
