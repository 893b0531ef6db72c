import type { Effect } from "./effect.ts";
import type { FollowerState, Source, WaitingDialog } from "./follower.ts";
import type { Order } from "./order.ts";
import type { Reply } from "./reply.ts";
import type { Trace } from "./trace.ts";
import type { Json, Remembered, RuleId, RulePath } from "./words.ts";

/** The answer to a call, by its key. */
export type CallAnswer =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly reason: string };

/** Something the answer hangs on and the engine may not do: an HTTP request, a plugin, a picture to recognise. `key` = event key + rule path + digest of `args`. */
export interface Call {
  readonly key: string;
  readonly kind: string;
  readonly args: Json;
  readonly deadlineMs: number;
}
/** What is counted a channel and day. `reply`: a new follower's first message; `record`: by its name. */
export type ChannelCount = "scan" | "follow" | "loss" | "reply" | "record";
/** Applied to our own follower row in the commit; the platform hears of it through an effect. */
export type Change =
  | {
      readonly kind: "set";
      readonly name: string;
      /** `""` or `null` removes it. */
      readonly value: Json;
      readonly secret?: boolean;
    }
  | { readonly kind: "tags"; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: "fired"; readonly rule: RuleId; readonly atMs: number; readonly keep: number }
  | { readonly kind: "wait"; readonly what: "dialog"; readonly dialog: WaitingDialog }
  | {
      readonly kind: "wait";
      readonly what: "reminder";
      readonly id: string;
      readonly path: RulePath;
      readonly version: number;
      readonly untilMs: number;
      readonly captured: Remembered;
    }
  | { readonly kind: "stop-waiting"; readonly what: "dialog" | "reminder"; readonly id: string }
  | { readonly kind: "followed"; readonly atMs: number; readonly channel: string | null }
  | { readonly kind: "unfollowed" }
  | { readonly kind: "position"; readonly lat: number; readonly lng: number; readonly atMs: number }
  | { readonly kind: "misses"; readonly count: number }
  | { readonly kind: "tap"; readonly tap: FollowerState["tap"] }
  | { readonly kind: "window"; readonly window: FollowerState["window"] }
  | { readonly kind: "agent"; readonly agent: FollowerState["agent"] }
  /** A notice's template was refused then; `null` takes it back. */
  | { readonly kind: "refused"; readonly template: string; readonly atMs: number | null }
  | { readonly kind: "source"; readonly source: Source }
  | { readonly kind: "order"; readonly order: Order }
  | {
      readonly kind: "count";
      /** `""`: none, the follow came by another way. */
      readonly channel: string;
      /** In the account's time zone, `2026-11-23`. */
      readonly day: string;
      readonly what: ChannelCount;
      readonly name: string;
    };

/** Same event, context, rules and answers: same outcome. `needs`: answer these and respond again. */
export type Outcome =
  | { readonly kind: "needs"; readonly calls: readonly Call[]; readonly trace: Trace }
  | {
      readonly kind: "decided";
      readonly reply: Reply | null;
      readonly effects: readonly Effect[];
      readonly changes: readonly Change[];
      readonly trace: Trace;
      /** The message holds a secret answer: what is stored of it must not show its text. */
      readonly secret: boolean;
    };
